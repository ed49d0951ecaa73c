import { parentPort } from 'node:worker_threads';

/** Answers calls of `createWorker` by the name of the task. */
export function serve(tasks) {
  parentPort.on('message', async ({ id, task, data }) => {
    try {
      parentPort.postMessage({ id, value: await tasks[task](data) });
    } catch (error) {
      parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
}
