// `push-mcp channels list` and `remove`: what a person sees and forgets of the channels that are kept. Shows no password.
import { readChannelId } from '../../../overrides/pushgo/channel-id.ts';
import { matchName } from '../../../overrides/pushgo/channel-names.ts';
import type { KeptChannel } from '../../callers/channels/store.ts';
import { cleanText } from '../../policy/clean.ts';
import type { Arguments } from './arguments.ts';
import { connectGateway } from './gateway.ts';
import { CommandError, type CommandIo } from './io.ts';
import { type GatewaySettings, openStore, readGateway, readGatewaySettings } from './settings.ts';

/** Milliseconds that a person waits for the names of channels. Without them the kept ones count. */
const PATIENCE = 3_000;

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
  const matches = await findMatches(candidates, word, io);
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

/**
 * An id takes precedence over a name that looks like one, and the name that a channel has now over the one it had when it was
 * added.
 */
async function findMatches(channels: readonly KeptChannel[], word: string, io: CommandIo): Promise<KeptChannel[]> {
  const id = readChannelId(word);
  const byId = channels.filter(({ channelId }) => channelId === id);
  if (byId.length > 0) return byId;
  const byName = matchName(word, await findNames(channels, io));
  return byName.length > 0 ? byName.map(({ channel }) => channel) : matchName(word, channels);
}

/** The channels with their names as their gateways tell them now, without a password. */
async function findNames(channels: readonly KeptChannel[], io: CommandIo) {
  let settings: GatewaySettings;
  try {
    settings = readGatewaySettings(io);
  } catch (error) {
    // Whoever wants to forget a channel need not correct the settings first
    if (error instanceof CommandError) return [];
    throw error;
  }
  const { config, token } = settings;
  const signal = AbortSignal.timeout(PATIENCE);
  return Promise.all(
    channels.map(async (channel) => {
      const { gateway, password, gatewayToken } = channel;
      const ownToken = gateway === config.origin ? (token ?? gatewayToken) : gatewayToken;
      const name = await connectGateway(channel, settings, signal)
        .findName(password, ownToken)
        .catch(() => undefined);
      return { channel, name: name ?? channel.name };
    }),
  );
}
