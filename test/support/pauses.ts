// What the server waited for between its requests, without a look at the clock. A test file asks for it with
// `vi.mock('node:timers/promises', async (original) => (await import('../support/pauses.ts')).recordPauses(await original()))`.
import type * as Timers from 'node:timers/promises';

interface Pause {
  readonly ms: number;
  ended?: 'over' | 'cut short';
}

/** Since the test emptied it. */
export const pauses: Pause[] = [];

export function recordPauses(real: typeof Timers): typeof Timers {
  const record = async (ms: number, ...rest: unknown[]) => {
    const pause: Pause = { ms };
    pauses.push(pause);
    try {
      const value = await (real.setTimeout as (...args: unknown[]) => Promise<unknown>)(ms, ...rest);
      pause.ended = 'over';
      return value;
    } catch (error) {
      pause.ended = 'cut short';
      throw error;
    }
  };
  return { ...real, setTimeout: record as typeof real.setTimeout };
}
