// /reminders: a notification to oneself, later (contract 1.9).
import { type Answer, answerJson, refuse, refuseUnknown } from '../answers.ts';
import { instant, integer, oneOf, optional, readFields, text } from '../checks.ts';
import { identityShape } from '../identity.ts';
import { makeId } from '../ids.ts';
import { deliver } from '../notification.ts';
import type { Call, Service } from '../service.ts';
import { findAudience } from '../subscribers.ts';
import type { Reminder } from './state.ts';

const daysAhead = 30;

const shape = {
  ...identityShape,
  body: optional(text(180)),
  title: optional(text(100)),
  inMinutes: optional(integer(1, daysAhead * 24 * 60)),
  at: optional(instant),
  env: optional(oneOf('test')),
  requestId: optional(text(128)),
  cancelReminderId: optional(text(128)),
  reminderId: optional(text(128)),
};

function describe({ requestId: _, at, ...reminder }: Reminder) {
  return { ...reminder, at: at.toISOString() };
}

function answerWith(
  { partner }: Service,
  found: { reminder?: Reminder; duplicate?: true; cancelled?: boolean },
): Answer {
  const pending = [...partner.reminders.values()].filter(({ status }) => status === 'pending');
  const { reminder, ...rest } = found;
  const one = reminder ? { reminder: describe(reminder) } : {};
  const hint = 'A reminder is a notification. It asks nothing.';
  return answerJson({ ...one, ...rest, pending: pending.map(describe), hint });
}

function find({ partner }: Service, id: string): Reminder {
  const reminder = partner.reminders.get(id);
  if (!reminder) throw refuseUnknown('Reminder');
  return reminder;
}

export function listReminders({ service }: Call): Answer {
  return answerWith(service, {});
}

/** One path for scheduling, cancelling and reading; what is sent tells which. */
export function postReminder({ service, body }: Call): Answer {
  const sent = readFields(body, shape);
  if (sent.reminderId !== undefined) return answerWith(service, { reminder: find(service, sent.reminderId) });
  if (sent.cancelReminderId !== undefined) return cancel(service, sent.cancelReminderId);
  const { requestId } = sent;
  const earlier = [...service.partner.reminders.values()].find((one) => requestId && one.requestId === requestId);
  if (earlier) return answerWith(service, { reminder: earlier, duplicate: true });
  if (sent.body === undefined) throw refuse(400, 'body is required');
  const at = readTime(service, sent);
  const { title = 'Reminder', agentName } = sent;
  const reminder: Reminder = { id: makeId('rem'), title, body: sent.body, at, agentName, status: 'pending', requestId };
  service.partner.reminders.set(reminder.id, reminder);
  return answerWith(service, { reminder });
}

function readTime({ now }: Service, { inMinutes, at }: { inMinutes: number | undefined; at: Date | undefined }): Date {
  if ((inMinutes === undefined) === (at === undefined)) throw refuse(400, 'Give inMinutes or at, and not both');
  const time = at ?? new Date(now().getTime() + (inMinutes ?? 0) * 60_000);
  const ahead = time.getTime() - now().getTime();
  if (ahead <= 0 || ahead > daysAhead * 86_400_000) throw refuse(400, `at must be within ${daysAhead} days from now`);
  return time;
}

function cancel(service: Service, id: string): Answer {
  const reminder = find(service, id);
  const cancelled = reminder.status === 'pending';
  if (cancelled) reminder.status = 'cancelled';
  return answerWith(service, { reminder, cancelled });
}

export function sendDueReminders(service: Service): void {
  const now = service.now();
  for (const reminder of service.partner.reminders.values()) {
    if (reminder.status !== 'pending' || reminder.at > now) continue;
    reminder.status = 'sent';
    const audience = findAudience(service, {});
    const { title, body, agentName } = reminder;
    if (audience.length > 0) deliver(service, '', { title, body, agentName }, audience);
  }
}
