// Limits beside requests per minute: pending questions, notifications in a time window, recipients in a month
// (docs/services/pushary.md#limits).
import { refuse, refuseForNow } from './answers.ts';
import type { Asked, Question, Service } from './model.ts';

export function listPending(service: Service): Question[] {
  return [...service.questions.values()].filter(({ status }) => status === 'pending');
}

/** Until the oldest question expires: then its slot is free, unless an answer freed one before. */
function secondsUntilSlot(pending: readonly Question[], now: Date): number {
  return (Math.min(...pending.map(({ expiresAt }) => expiresAt.getTime())) - now.getTime()) / 1000;
}

/** A question without a session counts for the site only. */
export function checkQuestionLimits(service: Service, asker: Pick<Asked, 'sessionId' | 'machineId'>): void {
  const { limits, facts } = service;
  const now = service.now();
  const pending = listPending(service);
  const ofSession = pending.filter(
    ({ sessionId, machineId }) =>
      sessionId !== undefined && sessionId === asker.sessionId && machineId === asker.machineId,
  );
  if (ofSession.length >= limits.pendingPerSession) {
    const message = `This session already has ${ofSession.length} pending questions`;
    throw refuseForNow(message, secondsUntilSlot(ofSession, now), facts.codes.sessionQuestions);
  }
  if (pending.length >= limits.pendingPerSite) {
    const message = `This site already has ${pending.length} pending questions`;
    throw refuseForNow(message, secondsUntilSlot(pending, now), facts.codes.siteQuestions);
  }
}

/** Counts one notification of the site. */
export function takeNotification(service: Service): void {
  const { limits, facts, usage } = service;
  const now = service.now();
  const windowStart = now.getTime() - limits.notificationWindowSeconds * 1000;
  usage.sentAt = usage.sentAt.filter((at) => at.getTime() > windowStart);
  const [oldest] = usage.sentAt;
  if (usage.sentAt.length >= limits.notifications) {
    const wait = oldest === undefined ? limits.notificationWindowSeconds : (oldest.getTime() - windowStart) / 1000;
    const message = `Only ${limits.notifications} notifications per ${limits.notificationWindowSeconds} seconds`;
    throw refuseForNow(message, wait, facts.codes.notifications);
  }
  usage.sentAt.push(now);
}

function usageOfMonth({ usage, now }: Service): Service['usage'] {
  const month = now().toISOString().slice(0, 7);
  if (usage.month !== month) Object.assign(usage, { month, notifications: 0 });
  return usage;
}

/** Refuses the whole send where the rest of the month's quota is smaller than the number of recipients. */
export function checkMonth(service: Service, recipients: number): void {
  const { limits, facts } = service;
  if (usageOfMonth(service).notifications + recipients <= limits.notificationsPerMonth) return;
  throw refuse(402, 'The monthly notification quota of this plan is used up', facts.codes.quota);
}

export function countInMonth(service: Service, recipients: number): void {
  usageOfMonth(service).notifications += recipients;
}

export function describeMonth(service: Service): { remaining: number; limit: number } {
  const limit = service.limits.notificationsPerMonth;
  return { remaining: Math.max(0, limit - usageOfMonth(service).notifications), limit };
}
