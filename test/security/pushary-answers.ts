// What the real Pushary would answer, with every field that any of its answers has: a hostile one starts from there.
import type { Arrival, Reply } from '../support/double.ts';

export const ID = '3f0c2a9e-6d1b-4f7e-9a55-0c8f1d2b7e63';
const AT = '2026-11-21T14:30:00.000Z';

const content = {
  name: 'Launch',
  title: 'Now',
  body: 'All of it',
  iconUrl: 'https://x/i',
  imageUrl: 'https://x/j',
  actionUrl: 'https://x/k',
};
const counts = { totalTargeted: 3, totalSent: 3, totalDelivered: 2, totalClicked: 1 };
const campaign = {
  id: 'camp_1',
  siteId: 'site_1',
  ...content,
  status: 'draft',
  scheduledAt: AT,
  ...counts,
  createdAt: AT,
};
const steps = [
  { stepType: 'send_notification', config: { notification: content } },
  { stepType: 'delay', config: { delay: { value: 2, unit: 'hours' } } },
].map((step, stepOrder) => ({ ...step, id: 'step_1', flowId: 'flow_1', stepOrder, createdAt: AT, updatedAt: AT }));
const flow = {
  ...{ id: 'flow_1', siteId: 'site_1', name: 'Welcome', description: 'Greets', triggerType: 'subscription' },
  ...{ triggerCampaignId: 'camp_1', status: 'draft', executionCount: 0, createdBy: 'somebody@example.org' },
  ...{ createdAt: AT, updatedAt: AT, steps },
};
const subscriber = {
  ...{ id: 'sub_1', siteId: 'site_1', endpoint: 'https://push.example/endpoint-canary', status: 'active' },
  ...{ externalId: 'customer-1', tags: ['vip'], browser: 'Firefox', os: 'Linux', deviceType: 'desktop' },
  ...{ country: 'DE', city: 'Ulm', timezone: 'Europe/Berlin', language: 'de', createdAt: AT, lastActiveAt: AT },
};
const session = {
  ...{
    agentType: 'codex',
    agentName: 'Codex - api',
    machineId: '0a1b2c3d',
    sessionId: 's-1',
    computedStatus: 'active',
  },
  ...{ lastAction: 'Bash', lastSeenAt: AT, timeAgo: 'just now', taskTitle: 'Fix it', cwd: '/srv/api' },
};
const open = {
  ...{ correlationId: ID, question: 'Deploy?', type: 'select', options: ['a', 'b'], agentName: 'Codex - api' },
  ...{ sessionId: 's-1', machineId: '0a1b2c3d', toolName: 'Bash', createdAt: AT, expiresAt: AT },
};
const advice = { nextAction: 'wait_for_answer', handoffAction: 'stop', hint: 'A hint' };
const answered = {
  answered: true,
  value: 'yes',
  status: 'answered',
  autoResolved: false,
  correlationId: ID,
  ...advice,
};
const asked = {
  ...answered,
  ...{ mode: 'push_first', deliveryMode: 'push', expiresInSeconds: 600, policyTimeoutMs: 20_000 },
  ...{ answerUrl: 'https://pushary.example/a/answer-url-canary', timedOut: false },
};
const channel = { recipients: 0, status: 'no_recipients' };
const sent = {
  ...{ success: true, campaignId: 'camp_1', status: 'queued', queued: 1, sent: 1, duplicate: false },
  ...{ delivery: { web: channel, mobile: channel }, warning: 'A warning', linkedCorrelationId: ID },
  limits: { remaining: 9, limit: 10 },
  webhookSecret: 'whsec_webhook-secret-canary',
};
const page = (entry: object) => ({ data: [entry], hasMore: true, nextCursor: 'next' });

const template = { id: 'tmpl_1', siteId: 'site_1', ...content, createdAt: AT };
const bodies: readonly (readonly [RegExp, object])[] = [
  [/^POST \/send$/, sent],
  [/^POST \/ask$/, asked],
  [/^GET \/ask\//, answered],
  [/^DELETE \/ask\//, { cancelled: true, status: 'cancelled', handoffAction: 'stop' }],
  [/^GET \/sessions$/, { sessions: [session], pendingQuestions: [open] }],
  [/^GET \/subscribers\/count$/, { total: 3, active: 2, unsubscribed: 1 }],
  [/^GET \/subscribers$/, page(subscriber)],
  [/^GET \/subscribers\//, subscriber],
  [/\/stats$/, { ...counts, totalFailed: 0, deliveryRate: 66.6, clickRate: 50 }],
  [/^GET \/campaigns$/, page(campaign)],
  [/ \/campaigns/, campaign],
  [/^GET \/templates$/, page(template)],
  [/ \/templates/, template],
  [/^GET \/flows$/, page(flow)],
  [/ \/flows/, flow],
];

/** The body of a service that did what was asked, whatever it is. */
export function fittingBody({ method, target }: Pick<Arrival, 'method' | 'target'>): object {
  const route = `${method} ${target.replace('/api/v1/server', '').split('?')[0]}`;
  return bodies.find(([pattern]) => pattern.test(route))?.[1] ?? {};
}

export const fitting = (arrival: Arrival): Reply => ({ body: fittingBody(arrival) });

/** A call of each tool that such a service takes. */
export const calls: Readonly<Record<string, Record<string, unknown>>> = {
  send_notification: { title: 'Done', body: 'All of it', context: { type: 'info', summary: 'Fine' } },
  ask_user: { question: 'Deploy?', wait: false },
  wait_for_answer: { correlationId: ID, timeoutMs: 1000 },
  cancel_question: { correlationId: ID },
  list_sessions: {},
  list_subscribers: { tags: ['vip'] },
  get_subscriber: { id: 'sub_1' },
  count_subscribers: {},
  list_campaigns: { limit: 5 },
  create_campaign: { name: 'Launch', title: 'Now', body: 'All of it' },
  get_campaign: { id: 'camp_1' },
  send_campaign: { id: 'camp_1' },
  pause_campaign: { id: 'camp_1' },
  get_campaign_stats: { id: 'camp_1' },
  list_templates: {},
  create_template: { name: 'Launch', title: 'Now', body: 'All of it' },
  list_flows: { status: 'draft' },
  create_flow: { name: 'Welcome', triggerType: 'subscription', steps: [{ stepType: 'exit', config: {} }] },
  activate_flow: { id: 'flow_1' },
  pause_flow: { id: 'flow_1' },
};
