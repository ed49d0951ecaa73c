// Sends one message, event or thing, and reads what became of it.
import type { Inputs } from '../../generated/operations.ts';
import { mayHaveActed, OperationError } from '../rule/failure.ts';
import type { Outcome, ToolContext } from '../rule/tool-rule.ts';
import { trim } from '../rule/trim.ts';
import { chooseChannel } from './choose-channel.ts';
import { type Args, instants } from './fields.ts';
import { readExpiry, readInstant, writeInstant } from './instant.ts';
import { recordSent, recordTried, wasTried } from './op-id-memory.ts';
import type { PushgoOperation } from './rules.ts';
import { warnOf } from './warnings.ts';

/** The field with which a result begins: the id of what was sent. */
export type IdName = 'message_id' | 'event_id' | 'thing_id';

/** Sends an operation and gives the result of its tool. Throws a `ToolError` or `OperationError` where the gateway accepted nothing. */
export async function send(
  operation: PushgoOperation,
  id: IdName,
  { password, channel_id, op_id, ...content }: Args,
  ctx: ToolContext,
): Promise<object> {
  const channel = chooseChannel(channel_id, password, ctx);
  const now = ctx.now();
  const expiry = content.ttl === undefined ? undefined : readExpiry(content.ttl, now);
  const ownKey = op_id === undefined ? {} : { op_id: trim(op_id) };
  const input = {
    ...content,
    ...writeInstants(withTime(id, content, now), expiry),
    ...ownKey,
    channel_id: channel.channelId,
  };
  const outcome = await ctx.send(operation, input as unknown as Inputs[typeof operation], {
    credentials: 'bearer',
    channel,
  });
  const sent = { operation, channel: [channel.gateway, channel.channelId], args: content };
  const answer = readAnswer(operation, id, content[id], outcome);
  if ('failure' in answer) {
    const { failure } = answer;
    if (mayHaveActed(failure) && failure.key !== undefined) await recordTried(failure.key, sent, ctx.state);
    throw new OperationError(failure);
  }
  const { entity, key, isPartial } = answer;
  const earlier = await recordSent([id, ...sent.channel, entity, key], sent, isPartial, ctx.state);
  const isUnknownKey = op_id !== undefined && earlier === 'none' && !(await wasTried(key, sent, ctx.state));
  const warning = warnOf({ content, isThing: id === 'thing_id', isPartial, earlier, isUnknownKey, expiry, now });
  return {
    [id]: entity,
    op_id: key,
    accepted: !isPartial && earlier !== 'partial',
    channel_id: channel.channelId,
    ...(content.thing_id !== undefined && { thing_id: trim(content.thing_id) }),
    ...(warning !== undefined && { warning }),
  };
}

/** With the time of what is told, now where the call leaves it out: the gateway wants one, but for a message alone. */
function withTime(id: IdName, content: Args, now: Date): Args {
  const name = { message_id: content.thing_id && 'occurred_at', event_id: 'event_time', thing_id: 'observed_at' }[id];
  return name === undefined ? content : { [name]: String(now.getTime()), ...content };
}

/** Instants as the gateway reads them. */
function writeInstants(content: Args, expiry: number | undefined): Record<string, number> {
  const written: Record<string, number> = {};
  for (const name of instants) {
    const value = content[name];
    const instant = name === 'ttl' ? expiry : typeof value === 'string' ? readInstant(value) : undefined;
    if (instant !== undefined) written[name] = writeInstant(instant);
  }
  return written;
}

/**
 * The id of the message, event or thing, the key, and whether only a part of the devices was reached; a failure where the gateway did
 * not accept. An id that the call named is not read from the answer, where any text could stand.
 */
function readAnswer(operation: PushgoOperation, id: IdName, named: unknown, outcome: Outcome<PushgoOperation>) {
  if (!outcome.ok) return outcome;
  const { status, key = '' } = outcome;
  const { success, data = {} } = outcome.data;
  const { accepted, [id]: made } = data as Record<string, unknown>;
  const isPartial = status === 503;
  const entity = typeof named === 'string' ? trim(named) : isMade(made) ? made : undefined;
  if (success !== !isPartial || accepted !== !isPartial || entity === undefined)
    return { failure: { kind: 'not-understood', operation, status, problem: 'shape', key } as const };
  return { entity, key, isPartial };
}

/** Whether the gateway can have made an id (docs/services/pushgo.md#ids). Longer or freer text could carry something along. */
function isMade(id: unknown): id is string {
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id);
}
