import * as z from 'zod';
import { schemas } from '../../generated/schemas.ts';
import { projectSchema } from '../rule/projected.ts';
import type { OperationAnswer } from '../rule/variants.ts';
import type { PushApi } from './push-api.ts';
import { pwpushRules } from './rules.ts';
import { readPush } from './url-token.ts';

/** A push in a list. */
export function listedPush() {
  const list = schemas.pwpushV2ListActivePushes.output() as z.ZodArray;
  const shown = projectSchema(list.element as z.ZodType, pwpushRules.pwpushV2ListActivePushes.output) as z.ZodObject;
  return shown.extend({ kind: z.string().optional().describe('Told by releases before 1.56 only') });
}

type ListOperation = PushApi['active'][number] | PushApi['expired'][number];

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
    // What has no token is nothing that can be acted on
    const known = data.slice(0, MOST_PUSHES).flatMap((told) => readPush(told) ?? []);
    // Up to 1.55 a push without a name has null for one
    return known.map(({ name, ...push }) => ({
      ...push,
      ...(typeof name === 'string' && { name }),
      ...(kind !== undefined && { kind }),
    }));
  });
  if (answers.length > 1) pushes.sort((a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''));
  const mayGoOn = page < 200 && answers.some(({ data }) => data.length >= api.pageSize);
  // An expired push stays in the list of active ones until somebody opens it or a job runs
  // (docs/services/pwpush.md#lists)
  const stale = which === 'active' && pushes.some((push) => push.days_remaining === 0 || push.views_remaining === 0);
  return {
    pushes,
    page,
    ...(mayGoOn && { next_page: page + 1 }),
    ...(stale && {
      note: 'Pushes with no days or no views left no longer open, though the service still lists them as active.',
    }),
  };
}
