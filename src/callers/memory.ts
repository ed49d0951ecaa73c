import type { Cache, Slot, State } from '../../overrides/rule/memory.ts';

/** A `Cache` in this process. Entries over a slot's number and lifetime are dropped when the next one is set. */
export function createCache(now: () => number = Date.now): Cache {
  const slots = new Map<string, Map<string, { readonly value: unknown; readonly until: number }>>();

  function entriesOf({ name }: Slot<unknown>) {
    const known = slots.get(name);
    if (known) return known;
    const made = new Map();
    slots.set(name, made);
    return made;
  }

  return {
    get<T>(slot: Slot<T>, key = '') {
      const entry = entriesOf(slot).get(key);
      return entry && now() < entry.until ? (entry.value as T) : undefined;
    },
    set(slot, value, key = '') {
      const entries = entriesOf(slot);
      // At the end again: the first of a map is then the one that was set first
      entries.delete(key);
      entries.set(key, { value, until: now() + slot.lifetime });
      for (const [oldest, { until }] of entries) {
        if (entries.size <= slot.most && now() < until) break;
        entries.delete(oldest);
      }
    },
    delete: (slot, key = '') => void entriesOf(slot).delete(key),
  };
}

/** A `State` that ends with the process, for one person over stdio. */
export function createMemoryState(now?: () => number): State {
  const cache = createCache(now);
  return {
    get: async (slot, key) => cache.get(slot, key),
    async update(slot, key, change) {
      const value = change(cache.get(slot, key));
      if (value === undefined) cache.delete(slot, key);
      else cache.set(slot, value, key);
    },
  };
}
