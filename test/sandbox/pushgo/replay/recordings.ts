// The recording as data, and which gateway an exchange needs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Exchange as AnyExchange } from '../../replay/recordings.ts';

type Settings = Record<string, string | null>;

export interface Exchange extends Omit<AnyExchange, 'settings'> {
  observer?: true;
  settings?: Settings;
}

interface Recording {
  settings: Settings;
  accounts: { devices: Record<'android' | 'apple' | 'spare', { device_key: string }> };
  exchanges: Exchange[];
}

const file = fileURLToPath(new URL('../../../../../shared/recordings/pushgo/1.2.9.json', import.meta.url));

/** Integers beyond what a double holds, kept as text until they are sent. */
const markBigIntegers = (json: string) => json.replace(/: (\d{17,})(?=[,\s])/g, ': "integer:$1"');
export const unmarkBigIntegers = (json: string) => json.replace(/"integer:(\d+)"/g, '$1');

export const recording = JSON.parse(markBigIntegers(readFileSync(file, 'utf8'))) as Recording;

/** Exchanges that follow each other on one gateway. */
export interface Run {
  name: string;
  settings: Settings;
  exchanges: Exchange[];
}

export function splitRuns({ settings, exchanges }: Recording): Run[] {
  const runs = new Map<string, Run>();
  for (const exchange of exchanges) {
    const name = JSON.stringify(exchange.settings ?? {});
    const run = runs.get(name) ?? { name, settings: { ...settings, ...exchange.settings }, exchanges: [] };
    runs.set(name, run);
    run.exchanges.push(exchange);
  }
  return [...runs.values()];
}
