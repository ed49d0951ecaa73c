// Telling recipients by e-mail (docs/services/pwpush.md#notify). No mail leaves the emulator: an entry says at once how
// it went.
import { type Call, visitorOf } from './call.ts';
import { isEnabledLocale } from './locales.ts';
import { type MailReport, type Push, recordEvent } from './push.ts';
import type { Settings } from './settings.ts';

export interface MailWish {
  to: string;
  locale: string | null;
}

export type Problems = Record<string, string[]>;

const maxRecipients = 5;

export function canMail(settings: Settings): boolean {
  return settings.notify && !settings.disableLogins && settings.smtpAddress !== null;
}

export function splitRecipients(to: string): string[] {
  return to.split(',').map((entry) => entry.trim());
}

function findAddressProblems(to: string): string[] {
  const recipients = splitRecipients(to);
  if (recipients.includes('')) return ['has commas used in the wrong way'];
  const lower = recipients.map((entry) => entry.toLowerCase());
  return [
    ...(recipients.every((entry) => /^[^@\s]+@[^@\s]+$/.test(entry)) ? [] : ['contains invalid email(s)']),
    ...(recipients.length > maxRecipients ? [`contains more than ${maxRecipients} email(s)`] : []),
    ...(new Set(lower).size < lower.length ? ['contains duplicate emails'] : []),
  ];
}

function findTotalProblems(push: Push, to: string): string[] {
  if (push.mailedTo === 0 || push.mailedTo + splitRecipients(to).length <= maxRecipients) return [];
  return [
    `You can notify up to ${maxRecipients} email(s) and you have already sent emails to ${push.mailedTo} recipients`,
  ];
}

/** Only keys with a message. */
function keepFilled(problems: Problems): Problems {
  return Object.fromEntries(Object.entries(problems).filter(([, messages]) => messages.length > 0));
}

/** `push` is null while the push is still to be created. */
export function findMailProblems(call: Call, wish: MailWish, push: Push | null): Problems {
  const hasLocale = wish.locale !== null && wish.locale !== '';
  if (wish.to.trim() === '') return { notify_emails_to: ['cannot be left blank'] };
  if (!canMail(call.instance.settings)) {
    return {
      notify_emails_to: ['are not available'],
      ...(hasLocale ? { notify_emails_to_locale: ['is not available'] } : {}),
      base: ['Notify by email feature is not enabled'],
    };
  }
  if (call.caller.account === null) return { notify_emails_to: ['are not allowed for unknown users'] };
  if (push !== null && push.expiredOn !== null) return { notify_emails_to: ['are not available for expired pushes'] };
  return keepFilled({
    notify_emails_to: findAddressProblems(wish.to),
    notify_emails_to_locale:
      hasLocale && !isEnabledLocale(wish.locale ?? '') ? ['is not within the available options'] : [],
    base: push === null ? [] : findTotalProblems(push, wish.to),
  });
}

export function recordMail(call: Call, push: Push, wish: MailWish): void {
  const { settings, now } = call.instance;
  const recipients = splitRecipients(wish.to);
  const at = now();
  const report: MailReport = {
    recipients: wish.to,
    locale: wish.locale,
    status: settings.mailErrorsCount ? 'failed' : 'completed',
    errorMessage: settings.mailErrorsCount ? 'No emails were sent successfully.' : null,
    successfulSends: settings.mailErrorsCount ? '' : recipients.join(','),
    proceedAt: at,
  };
  push.mailedTo += recipients.length;
  recordEvent(push, 'creation_email_send', visitorOf(call), at, report);
}
