// Remembers what a caller sent under which op_id: the gateway accepts a repetition of a key and sends nothing, whatever is in it
// (docs/services/pushgo.md#idempotency).
import { sha256 } from '../rule/digest.ts';
import { isObject } from '../rule/is-object.ts';
import type { Slot, State } from '../rule/memory.ts';

/** What was sent before: nothing, the same, something else, or something that reached a part of the devices only. */
export type Earlier = 'none' | 'same' | 'other' | 'partial';

/** For a day, and more keys than anybody repeats. */
const kept = { lifetime: 24 * 3_600_000, most: 1000 };

/** A digest of what was sent first under a key, or `partial`. */
const sentFirst: Slot<string> = { name: 'sent', ...kept };

/** A digest of what may have been sent under a key: the answer was lost. */
const tried: Slot<string> = { name: 'tried', ...kept };

/** The order of names makes no difference. */
function sortKeys(_: string, value: unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

const digestOf = (content: object) => sha256(JSON.stringify(content, sortKeys));

/** Records that this content may have been sent under a key. */
export async function recordTried(key: string, content: object, state: State): Promise<void> {
  await state.update(tried, key, (first) => first ?? digestOf(content));
}

/** Whether this content may have been sent under the key before. */
export async function wasTried(key: string, content: object, state: State): Promise<boolean> {
  return (await state.get(tried, key)) === digestOf(content);
}

/**
 * Records what was sent, and gives what was sent under the same key before.
 *
 * @param scope what the gateway tells keys apart by, the key at the end: an update and a close of one event are the same there
 * @param content what was sent, of which a digest is kept
 */
export async function recordSent(
  scope: readonly string[],
  content: object,
  isPartial: boolean,
  state: State,
): Promise<Earlier> {
  let earlier: Earlier = 'none';
  const digest = digestOf(content);
  await state.update(sentFirst, scope.join(' '), (first) => {
    if (first === undefined || first === 'partial') earlier = first ?? 'none';
    else earlier = first === digest ? 'same' : 'other';
    return isPartial ? 'partial' : (first ?? digest);
  });
  return earlier;
}
