// The recordings as data, and which sandbox an exchange needs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Generated = { generate: string; length: number };

export interface Part {
  name: string;
  value?: string;
  filename?: string;
  contentType?: string;
  content?: string;
}

export interface Exchange {
  id: string;
  forbidden?: true;
  settings?: Record<string, string>;
  request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    json?: unknown;
    form?: Record<string, string>;
    multipart?: Part[];
    text?: string;
  };
  response: { status: number; headers: Record<string, string>; json?: unknown; text?: string };
}

export interface Recording {
  version: string;
  settings: Record<string, string>;
  accounts: Record<string, { email: string; token: string }>;
  exchanges: Exchange[];
}

const folder = fileURLToPath(new URL('../../../../shared/recordings/pwpush/', import.meta.url));

export function loadRecording(name: string): Recording {
  return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as Recording;
}

/** Exchanges that follow each other on one instance. */
export interface Run {
  settings: Record<string, string>;
  topic: string;
  exchanges: Exchange[];
}

/** `first-run` and `other-host` share the settings of the file and not the instance. */
function topicOf({ id, settings }: Exchange): string {
  if (settings === undefined) return 'main';
  return /^(first-run|other-host)/.exec(id)?.[1] ?? 'variant';
}

export function splitRuns(recording: Recording): Run[] {
  const runs = new Map<string, Run>();
  for (const exchange of recording.exchanges) {
    const topic = topicOf(exchange);
    const key = `${topic} ${JSON.stringify(exchange.settings ?? {})}`;
    const run = runs.get(key) ?? { settings: { ...recording.settings, ...exchange.settings }, topic, exchanges: [] };
    runs.set(key, run);
    run.exchanges.push(exchange);
  }
  return [...runs.values()];
}
