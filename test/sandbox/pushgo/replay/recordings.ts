// The recording as data, and which gateway an exchange needs.
import { type PushgoExchange as Exchange, loadPushgo, type PushgoRecording } from '../../../support/recordings.ts';

export type { Exchange };

/** Integers beyond what a double holds, kept as text until they are sent. */
const markBigIntegers = (json: string) => json.replace(/: (\d{17,})(?=[,\s])/g, ': "integer:$1"');
export const unmarkBigIntegers = (json: string) => json.replace(/"integer:(\d+)"/g, '$1');

export const recording = loadPushgo(markBigIntegers);

/** Exchanges that follow each other on one gateway. */
export interface Run {
  name: string;
  settings: PushgoRecording['settings'];
  exchanges: Exchange[];
}

export function splitRuns({ settings, exchanges }: PushgoRecording): Run[] {
  const runs = new Map<string, Run>();
  for (const exchange of exchanges) {
    const name = JSON.stringify(exchange.settings ?? {});
    const run = runs.get(name) ?? { name, settings: { ...settings, ...exchange.settings }, exchanges: [] };
    runs.set(name, run);
    run.exchanges.push(exchange);
  }
  return [...runs.values()];
}
