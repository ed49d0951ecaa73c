import type { SendingOperation } from './sending.ts';

/** One operation, as the gateway tells them apart (contract 1.8): an update and a close of one event are the same with one key. */
export interface SentOperation {
  readonly type: string;
  readonly channel: string;
  readonly entity: string;
  readonly key: string;
}

/** What was sent under it first. */
export interface Sending {
  readonly operation: SendingOperation;
  readonly args: object;
}

/** `partial`: only a part of the devices got it. `other`: it was something else that was sent. */
export type Earlier = 'none' | 'same' | 'other' | 'partial';

/** More than anybody repeats. */
const MOST = 1000;

function name({ type, channel, entity, key }: SentOperation): string {
  return ['sent', type, channel, entity, key].join(' ');
}

/** Content is told apart by its digest: what was said is not kept. */
function digest(sending: Sending): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(JSON.stringify(sending)).digest('hex');
}

/** What this process sent under the key before: the gateway says of all of it that it is accepted, and sends none of it again. */
export function recall(sent: SentOperation, sending: Sending, memory: ReadonlyMap<string, unknown>): Earlier {
  const known = memory.get(name(sent));
  if (known === undefined) return 'none';
  if (known === 'partial') return 'partial';
  return known === digest(sending) ? 'same' : 'other';
}

/** Remembers what became of a key the first time. */
export function remember(
  sent: SentOperation,
  sending: Sending,
  outcome: 'partial' | 'accepted',
  memory: Map<string, unknown>,
): void {
  memory.set(name(sent), outcome === 'partial' ? 'partial' : digest(sending));
  for (const oldest of memory.keys()) {
    if (memory.size <= MOST) break;
    memory.delete(oldest);
  }
}
