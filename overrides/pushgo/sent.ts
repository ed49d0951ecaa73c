import { sha256 } from '../rule/digest.ts';
import type { Slot, State } from '../rule/memory.ts';
import type { PushgoOperation } from './rules.ts';

// See docs/services/pushgo.md#idempotency
/** One operation, as the gateway tells them apart: an update and a close of one event are the same with one key. */
export interface SentOperation {
  readonly type: string;
  readonly gateway: string;
  readonly channel: string;
  readonly entity: string;
  readonly key: string;
}

/** What was sent under it first. */
export interface SentContent {
  readonly operation: PushgoOperation;
  readonly args: object;
}

/** `partial`: only a part of the devices got it. `other`: it was something else that was sent. */
export type Earlier = 'none' | 'same' | 'other' | 'partial';

/** A digest of what was sent first under a key, or `partial`. More than anybody repeats, for a day. */
const sentBefore: Slot<string> = { name: 'sent', lifetime: 24 * 3_600_000, most: 1000 };

function name({ type, gateway, channel, entity, key }: SentOperation): string {
  return [type, gateway, channel, entity, key].join(' ');
}

/** Content is told apart by its digest: what was said is not kept. */
function digest(content: SentContent): string {
  return sha256(JSON.stringify(content, sortKeys));
}

/** The order of names says nothing. */
function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Remembers what became of a key the first time, and tells what this caller sent under it before: the gateway says of all of
 * it that it is accepted, and sends none of it again.
 */
export async function recordSent(
  sent: SentOperation,
  content: SentContent,
  outcome: 'partial' | 'accepted',
  state: State,
): Promise<Earlier> {
  let earlier: Earlier = 'none';
  const own = digest(content);
  await state.update(sentBefore, name(sent), (known) => {
    if (known === undefined || known === 'partial') earlier = known ?? 'none';
    else earlier = known === own ? 'same' : 'other';
    return outcome === 'partial' ? outcome : (known ?? own);
  });
  return earlier;
}
