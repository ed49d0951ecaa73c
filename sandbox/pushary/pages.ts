// Pages of a list: newest first, and a cursor that the caller passes on unread (docs/services/pushary.md#answers).
import { refuse } from './answers.ts';
import { integer, optional, readFields } from './checks.ts';
import type { Fields } from './model.ts';

const defaultLimit = 100;
const maxLimit = 500;

export interface Page<T> {
  data: T[];
  hasMore: boolean;
  nextCursor?: string;
}

const paging = { limit: optional(integer(1, maxLimit)) };

/** The cursor names the last entry of the page before, so that entries made meanwhile shift nothing. */
export function pageOf<T extends { id: string }>(items: Iterable<T>, query: Fields): Page<T> {
  const { limit = defaultLimit } = readFields(query, paging);
  const newestFirst = [...items].reverse();
  const start = startOf(newestFirst, query.cursor);
  const data = newestFirst.slice(start, start + limit);
  const last = data.at(-1);
  const hasMore = start + limit < newestFirst.length;
  return { data, hasMore, ...(hasMore && last ? { nextCursor: writeCursor(last.id) } : {}) };
}

function writeCursor(id: string): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

function startOf(items: readonly { id: string }[], cursor: unknown): number {
  if (cursor === undefined) return 0;
  const [, id] = /^after:(.+)$/.exec(Buffer.from(String(cursor), 'base64url').toString()) ?? [];
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw refuse(400, 'cursor is malformed');
  return index + 1;
}
