// One push and what happens to it in its life: views are counted, it expires, its secrets go.
import type { Account } from './accounts.ts';

export const kinds = ['text', 'file', 'url', 'qr'] as const;
export type Kind = (typeof kinds)[number];

export interface PushFile {
  name: string;
  type: string;
  content: Uint8Array;
}

export interface MailReport {
  recipients: string;
  locale: string | null;
  status: 'completed' | 'failed';
  errorMessage: string | null;
  successfulSends: string;
  proceedAt: Date;
}

export type EventKind =
  | 'creation'
  | 'view'
  | 'failed_view'
  | 'expire'
  | 'failed_passphrase'
  | 'admin_view'
  | 'owner_view'
  | 'creation_email_send';

export interface Visitor {
  ip: string;
  userAgent: string;
  referrer: string;
}

export interface AuditEntry extends Visitor {
  kind: EventKind;
  at: Date;
  mail?: MailReport;
}

export interface Push {
  token: string;
  kind: Kind;
  owner: Account | null;
  payload: string | null;
  passphrase: string | null;
  files: PushFile[];
  name: string;
  note: string;
  days: number;
  /** Commercial edition: the index of docs/services/pwpush.md#durations and its length. */
  duration: { index: number; seconds: number } | null;
  views: number;
  viewsUsed: number;
  deletable: boolean | null;
  retrievalStep: boolean;
  createdAt: Date;
  updatedAt: Date;
  expiredOn: Date | null;
  expiredByHand: boolean;
  audit: AuditEntry[];
  mailedTo: number;
}

const auditLimit = 2000;
const dayInMs = 86_400_000;
const burning: ReadonlySet<EventKind> = new Set<EventKind>(['view', 'failed_view']);

export function daysRemaining(push: Push, now: Date): number {
  const daysOld = Math.floor((now.getTime() - push.createdAt.getTime()) / dayInMs);
  return Math.max(0, push.days - daysOld);
}

export function viewsRemaining(push: Push): number {
  return Math.max(0, push.views - push.viewsUsed);
}

export function recordEvent(push: Push, kind: EventKind, visitor: Visitor, at: Date, mail?: MailReport): void {
  if (burning.has(kind)) push.viewsUsed += 1;
  if (push.audit.length >= auditLimit) return;
  push.audit.push({ ...visitor, kind, at, ...(mail === undefined ? {} : { mail }) });
}

export function expirePush(push: Push, at: Date): void {
  push.expiredOn = at;
  push.updatedAt = at;
  push.payload = null;
  push.passphrase = null;
  push.files = [];
}

function isOverTime(push: Push, now: Date): boolean {
  if (push.duration === null) return daysRemaining(push, now) === 0;
  return now.getTime() - push.createdAt.getTime() >= push.duration.seconds * 1000;
}

/** Nothing expires by itself: like the server, the emulator notices when somebody opens the push. */
export function expireIfDue(push: Push, now: Date): void {
  if (push.expiredOn === null && (viewsRemaining(push) === 0 || isOverTime(push, now))) expirePush(push, now);
}
