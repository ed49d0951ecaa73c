import { openChannelsFile } from '../../callers/channels/file.ts';
import type { KeptChannel } from '../../callers/channels/store.ts';
import { cleanText } from '../../policy/clean.ts';
import type { Arguments } from './arguments.ts';
import type { CommandIo } from './io.ts';
import { book, findChannelsFile } from './settings.ts';

/** A channel in a sentence. */
export function describe({ channelId, name, gateway }: KeptChannel): string {
  return `${name === undefined ? channelId : `${name} (${channelId})`} on ${gateway}`;
}

/** Prints the kept channels without their passwords. */
export function listChannels({ file, json }: Arguments, io: CommandIo): void {
  const path = findChannelsFile(file, io);
  const kept = openChannelsFile(path, book).list();
  if (json) {
    const shown = kept.map(({ channelId, name, gateway, addedAt }) => ({
      ...{ channel_id: channelId, name: name ?? null },
      ...{ gateway, added_at: addedAt },
    }));
    io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  } else if (kept.length === 0) {
    io.stdout.write(`No channel is kept in ${cleanText(path)}. Add one with: push-mcp channels add\n`);
  } else {
    io.stdout.write(toTable(kept));
  }
}

function toTable(kept: readonly KeptChannel[]): string {
  const rows = [
    ['NAME', 'CHANNEL', 'GATEWAY', 'ADDED'],
    ...kept.map(({ channelId, name, gateway, addedAt }) => [name ?? '-', channelId, gateway, addedAt.slice(0, 10)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('');
}
