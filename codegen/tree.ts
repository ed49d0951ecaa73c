/** The files below `generated/`: what has to change, as a diff or on disk. */

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Report } from './diagnostics.ts';
import type { Files } from './emit/emit-all.ts';
import { headerMark } from './emit/render.ts';

const folder = 'generated';
/** Written by `tools:accept` alone. */
const accepted = 'accepted.lock.json';

/** A file on disk and as it should be. `undefined`: there is no such file. */
export interface Change {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * Compares `files` with what is below `generated/`, but for the files in `skip`, which belong to another step. A file without
 * the mark of the generator is never deleted.
 */
export async function compareTree(root: string, files: Files, report: Report, skip: string[] = []): Promise<Change[]> {
  const onDisk = (await listFiles(join(root, folder))).filter((path) => path !== accepted && !skip.includes(path));
  const paths = [...new Set([...files.keys(), ...onDisk])].sort();
  const changes: Change[] = [];
  for (const path of paths) {
    const before = onDisk.includes(path) ? await readFile(join(root, folder, path), 'utf8') : undefined;
    const after = files.get(path);
    if (before === after) continue;
    // The mark stands in the first line, in JSON in the second
    if (after === undefined && !before?.split('\n', 2).join().includes(headerMark))
      report.add('TREE_FOREIGN_FILE', `${folder}/${path}`, '', 'It is not produced, and it has no header.');
    else changes.push({ path: `${folder}/${path}`, before, after });
  }
  return changes;
}

export async function writeChanges(root: string, changes: readonly Change[]): Promise<void> {
  for (const { path, after } of changes) {
    if (after === undefined) await rm(join(root, path));
    else {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), after);
    }
  }
}

/** One unified diff over all files, as `git diff` would print it. */
export function formatDiff(changes: readonly Change[]): string {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  const patches = changes.map(({ path, before, after }) => {
    const from = before === undefined ? '/dev/null' : `a/${path}`;
    const to = after === undefined ? '/dev/null' : `b/${path}`;
    return createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, options);
  });
  return patches.join('');
}

async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
