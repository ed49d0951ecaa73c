import * as z from 'zod';
import type { Outputs } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { projectSchema, unwrap } from '../rule/projected.ts';
import type { Projected } from '../rule/tool-rule.ts';
import type { PushApi } from './push-api.ts';
import { pwpushRules } from './rules.ts';

const rule = pwpushRules.pwpushV2GetPushAudit;
const kinds: Labels = rule.labels['output.logs.kind'];
const sendings: Labels = rule.labels['output.logs.notify_by_email.status'];
const PAGE = 50;

type Labels = Readonly<Record<string, string>>;
const labelOf = (labels: Labels, value: string | undefined) =>
  value !== undefined && Object.hasOwn(labels, value) ? labels[value] : undefined;

/** An entry of an audit, with what its kind means. */
export function auditEntry() {
  const logs = (schemas.pwpushV2GetPushAudit.output() as z.ZodObject).shape.logs as z.ZodType;
  const entry = projectSchema((unwrap(logs) as z.ZodArray).element as z.ZodType, rule.output.logs) as z.ZodObject;
  return entry.extend({ meaning: z.string().optional() });
}

type AuditAnswer = Projected<Outputs['pwpushV2GetPushAudit']> | Projected<Outputs['pwpushV1GetPushAudit']>;
interface Entry {
  kind?: string | number;
  successful?: boolean;
  notify_by_email?: { status?: string };
}

// See docs/services/pwpush.md#audit
/** Releases before 1.56 number the kinds and say beside them whether the payload was given out. */
function kindOf(kind: string | number | undefined, successful: boolean | undefined): string | undefined {
  if (typeof kind !== 'number') return kind;
  if (kind === 1) return 'expire';
  return successful === false ? 'failed_view' : 'view';
}

/** One page of entries, oldest first. Where the service does not page, the page is cut here. */
export function readAudit(data: AuditAnswer, api: PushApi, page: number) {
  const all: readonly Entry[] = ('logs' in data ? data.logs : undefined) ?? data.views ?? [];
  const here = api.pagesAudits ? all.slice(0, PAGE) : all.slice((page - 1) * PAGE, page * PAGE);
  const mayGoOn = page < 200 && (api.pagesAudits ? here.length >= PAGE : all.length > page * PAGE);
  const entries = here.map(({ successful, kind: told, ...entry }) => {
    const kind = kindOf(told, successful);
    const words = [labelOf(kinds, kind), labelOf(sendings, entry.notify_by_email?.status)];
    const meaning = words.filter((word) => word !== undefined).join(': ');
    return { ...entry, ...(kind !== undefined && { kind }), ...(meaning !== '' && { meaning }) };
  });
  return { entries, page, ...(mayGoOn && { next_page: page + 1 }) };
}
