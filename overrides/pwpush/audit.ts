// The audit of a push: what is shown of each entry, and one page of entries with what they mean
import * as z from 'zod';
import type { Outputs } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { projectSchema, unwrap } from '../rule/projected.ts';
import type { Projected } from '../rule/tool-rule.ts';
import type { PushApi } from './push-api.ts';
import { pwpushRules } from './rules.ts';

const { labels, output } = pwpushRules.pwpushV2GetPushAudit;
const PAGE = 50;

/** The schema of an entry. */
export function auditEntry() {
  const logs = (schemas.pwpushV2GetPushAudit.output() as z.ZodObject).shape.logs as z.ZodType;
  const entry = projectSchema((unwrap(logs) as z.ZodArray).element as z.ZodType, output.logs) as z.ZodObject;
  return entry.extend({ meaning: z.string().optional() });
}

type AuditAnswer = Projected<Outputs[PushApi['audit'][number]]>;
interface Entry {
  kind?: string | number;
  successful?: boolean;
  notify_by_email?: { status?: string };
}

/** Up to 1.55 the kinds are numbers, and `successful` says whether the payload was given out (docs/services/pwpush.md#audit). */
function kindOf({ kind, successful }: Entry): string | undefined {
  if (typeof kind !== 'number') return kind;
  if (kind === 1) return 'expire';
  return successful === false ? 'failed_view' : 'view';
}

function labelOf(words: Readonly<Record<string, string>>, value: string | undefined): string | undefined {
  return value !== undefined && Object.hasOwn(words, value) ? words[value] : undefined;
}

/** One page of entries, oldest first. Where the service does not page, the page is cut here. */
export function readAudit(data: AuditAnswer, api: PushApi, page: number) {
  const all: readonly Entry[] = ('logs' in data ? data.logs : undefined) ?? data.views ?? [];
  const onPage = api.pagesAudits ? all.slice(0, PAGE) : all.slice((page - 1) * PAGE, page * PAGE);
  const mayGoOn = page < 200 && (api.pagesAudits ? onPage.length >= PAGE : all.length > page * PAGE);
  const entries = onPage.map((entry) => {
    const kind = kindOf(entry);
    const meanings = [
      labelOf(labels['output.logs.kind'], kind),
      labelOf(labels['output.logs.notify_by_email.status'], entry.notify_by_email?.status),
    ];
    return { ...entry, kind, meaning: meanings.filter((meaning) => meaning !== undefined).join(': ') || undefined };
  });
  return { entries, page, next_page: mayGoOn ? page + 1 : undefined };
}
