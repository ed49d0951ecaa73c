// The text of a channels file: reading, checking and writing it.

import { isObject } from '../../../overrides/rule/is-object.ts';
import type { ChannelBook } from '../../../overrides/rule/service.ts';
import { parseObject } from '../../json.ts';
import { cleanText } from '../../policy/clean.ts';
import { OwnFileError, shown } from '../../policy/own-file.ts';
import { Secret } from '../../policy/secret.ts';
import { isSame, type KeptChannel } from './store.ts';

const VERSION = 1;

/** A channel beside the object that it was read from. Members of that object that we do not know are written back. */
interface Entry {
  readonly channel: KeptChannel;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What a channels file holds, beside the object that it was read from. */
export interface Content {
  readonly entries: readonly Entry[];
  readonly raw: Readonly<Record<string, unknown>>;
}

export const empty: Content = { entries: [], raw: {} };

/** Reads the text of a channels file. Throws an `OwnFileError` that says where a mistake is, and quotes nothing. */
export function parseChannels(path: string, text: string, book: ChannelBook): Content {
  const wrong = (what: string) =>
    new OwnFileError(
      `${shown(path)} is no channels file: ${what}. Correct it, or remove it and add the channels again.`,
    );
  const raw = parseObject(text);
  if (!raw) throw wrong('it holds no JSON object');
  if (typeof raw.version === 'number' && raw.version > VERSION)
    throw new OwnFileError(`${shown(path)} was written by a newer version of push-mcp: update this one.`);
  if (raw.version !== VERSION) throw wrong(`its version is not ${VERSION}`);
  if (!Array.isArray(raw.channels)) throw wrong('it has no list of channels');
  const entries: Entry[] = raw.channels.map((item: unknown, index) => {
    if (!isObject(item)) throw wrong(`channels[${index}] is no object`);
    const channel = readChannel(item, book);
    if (typeof channel === 'string') throw wrong(`channels[${index}].${channel} is missing or not what it has to be`);
    return { channel, raw: item };
  });
  const repeated = entries.findIndex(
    ({ channel }, index) => entries.findIndex((entry) => isSame(entry.channel, channel)) < index,
  );
  if (repeated !== -1) throw wrong(`channels[${repeated}] is there a second time`);
  return { entries, raw };
}

/** The channel that an object describes, or the name of its first member that is wrong. */
function readChannel(
  item: Readonly<Record<string, unknown>>,
  { readId, isPassword }: ChannelBook,
): KeptChannel | string {
  const { channel_id, name, gateway, password, gateway_token, added_at } = item;
  const channelId = typeof channel_id === 'string' ? readId(channel_id) : undefined;
  if (channelId === undefined) return 'channel_id';
  if (name !== undefined && typeof name !== 'string') return 'name';
  if (typeof gateway !== 'string' || !isOrigin(gateway)) return 'gateway';
  if (typeof password !== 'string' || !isPassword(password)) return 'password';
  if (gateway_token !== undefined && (typeof gateway_token !== 'string' || !isGatewayToken(gateway_token)))
    return 'gateway_token';
  if (typeof added_at !== 'string' || !/^\d{4}-\d\d-\d\d/.test(added_at) || Number.isNaN(Date.parse(added_at)))
    return 'added_at';
  return {
    channelId,
    ...(name !== undefined && { name: cleanText(name) }),
    gateway,
    password: new Secret(password),
    ...(gateway_token !== undefined && { gatewayToken: new Secret(gateway_token) }),
    addedAt: new Date(added_at).toISOString(),
  };
}

/** The text of a channels file. The one place where passwords are written. */
export function formatChannels({ entries, raw }: Content): string {
  const channels = entries.map(({ raw: { name: _, gateway_token: __, ...others }, channel }) => ({
    ...others,
    channel_id: channel.channelId,
    ...(channel.name !== undefined && { name: channel.name }),
    gateway: channel.gateway,
    password: channel.password.reveal(),
    ...(channel.gatewayToken && { gateway_token: channel.gatewayToken.reveal() }),
    added_at: channel.addedAt,
  }));
  return `${JSON.stringify({ ...raw, version: VERSION, channels }, null, 2)}\n`;
}

/** Whether a text is a gateway token that can stand in a header. */
export function isGatewayToken(text: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(text);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
