import pLimit from 'p-limit';
import { ToolError } from '../../overrides/rule/failure.ts';

type Slots = <T>(task: () => Promise<T>, signal: AbortSignal, deadline: number) => Promise<T>;

/**
 * Runs at most `size` tasks at once (0: no limit). A task that waits leaves the queue when its call is cancelled, or at the
 * deadline.
 */
export function createSlots(size: number): Slots {
  if (size === 0) return (task) => task();
  const limit = pLimit(size);
  return (task, signal, deadline) =>
    new Promise((resolve, reject) => {
      let isWaiting = true;
      const stop = () => {
        isWaiting = false;
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
        if (!isWaiting) return;
        stop();
        await task().then(resolve, reject);
      });
    });
}
