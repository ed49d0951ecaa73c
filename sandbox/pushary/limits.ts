// The figures of docs/services/pushary.md#limits and #waiting, as data: the service publishes them in two editions that
// contradict each other.
import type { Limits, Plan } from './model.ts';

type PlanLimits = Pick<Limits, 'requestsPerMinute' | 'notificationsPerMonth' | 'savedCampaigns'>;

const unlimited = Number.MAX_SAFE_INTEGER;

/** Requests are those of edition B. */
const plans: Record<Plan, PlanLimits> = {
  free: { requestsPerMinute: 100, notificationsPerMonth: 500, savedCampaigns: 25 },
  starter: { requestsPerMinute: 200, notificationsPerMonth: 25_000, savedCampaigns: 250 },
  growth: { requestsPerMinute: 500, notificationsPerMonth: 100_000, savedCampaigns: unlimited },
  enterprise: { requestsPerMinute: 1000, notificationsPerMonth: unlimited, savedCampaigns: unlimited },
};

const ofEveryPlan: Omit<Limits, keyof PlanLimits> = {
  pendingPerSession: 3,
  pendingPerSite: 25,
  notifications: 10,
  notificationWindowSeconds: 300,
  questionSeconds: 600,
  answerReadableSeconds: 600,
  longestWaitSeconds: 55,
};

export function limitsOf(plan: Plan, changed: Partial<Limits> = {}): Limits {
  return { ...ofEveryPlan, ...plans[plan], ...changed };
}
