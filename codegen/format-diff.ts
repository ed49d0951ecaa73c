import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Change } from './tree.ts';

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
