import pLimit from 'p-limit';
import { ToolError } from '../../overrides/rule/failure.ts';

/** Runs tasks, so many at once; one that waits leaves the queue when its call is cancelled or has to answer. */
export type Slots = <T>(task: () => Promise<T>, signal: AbortSignal, deadline: number) => Promise<T>;

/** @param size tasks at once; 0: no limit */
export function createSlots(size: number): Slots {
  if (size === 0) return (task) => task();
  const limit = pLimit(size);
  return (task, signal, deadline) =>
    new Promise((resolve, reject) => {
      let waits = true;
      const stop = () => {
        waits = false;
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
      };
      const leave = (reason: unknown) => {
        stop();
        reject(reason);
      };
      const cancel = () => leave(signal.reason);
      const busy = () =>
        leave(new ToolError('BUSY', 'Other requests took up all the time, so this one was not sent. Try again.'));
      const timer = setTimeout(busy, Math.max(0, deadline - Date.now()));
      signal.addEventListener('abort', cancel);
      if (signal.aborted) return cancel();
      void limit(async () => {
        if (!waits) return;
        stop();
        await task().then(resolve, reject);
      });
    });
}
