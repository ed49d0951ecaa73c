// Sends one message, event or thing, and reads what became of it.
import type { Inputs } from '../../generated/operations.ts';
import { type Failure, mayHaveActed, OperationError } from '../rule/failure.ts';
import { readInstant } from '../rule/instant.ts';
import type { Outcome, ToolContext } from '../rule/tool-rule.ts';
import { trim } from '../rule/trim.ts';
import { knownName } from './channel-names.ts';
import { chooseChannel } from './choose-channel.ts';
import { type Args, instants } from './fields.ts';
import { readExpiry, writeInstant } from './instant.ts';
import { type Earlier, recordPerhapsSent, recordSent, wasPerhapsSent } from './op-id-memory.ts';
import { type PushgoOperation, pushgoRules } from './rules.ts';

/** The field with which a result begins: the id of what was sent. */
export type IdName = 'message_id' | 'event_id' | 'thing_id';

// See docs/services/pushgo.md#dispatch
const PARTIAL =
  'Stored, but not pushed to every device. Devices may still fetch it, so sending it again may deliver it twice; with this op_id it would not be sent again at all.';
// See docs/services/pushgo.md#idempotency
/** Why nothing was sent though the gateway accepted, by what was sent under the key before. */
const NOT_SENT: Readonly<Partial<Record<Earlier, string>>> = {
  partial:
    'Not sent again: an earlier call with this op_id was pushed to only a part of the devices, and the gateway takes it for done. A new op_id sends it again, perhaps twice to some.',
  other:
    'Not sent: an earlier call used this op_id for something else, and the gateway takes this for a repeat of that. Leave op_id out, or give another one.',
};

// What a key was used for is known for the calls of this server only
const UNKNOWN_KEY =
  'If this op_id was used before, nothing was sent now: the gateway takes it for a repetition, and does not tell.';

const LONGEST_LIFE = 30 * 86_400_000;

/** Sends an operation and gives the result of its tool. Throws a `ToolError` or `OperationError` where the gateway accepted nothing. */
export async function send(
  operation: PushgoOperation,
  id: IdName,
  { password, channel_id, op_id = '', title, ...others }: Args,
  ctx: ToolContext,
): Promise<object> {
  // To a device a title of blanks is one, and takes the place of the title that it would make
  const content = title === undefined || trim(title) === '' ? others : { title, ...others };
  const channel = await chooseChannel(channel_id, password, ctx);
  const now = ctx.now();
  const expiry = content.ttl === undefined ? undefined : readExpiry(content.ttl, now);
  // To the gateway a blank key is none: it would make one, and a repetition would have another
  const ownKey = trim(op_id) === '' ? {} : { op_id: trim(op_id) };
  const times = { ...defaultTimes(operation, content, now), ...writeInstants(content, expiry) };
  const input = { ...content, ...times, ...ownKey, channel_id: channel.channelId };
  const outcome = await ctx.send(operation, input as unknown as Inputs[typeof operation], {
    credentials: 'bearer',
    channel,
  });
  const sent = { operation, args: content };
  const place = [id, channel.gateway, channel.channelId];
  const named = String(content[id] ?? '');
  const answer = readAnswer(operation, id, content[id], outcome);
  if ('failure' in answer) {
    const { key } = answer.failure;
    if (key !== undefined && mayHaveActed(answer.failure))
      await recordPerhapsSent([...place, named, key], sent, ctx.state);
    throw new OperationError(answer.failure);
  }
  const { entity, key, isPartial } = answer;
  const earlier = await recordSent([...place, entity, key], sent, isPartial, ctx.state);
  const isNewHere =
    ownKey.op_id !== undefined &&
    earlier === 'none' &&
    !(await wasPerhapsSent([...place, named, key], sent, ctx.state));
  const warning = isPartial
    ? PARTIAL
    : (NOT_SENT[earlier] ??
      [isNewHere ? UNKNOWN_KEY : [], warnOfNulls(id, content), warnOfExpiry(expiry, now)].flat().join(' '));
  const channelName = await knownName(channel, ctx);
  return {
    [id]: entity,
    op_id: key,
    accepted: !isPartial && earlier !== 'partial',
    channel_id: channel.channelId,
    ...(channelName !== undefined && { channel_name: channelName }),
    ...(content.thing_id !== undefined && { thing_id: trim(content.thing_id) }),
    ...(warning !== '' && { warning }),
  };
}

/** The times that the gateway requires: where a call leaves them out, it tells of now. */
function defaultTimes(operation: PushgoOperation, { thing_id }: Args, now: Date): Record<string, number> {
  const { input } = pushgoRules[operation];
  const required = ['event_time', 'observed_at'].filter((name) => name in input);
  if (operation === 'pushgoSendMessage' && thing_id !== undefined) required.push('occurred_at');
  return Object.fromEntries(required.map((name) => [name, now.getTime()]));
}

/** Instants as the gateway reads them. */
function writeInstants(content: Args, expiry: number | undefined): Record<string, number> {
  const written: Record<string, number> = {};
  for (const name of instants) {
    const value = content[name];
    const instant = name === 'ttl' ? expiry : typeof value === 'string' ? readInstant(value, 'iso or unix') : undefined;
    if (instant !== undefined) written[name] = writeInstant(instant);
  }
  return written;
}

/** What became of it, as the gateway answered. */
type Answer =
  | { readonly failure: Failure }
  | {
      /** The id of the message, event or thing. */
      readonly entity: string;
      readonly key: string;
      /** Whether only a part of the devices was reached. */
      readonly isPartial: boolean;
    };

/** Reads the answer. An id that the call named is not read from it, where any text could stand. */
function readAnswer(operation: PushgoOperation, id: IdName, named: unknown, outcome: Outcome<PushgoOperation>): Answer {
  if (!outcome.ok) return outcome;
  const { status, key = '' } = outcome;
  const { success, data = {} } = outcome.data;
  const { accepted, [id]: made } = data as Record<string, unknown>;
  const isPartial = status === 503;
  const entity = typeof named === 'string' ? trim(named) : isMade(made) ? made : undefined;
  if (success !== !isPartial || accepted !== !isPartial || entity === undefined)
    return { failure: { kind: 'not-understood', operation, status, problem: 'shape', key } };
  return { entity, key, isPartial };
}

/** Whether the gateway can have made an id (docs/services/pushgo.md#ids). Longer or freer text could carry something along. */
function isMade(id: unknown): id is string {
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id);
}

// See docs/services/pushgo.md#devices
/** A warning where a thing was to lose something: devices do not get to know it. */
function warnOfNulls(id: IdName, { attrs = {}, external_ids = {} }: Args): string[] {
  if (id !== 'thing_id') return [];
  const names = Object.entries({ attrs, external_ids }).flatMap(([name, map]) =>
    Object.values(map).includes(null) ? name : [],
  );
  return names.length === 0
    ? []
    : [`The null entries of ${names.join(' and ')} do not reach devices: nothing is removed there.`];
}

// See docs/services/pushgo.md#ttl
/** A warning where the item lives shorter than asked: the answer of the gateway does not tell. */
function warnOfExpiry(expiry: number | undefined, now: Date): string[] {
  const isCut = expiry !== undefined && expiry - now.getTime() > LONGEST_LIFE;
  return isCut ? ['The gateway keeps it for 30 days at most, not as long as ttl says.'] : [];
}
