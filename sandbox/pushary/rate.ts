// Requests per minute and key, in windows of the clock, and the headers that tell about them
// (docs/services/pushary.md#limits).
import type { RequestCounter } from './model.ts';

const windowSeconds = 60;

export function createRequestCounter(): RequestCounter {
  const counts = new Map<string, number>();
  let current = Number.NaN;
  return (caller, limit, now) => {
    const seconds = now.getTime() / 1000;
    const window = Math.floor(seconds / windowSeconds);
    // Forgetting the window before keeps the map as small as the number of callers in one window
    if (window !== current) counts.clear();
    current = window;
    const count = (counts.get(caller) ?? 0) + 1;
    counts.set(caller, count);
    const reset = (window + 1) * windowSeconds;
    return {
      headers: {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - count)),
        'x-ratelimit-reset': String(reset),
      },
      wait: count > limit ? reset - seconds : null,
    };
  };
}
