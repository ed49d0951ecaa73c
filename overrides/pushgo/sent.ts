import type { PushgoOperation } from './rules.ts';

/** One operation, as the gateway tells them apart (contract 1.8): an update and a close of one event are the same with one key. */
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

/** More than anybody repeats. */
const MOST = 1000;

function name({ type, gateway, channel, entity, key }: SentOperation): string {
  return ['sent', type, gateway, channel, entity, key].join(' ');
}

/** Content is told apart by its digest: what was said is not kept. */
function digest(content: SentContent): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(JSON.stringify(content, sortKeys)).digest('hex');
}

/** The order of names says nothing. */
function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What this process sent under the key before: the gateway says of all of it that it is accepted, and sends none of it again.
 * Remembers this one where it is the first, or was pushed to a part of the devices only.
 */
export function recordSent(
  sent: SentOperation,
  content: SentContent,
  isPartial: boolean,
  memory: Map<string, unknown>,
): Earlier {
  const [place, own] = [name(sent), digest(content)];
  const known = memory.get(place);
  if (isPartial || known === undefined) memory.set(place, isPartial ? 'partial' : own);
  for (const oldest of memory.keys()) {
    if (memory.size <= MOST) break;
    memory.delete(oldest);
  }
  if (known === undefined) return 'none';
  if (known === 'partial') return 'partial';
  return known === own ? 'same' : 'other';
}
