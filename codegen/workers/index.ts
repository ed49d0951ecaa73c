import type { JsonObject } from '../json.ts';
import { createWorker, type TaskWorker } from './create-worker.ts';

export interface LintProblem {
  readonly ruleId: string;
  readonly message: string;
  readonly pointer: string;
}

export interface Workers {
  /** @redocly/openapi-core */
  readonly redocly: TaskWorker<{
    parse: [data: { file: string; text: string }, value: { handle: number; parsed: unknown }];
    lint: [data: { handle: number }, value: readonly LintProblem[]];
  }>;
  /** openapi-typescript */
  readonly types: TaskWorker<{ types: [data: { document: JsonObject }, value: string] }>;
}

/** Runs with the two libraries that are slow to load, side by side. */
export async function withWorkers<T>(use: (workers: Workers) => Promise<T>): Promise<T> {
  const workers: Workers = { redocly: createWorker('redocly-worker'), types: createWorker('types-worker') };
  try {
    return await use(workers);
  } finally {
    await Promise.all([workers.redocly.close(), workers.types.close()]);
  }
}
