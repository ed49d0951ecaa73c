// Counting within fixed windows of the clock, as the application's throttle does.

export interface Throttle {
  /** Seconds until the window ends, or null while within the limit. The refused request counts too. */
  count(key: string, now: Date): number | null;
}

export function createThrottle(limit: number, seconds: number): Throttle {
  const counts = new Map<string, number>();
  let current = Number.NaN;
  return {
    count(key, now) {
      const second = Math.floor(now.getTime() / 1000);
      const window = Math.floor(second / seconds);
      // Forgetting the window before keeps the map as small as the number of callers in one window.
      if (window !== current) counts.clear();
      current = window;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count > limit ? seconds - (second % seconds) : null;
    },
  };
}
