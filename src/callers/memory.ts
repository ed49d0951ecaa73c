import type { Cache, Slot, State } from '../../overrides/rule/memory.ts';

/** A `Cache` in this process. Setting an entry drops those of its slot that are too many or too old. */
export function createCache(now: () => number = Date.now): Cache {
  const slots = new Map<string, Map<string, { readonly value: unknown; readonly until: number }>>();

  function entriesOf({ name }: Slot<unknown>) {
    const entries = slots.get(name) ?? new Map();
    slots.set(name, entries);
    return entries;
  }

  return {
    get<T>(slot: Slot<T>, key = '') {
      const entry = entriesOf(slot).get(key);
      return entry && now() < entry.until ? (entry.value as T) : undefined;
    },
    set(slot, value, key = '') {
      const entries = entriesOf(slot);
      // Moved to the end, so that the first entry of the map is the oldest
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
