// The JSON of a push (docs/services/pwpush.md#push-object). One function per answer that carries one.
import type { Call } from './call.ts';
import { linkBase, shareLink } from './links.ts';
import { type AuditEntry, daysRemaining, type MailReport, type Push, viewsRemaining } from './push.ts';

type Json = Record<string, unknown>;

const timestamp = (at: Date | null) => at?.toISOString() ?? null;

function describeExpiry(call: Call, push: Push): Json {
  if (push.duration !== null) return { expire_after_duration: push.duration.index };
  return { expire_after_days: push.days, days_remaining: daysRemaining(push, call.instance.now()) };
}

/** Text of a protected push while it lives, empty without protection, null once expired. */
function describePassphrase(call: Call, push: Push): Json {
  if (!call.instance.rules.showsPassphrase) return {};
  return { passphrase: push.expiredOn === null ? (push.passphrase ?? '') : null };
}

export function describeExpired(call: Call, push: Push): Json {
  const link = shareLink(call, push);
  return {
    expire_after_views: push.views,
    expired: push.expiredOn !== null,
    url_token: push.token,
    deletable_by_viewer: push.deletable,
    retrieval_step: push.retrievalStep,
    expired_on: timestamp(push.expiredOn),
    ...describePassphrase(call, push),
    created_at: timestamp(push.createdAt),
    updated_at: timestamp(push.updatedAt),
    ...describeExpiry(call, push),
    views_remaining: viewsRemaining(push),
    deleted: push.expiredByHand,
    json_url: `${link}.json`,
    html_url: link,
  };
}

export function describeOwned(call: Call, push: Push): Json {
  return { ...describeExpired(call, push), note: push.note, name: push.name };
}

export function describeShown(call: Call, push: Push): Json {
  const files = push.files.map((file) => ({
    filename: file.name,
    content_type: file.type,
    url: linkBase(call) + call.instance.downloads.open(file, call.instance.now()),
  }));
  return { ...describeExpired(call, push), payload: push.payload, files };
}

export function describeEvent(entry: AuditEntry): Json {
  const at = timestamp(entry.at);
  return {
    ip: entry.ip,
    user_agent: entry.userAgent,
    referrer: entry.referrer,
    kind: entry.kind,
    created_at: at,
    updated_at: at,
  };
}

/** v2 tells about mail, v1 does not. */
export function describeEventWithMail(entry: AuditEntry): Json {
  const event = describeEvent(entry);
  return entry.mail === undefined ? event : { ...event, notify_by_email: describeMail(entry.mail) };
}

function describeMail(mail: MailReport): Json {
  return {
    recipients: mail.recipients,
    locale: mail.locale,
    status: mail.status,
    ...(mail.errorMessage === null ? {} : { error_message: mail.errorMessage }),
    successful_sends: mail.successfulSends,
    proceed_at: timestamp(mail.proceedAt),
  };
}
