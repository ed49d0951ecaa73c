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
    parse: [data: { file: string; text: string }, value: unknown];
    lint: [data: { file: string }, value: readonly LintProblem[]];
  }>;
  /** openapi-typescript */
  readonly types: TaskWorker<{ types: [data: { document: JsonObject }, value: string] }>;
}

/** The two libraries that are slow to load, side by side. */
export function startWorkers(): Workers {
  return { redocly: createWorker('redocly-worker'), types: createWorker('types-worker') };
}

export async function stopWorkers({ redocly, types }: Workers): Promise<void> {
  await Promise.all([redocly.close(), types.close()]);
}
