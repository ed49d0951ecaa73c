// Names of channels as they are now: somebody may have renamed a channel since it was added (docs/services/pushgo.md#channels).
import type { Channel } from '../rule/channels.ts';
import type { Slot, State } from '../rule/memory.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { trim } from '../rule/trim.ts';
import { readChannelId } from './channel-id.ts';
import { findChannelName } from './verify.ts';

/** A channel with its name as it is now, or as it was when it was added where the gateway does not tell. Foreign text. */
export interface NamedChannel {
  readonly channel: Channel;
  readonly name?: string | undefined;
}

/** The names that gateways told; empty where a gateway told none. */
const told: Slot<string> = { name: 'channel-names', lifetime: 600_000, most: 1000 };

/** Milliseconds that a call waits for names. Without them it goes on with those that are kept. */
const PATIENCE = 3_000;

/** Requests under way, so that calls at the same time share one. */
const underWay = new WeakMap<State, Map<string, Promise<string>>>();

const keyOf = ({ gateway, channelId }: Channel) => `${gateway} ${channelId}`;

/** Names of these channels, in their order. A gateway is asked at most once in ten minutes about a channel, and without its password. */
export async function nameChannels(channels: readonly Channel[], ctx: ToolContext): Promise<NamedChannel[]> {
  return Promise.all(
    channels.map(async (channel) => {
      const known = await ctx.state.get(told, keyOf(channel));
      const name = known ?? (await inTime(ask(channel, ctx)));
      return { channel, name: name || channel.name };
    }),
  );
}

/** The name of a channel as far as it is known, without asking for it. */
export async function knownName(channel: Channel, { state }: ToolContext): Promise<string | undefined> {
  return (await state.get(told, keyOf(channel))) || channel.name;
}

/**
 * The channels that a text means: those of this id, or else those of this name, in any case where none has exactly this. An id goes
 * before a name that looks like one, and nobody is asked for names then.
 */
export async function findChannels(text: string, channels: readonly Channel[], ctx: ToolContext): Promise<Channel[]> {
  const id = readChannelId(text);
  const byId = channels.filter(({ channelId }) => channelId === id);
  if (byId.length > 0) return byId;
  return matchName(text, id === undefined ? await nameChannels(channels, ctx) : named(channels)).map(
    ({ channel }) => channel,
  );
}

/** The channels with the names that are kept. */
export const named = (channels: readonly Channel[]): NamedChannel[] =>
  channels.map((channel) => ({ channel, name: channel.name }));

/** Those of this name; where none has exactly this, those that have it in another case. */
export function matchName<T extends { readonly name?: string | undefined }>(text: string, channels: readonly T[]): T[] {
  const wanted = trim(text);
  const exact = channels.filter(({ name }) => name === wanted);
  return exact.length > 0 ? exact : channels.filter(({ name }) => name?.toLowerCase() === wanted.toLowerCase());
}

function ask(channel: Channel, ctx: ToolContext): Promise<string> {
  const { state } = ctx;
  const requests = underWay.get(state) ?? new Map<string, Promise<string>>();
  underWay.set(state, requests);
  const key = keyOf(channel);
  const request =
    requests.get(key) ??
    findChannelName(ctx, channel)
      // Names are worth no failure: where the gateway does not tell one, that is remembered as well
      .catch(() => undefined)
      .then(async (name = '') => {
        await state.update(told, key, () => name);
        return name;
      })
      .finally(() => requests.delete(key));
  requests.set(key, request);
  return request;
}

function inTime(request: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(''), PATIENCE);
    request.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
