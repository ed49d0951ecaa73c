// The lists of pushes: what is shown of each push, and one page of the answers of all tables
import * as z from 'zod';
import { schemas } from '../../generated/schemas.ts';
import { projectSchema } from '../rule/projected.ts';
import type { OperationAnswer } from '../rule/variants.ts';
import type { PushApi } from './push-api.ts';
import { pwpushRules } from './rules.ts';
import { readPush } from './url-token.ts';

/** The schema of a push in a list. */
export function listedPush() {
  const list = schemas.pwpushV2ListActivePushes.output() as z.ZodArray;
  const shown = projectSchema(list.element as z.ZodType, pwpushRules.pwpushV2ListActivePushes.output) as z.ZodObject;
  return shown.extend({ kind: z.string().optional().describe('Told by releases before 1.56 only') });
}

type ListOperation = PushApi['active' | 'expired'][number];

/** Four full pages: no release answers with more than one. */
const MOST_PUSHES = 200;

/** Joins the answers of a list, newest first, and says whether there may be more and what may be stale. */
export function readList(
  answers: readonly OperationAnswer<ListOperation>[],
  api: PushApi,
  page: number,
  which: 'active' | 'expired',
) {
  const operations: readonly ListOperation[] = api[which];
  const pushes = answers.flatMap(({ operation, data }) => {
    const kind = api.tables?.[operations.indexOf(operation)];
    // A push without a token is left out, since nothing can be done with it
    const listed = data.slice(0, MOST_PUSHES).flatMap((push) => readPush(push) ?? []);
    // Up to 1.55 a push without a name has null in its place
    return listed.map(({ name, ...push }) => ({ ...push, name: name ?? undefined, kind }));
  });
  if (answers.length > 1) pushes.sort((a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''));
  const mayGoOn = page < 200 && answers.some(({ data }) => data.length >= api.pageSize);
  // An expired push stays in the list of active ones until somebody opens it or a job runs
  // (docs/services/pwpush.md#lists)
  const isStale = which === 'active' && pushes.some((push) => push.days_remaining === 0 || push.views_remaining === 0);
  return {
    pushes,
    page,
    next_page: mayGoOn ? page + 1 : undefined,
    note: isStale
      ? 'Pushes with no days or no views left no longer open, though the service still lists them as active.'
      : undefined,
  };
}
