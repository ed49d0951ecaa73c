import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Change } from './tree.ts';

/** One unified diff over all files, as `git diff` would print it. */
export function formatDiff(changes: readonly Change[]): string {
  return changes.map(formatChange).join('');
}

function formatChange({ path, before, after }: Change): string {
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  return createTwoFilesPatch(from, to, before ?? '', after ?? '', undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
