/** The files that `tools:diff` and `tools:accept` read, and the report that both print. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lock } from '../overrides/lock.ts';
import { changeClasses, type SurfaceChange } from './change.ts';

/** The surface as it is, written by `generate`. */
export const lockPath = 'generated/tools.lock.json';
/** The surface as it was accepted, written by `tools:accept`. */
export const acceptedPath = 'generated/accepted.lock.json';
export const acceptCommand = "npm run tools:accept -- --because 'one sentence'";

export function readLock(root: string, path: string): Lock {
  const file = join(root, path);
  if (!existsSync(file)) throw new Error(`There is no ${path}.`);
  return parseLock(readFileSync(file, 'utf8'), path);
}

/** Throws an error that names `from` if the text is no lock. */
export function parseLock(text: string, from: string): Lock {
  try {
    const lock = JSON.parse(text) as Lock;
    if (typeof lock.tools === 'object' && typeof lock.rules === 'object') return lock;
  } catch {
    // The error below says it
  }
  throw new Error(`${from} does not hold a lock of tools.`);
}

/** One line for each change, and the number of changes in each class. */
export function formatChanges(changes: readonly SurfaceChange[], base: string): string {
  if (changes.length === 0) return `The tools are the same as in ${base}.\n`;
  const width = Math.max(...changes.map(({ subject }) => subject.length));
  const rows = changes.map((row) => `${row.class.padEnd(8)}  ${row.subject.padEnd(width)}  ${row.detail}\n`);
  const counts = changeClasses.map((kind) => `${changes.filter((change) => change.class === kind).length} ${kind}`);
  return `${rows.join('')}\n${counts.join(', ')} (since ${base})\n`;
}
