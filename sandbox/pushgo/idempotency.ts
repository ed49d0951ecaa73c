// Recognises an operation that is sent twice (docs/services/pushgo.md#idempotency). It remembers the ids it gave out
// and the dispatches it made.
import { makeId } from './ids.ts';

export type EntityType = 'message' | 'event' | 'thing';

export interface Operation {
  channelId: string;
  type: EntityType;
  entityId: string;
  opId: string;
}

export interface Idempotency {
  /** The id that a create gets: the same for the same `op_id`, whatever its case, also after a request that failed. */
  reserve(channelId: string, type: EntityType, scope: string | null, opId: string): string;
  /** `new`: to be dispatched, and done from now on. Here the case of `op_id` matters. */
  claim(operation: Operation): 'new' | 'done' | 'busy';
  /** Operations under this `op_id` count as being processed elsewhere until the returned function is called. */
  hold(opId: string): () => void;
}

export function createIdempotency(): Idempotency {
  const ids = new Map<string, string>();
  const done = new Set<string>();
  const held = new Set<string>();
  return {
    reserve(channelId, type, scope, opId) {
      const key = JSON.stringify([channelId, type, scope, opId.toLowerCase()]);
      const id = ids.get(key) ?? makeId();
      ids.set(key, id);
      return id;
    },
    claim({ channelId, type, entityId, opId }) {
      const key = JSON.stringify([channelId, type, entityId, opId]);
      if (done.has(key)) return 'done';
      if (held.has(opId)) return 'busy';
      done.add(key);
      return 'new';
    },
    hold(opId) {
      held.add(opId);
      return () => held.delete(opId);
    },
  };
}
