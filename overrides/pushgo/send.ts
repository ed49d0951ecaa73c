import type { Inputs } from '../../generated/operations.ts';
import { OperationError } from '../rule/failure.ts';
import type { Outcome, ToolContext } from '../rule/tool-rule.ts';
import type { Args } from './arguments.ts';
import { chooseChannel } from './choose-channel.ts';
import { instants } from './fields.ts';
import { readExpiry, readInstant, writeInstant } from './instant.ts';
import type { PushgoOperation } from './rules.ts';
import { recordSent } from './sent.ts';
import { trim } from './text.ts';
import { NOT_SENT, PARTIAL, warnOfExpiry } from './warnings.ts';

/** What the result begins with. */
export type IdName = 'message_id' | 'event_id' | 'thing_id';

/** Sends one message, event or thing, and says what became of it. */
export async function send(
  operation: PushgoOperation,
  id: IdName,
  { password, channel_id, op_id, ...content }: Args,
  ctx: ToolContext,
): Promise<object> {
  const channel = chooseChannel(channel_id, password, ctx);
  const now = ctx.now();
  const expiry = content.ttl === undefined ? undefined : readExpiry(content.ttl, now);
  const input = { ...content, ...writeInstants(content, expiry), ...keyOf(op_id), channel_id: channel.channelId };
  const outcome = await ctx.send(operation, input as unknown as Inputs[typeof operation], {
    credentials: 'bearer',
    channel,
  });
  const { entity, key, isPartial } = readAnswer(operation, id, content[id], outcome);
  const sent = { type: id, gateway: channel.gateway, channel: channel.channelId, entity, key };
  const outcomeOf = isPartial ? 'partial' : 'accepted';
  const earlier = await recordSent(sent, { operation, args: content }, outcomeOf, ctx.state);
  const warning = isPartial ? PARTIAL : (NOT_SENT[earlier] ?? warnOfExpiry(expiry, now));
  return {
    [id]: entity,
    op_id: key,
    accepted: !isPartial && earlier !== 'partial',
    channel_id: channel.channelId,
    ...(content.thing_id !== undefined && { thing_id: trim(content.thing_id) }),
    ...(warning !== undefined && { warning }),
  };
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

/** Blank is as good as none to the gateway, which would then make a key that a repetition does not have. */
function keyOf(op_id: string | undefined): { op_id?: string } {
  return op_id === undefined || trim(op_id) === '' ? {} : { op_id: trim(op_id) };
}

/**
 * The id of the message, event or thing, its key, and whether it was stored but pushed to a part of the devices only. Throws an
 * `OperationError` where the gateway did not accept. Of the answer only an id that the gateway made is taken: what the call
 * named is known, and anything could be written there.
 */
function readAnswer(operation: PushgoOperation, id: IdName, named: unknown, outcome: Outcome<PushgoOperation>) {
  if (!outcome.ok) throw new OperationError(outcome.failure);
  const { status, key = '' } = outcome;
  const { success, data = {} } = outcome.data;
  const { accepted, [id]: made } = data as Record<string, unknown>;
  const isPartial = status === 503;
  const entity = typeof named === 'string' ? trim(named) : isMade(made) ? made : undefined;
  if (success !== !isPartial || accepted !== !isPartial || entity === undefined)
    throw new OperationError({ kind: 'not-understood', operation, status, problem: 'shape', key });
  return { entity, key, isPartial };
}

/** See docs/services/pushgo.md#ids. Anything longer or freer could carry something along. */
function isMade(id: unknown): id is string {
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id);
}
