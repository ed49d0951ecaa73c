// `push-mcp channels list` and `remove`: what a person sees and forgets of the channels that are kept. Shows no password.
import { readChannelId } from '../../../overrides/pushgo/channel-id.ts';
import type { KeptChannel } from '../../callers/channels/store.ts';
import { cleanText } from '../../policy/clean.ts';
import type { Arguments } from './arguments.ts';
import { CommandError, type CommandIo } from './io.ts';
import { openStore, readGateway } from './settings.ts';

/** A channel in a sentence. */
export function describe({ channelId, name, gateway }: KeptChannel): string {
  return `${name === undefined ? channelId : `${name} (${channelId})`} on ${gateway}`;
}

/** Prints the kept channels without their passwords. */
export function listChannels({ file, json }: Arguments, io: CommandIo): void {
  const { path, store } = openStore(file, io);
  const channels = store.list();
  if (json) {
    const shown = channels.map(({ channelId, name, gateway, addedAt }) => ({
      ...{ channel_id: channelId, name: name ?? null },
      ...{ gateway, added_at: addedAt },
    }));
    io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  } else if (channels.length === 0) {
    io.stdout.write(`No channel is kept in ${cleanText(path)}. Add one with: push-mcp channels add\n`);
  } else {
    io.stdout.write(toTable(channels));
  }
}

function toTable(channels: readonly KeptChannel[]): string {
  const rows = [
    ['NAME', 'CHANNEL', 'GATEWAY', 'ADDED'],
    ...channels.map(({ channelId, name, gateway, addedAt }) => [name ?? '-', channelId, gateway, addedAt.slice(0, 10)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`).join('');
}

/** Removes one channel, by its id or its name. */
export async function removeChannel({ word = '', gateway, file }: Arguments, io: CommandIo): Promise<void> {
  const origin = gateway === undefined ? undefined : readGateway('--gateway', gateway);
  const { store } = openStore(file, io);
  const candidates = store.list().filter((channel) => origin === undefined || channel.gateway === origin);
  const matches = findMatches(candidates, word);
  const [match] = matches;
  // The message does not repeat the word: it may be a password in the wrong place
  if (!match)
    throw new CommandError(
      1,
      'No kept channel has that id or name there. push-mcp channels list shows those that are kept.',
    );
  if (matches.length > 1) {
    const fileFlag = file === undefined ? '' : ` --file="${file}"`;
    const choices = matches.map(
      (channel) => `  push-mcp channels remove ${channel.channelId} --gateway=${channel.gateway}${fileFlag}`,
    );
    throw new CommandError(1, `More than one kept channel has that id or name. Say which:\n${choices.join('\n')}`);
  }
  const removed = await store.remove(match.channelId, match.gateway);
  if (!removed) throw new CommandError(1, 'The channel was removed by another process just now.');
  io.stdout.write(`Removed ${describe(removed)}.\n`);
}

/** An id takes precedence over a name that looks like one. */
function findMatches(channels: readonly KeptChannel[], word: string): KeptChannel[] {
  const id = readChannelId(word);
  const byId = channels.filter(({ channelId }) => channelId === id);
  return byId.length > 0 ? byId : channels.filter(({ name }) => name === word);
}
