// Remembers what a caller sent under which op_id: the gateway accepts a repetition of a key and sends nothing, whatever is in it
// (docs/services/pushgo.md#idempotency).
import { sha256 } from '../rule/digest.ts';
import { isObject } from '../rule/is-object.ts';
import type { Slot, State } from '../rule/memory.ts';

/** What was sent before: nothing, the same, something else, or something that reached a part of the devices only. */
export type Earlier = 'none' | 'same' | 'other' | 'partial';

/** A digest of what was sent first under a key, or `partial`. For a day, and more keys than anybody repeats. */
const sentFirst: Slot<string> = { name: 'sent', lifetime: 24 * 3_600_000, most: 1000 };

/** A digest of what may have been sent under a key, in a call whose outcome is not known. */
const sentPerhaps: Slot<string> = { name: 'sent-perhaps', lifetime: 24 * 3_600_000, most: 1000 };

/** The order of names makes no difference. */
function sortKeys(_: string, value: unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

const digestOf = (content: object) => sha256(JSON.stringify(content, sortKeys));

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

/**
 * Records what may have been sent. The id that the gateway made, if it made one, is not known.
 *
 * @param scope as for `recordSent`, with what the call itself tells of the entity
 */
export async function recordPerhapsSent(scope: readonly string[], content: object, state: State): Promise<void> {
  await state.update(sentPerhaps, scope.join(' '), () => digestOf(content));
}

/** Whether the same may have been sent under the same key before. */
export async function wasPerhapsSent(scope: readonly string[], content: object, state: State): Promise<boolean> {
  return (await state.get(sentPerhaps, scope.join(' '))) === digestOf(content);
}
