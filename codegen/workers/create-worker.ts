import { Worker } from 'node:worker_threads';

type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

/** Tasks of a worker, by name: what they take and what they give. */
export type Tasks = Readonly<Record<string, readonly [data: object, value: unknown]>>;

export interface TaskWorker<T extends Tasks> {
  call<K extends keyof T & string>(task: K, data: T[K][0]): Promise<T[K][1]>;
  close(): Promise<void>;
}

/** Starts `workers/<name>.mjs`, which loads its libraries at once and beside this thread. */
export function createWorker<T extends Tasks>(name: string): TaskWorker<T> {
  const worker = new Worker(new URL(`./${name}.mjs`, import.meta.url), { execArgv: [] });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let next = 0;
  let broken: Error | undefined;
  worker.on('message', (reply: Reply) => {
    const handles = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) handles?.reject(new Error(reply.error));
    else handles?.resolve(reply.value as never);
  });
  worker.on('error', (error) => {
    broken = error;
    for (const handles of waiting.values()) handles.reject(error);
  });
  return {
    call: (task, data) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        waiting.set(next, { resolve, reject });
        worker.postMessage({ id: next++, task, data });
      }),
    close: async () => void (await worker.terminate()),
  };
}
