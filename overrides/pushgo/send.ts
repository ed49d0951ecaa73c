// Sends one message, event or thing, and reads what became of it.
import type { Inputs } from '../../generated/operations.ts';
import { OperationError } from '../rule/failure.ts';
import type { Outcome, ToolContext } from '../rule/tool-rule.ts';
import { trim } from '../rule/trim.ts';
import { chooseChannel } from './choose-channel.ts';
import { type Args, instants } from './fields.ts';
import { readExpiry, readInstant, writeInstant } from './instant.ts';
import { type Earlier, recordSent } from './op-id-memory.ts';
import type { PushgoOperation } from './rules.ts';

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

const LONGEST_LIFE = 30 * 86_400_000;

/** Sends an operation and gives the result of its tool. Throws a `ToolError` or `OperationError` where the gateway accepted nothing. */
export async function send(
  operation: PushgoOperation,
  id: IdName,
  { password, channel_id, op_id = '', ...content }: Args,
  ctx: ToolContext,
): Promise<object> {
  const channel = chooseChannel(channel_id, password, ctx);
  const now = ctx.now();
  const expiry = content.ttl === undefined ? undefined : readExpiry(content.ttl, now);
  const own = { op_id: trim(op_id), channel_id: channel.channelId };
  const input = { ...content, ...writeInstants(content, expiry), ...own };
  const outcome = await ctx.send(operation, input as unknown as Inputs[typeof operation], {
    credentials: 'bearer',
    channel,
  });
  const { entity, key, isPartial } = readAnswer(operation, id, content[id], outcome);
  const scope = [id, channel.gateway, channel.channelId, entity, key];
  const earlier = await recordSent(scope, { operation, args: content }, isPartial, ctx.state);
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

/**
 * The id of the message, event or thing, the key, and whether only a part of the devices was reached. Throws an `OperationError`
 * where the gateway did not accept. An id that the call named is not read from the answer, where any text could stand.
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

/** Whether the gateway can have made an id (docs/services/pushgo.md#ids). Longer or freer text could carry something along. */
function isMade(id: unknown): id is string {
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id);
}

// See docs/services/pushgo.md#ttl
/** A warning where the item lives shorter than asked: the answer of the gateway does not tell. */
function warnOfExpiry(expiry: number | undefined, now: Date): string | undefined {
  if (expiry === undefined) return undefined;
  const left = expiry - now.getTime();
  if (left > LONGEST_LIFE) return 'The gateway keeps it for 30 days at most, not as long as ttl says.';
  if (left > 0) return undefined;
  // No date reaches further back
  const end = expiry < -8.64e15 ? 'long ago' : new Date(expiry).toISOString();
  return `Expired on arrival: ttl is ${end}, which is over, so no device gets it. A duration has a unit: 2h.`;
}
