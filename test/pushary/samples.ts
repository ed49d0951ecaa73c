// The sixteen tools that are nothing but their rule: a call that is enough, what it has to send, and what an answer of the
// service that holds every field and some more becomes.

export type Args = Record<string, unknown>;

export interface Sample {
  readonly least: Args;
  /** Method and path with query. */
  readonly request: string;
  readonly body?: Args;
  /** As the service may answer (docs/services/pushary.md#subscribers to #flows, #list_sessions). */
  readonly answer: object;
  /** What is left of it. */
  readonly told: object;
}

/** Stands in every field that is not to be told. */
export const CANARY = 'must-never-be-told';
const at = '2026-11-21T10:00:00.000Z';
const more = { internal: CANARY, secret: { key: CANARY }, list: [CANARY] };

const subscriber = {
  id: 'sub_1',
  status: 'active',
  browser: 'Firefox',
  os: 'Linux',
  deviceType: 'desktop',
  country: 'DE',
  city: 'Berlin',
  timezone: 'Europe/Berlin',
  language: 'de',
  tags: ['vip', 'owner'],
  externalId: 'customer-1',
  createdAt: at,
  lastActiveAt: at,
};
const subscriberAnswer = { ...subscriber, siteId: CANARY, endpoint: `https://push.example/${CANARY}`, ...more };

const content = {
  title: 'Sale',
  body: 'Today only',
  iconUrl: 'https://example.org/icon.png',
  imageUrl: 'https://example.org/image.png',
  actionUrl: 'https://example.org/sale',
};

const campaign = {
  id: 'camp_1',
  name: 'Autumn',
  ...content,
  status: 'scheduled',
  scheduledAt: at,
  totalTargeted: 4,
  totalSent: 3,
  totalDelivered: 2,
  totalClicked: 1,
  createdAt: at,
};
const campaignAnswer = { ...campaign, siteId: CANARY, ...more };

const template = { id: 'tmpl_1', name: 'Welcome', ...content, createdAt: at };
const templateAnswer = { ...template, siteId: CANARY, ...more };

const delay = { delay: { value: 2, unit: 'hours' } };
const flow = {
  id: 'flow_1',
  name: 'Welcome',
  description: 'Says hello',
  triggerType: 'notification_click',
  triggerCampaignId: 'camp_1',
  status: 'active',
  executionCount: 7,
  createdAt: at,
  updatedAt: at,
  steps: [
    { stepOrder: 0, stepType: 'delay', config: delay },
    { stepOrder: 1, stepType: 'send_notification', config: { notification: content } },
    { stepOrder: 2, stepType: 'exit', config: {} },
  ],
};
const stepMore = { id: CANARY, flowId: CANARY, createdAt: CANARY, updatedAt: CANARY, ...more };
const flowAnswer = {
  ...flow,
  siteId: CANARY,
  createdBy: CANARY,
  ...more,
  steps: flow.steps.map((step) => ({ ...step, ...stepMore, config: { ...step.config, ...more } })),
};

const session = {
  agentType: 'claude_code',
  agentName: 'Claude Code - shop',
  machineId: 'e6ad3b2d',
  sessionId: 'window-1',
  computedStatus: 'offline',
  lastAction: null,
  lastSeenAt: at,
  timeAgo: '2 hours ago',
  taskTitle: 'Fix the cart',
  cwd: null,
};
const open = {
  correlationId: '3f0c2a9e-6d1b-4f7e-9a55-0c8f1d2b7e63',
  question: 'Deploy?',
  type: 'select',
  options: ['now', 'later'],
  agentName: 'Claude Code - shop',
  sessionId: 'window-1',
  machineId: 'e6ad3b2d',
  toolName: 'Bash',
  createdAt: at,
  expiresAt: at,
};

const stats = { totalSent: 3, totalDelivered: 2, totalClicked: 1, totalFailed: 1, deliveryRate: 66.7, clickRate: 50 };

const page = (one: object) => ({ data: [one], hasMore: true, nextCursor: 'bmV4dA' });
const list = (path: string, answer: object, told: object, extra: Args = {}): Sample => ({
  least: extra,
  request: `GET ${path}`,
  answer: { ...page(answer), ...more },
  told: page(told),
});
const named = (id: string, request: string, answer: object, told: object): Sample => ({
  least: { id },
  request,
  answer,
  told,
});
const made = (request: string, least: Args, answer: object, told: object): Sample => ({
  least,
  request,
  body: least,
  answer,
  told,
});

const { name, status: _, ...flowFields } = { ...flow, steps: flow.steps.map(({ stepOrder: __, ...step }) => step) };
const { triggerType, triggerCampaignId, description, steps } = flowFields;

export const sixteen: Readonly<Record<string, Sample>> = {
  list_sessions: {
    least: {},
    request: 'GET /sessions?limit=100',
    answer: { sessions: [{ ...session, ...more }], pendingQuestions: [{ ...open, answerUrl: CANARY }], ...more },
    told: { sessions: [session], pendingQuestions: [open] },
  },
  list_subscribers: list('/subscribers?limit=20', subscriberAnswer, subscriber),
  get_subscriber: named('sub_1', 'GET /subscribers/sub_1', subscriberAnswer, subscriber),
  count_subscribers: {
    least: {},
    request: 'GET /subscribers/count',
    answer: { total: 5, active: 3, unsubscribed: 1, ...more },
    told: { total: 5, active: 3, unsubscribed: 1 },
  },
  list_campaigns: list('/campaigns?limit=20', campaignAnswer, campaign),
  create_campaign: made('POST /campaigns', { name: 'Autumn', ...content }, campaignAnswer, campaign),
  get_campaign: named('camp_1', 'GET /campaigns/camp_1', campaignAnswer, campaign),
  send_campaign: named('camp_1', 'POST /campaigns/camp_1/send', campaignAnswer, campaign),
  pause_campaign: named('camp_1', 'POST /campaigns/camp_1/pause', campaignAnswer, campaign),
  get_campaign_stats: named('camp_1', 'GET /campaigns/camp_1/stats', { ...stats, ...more }, stats),
  list_templates: list('/templates?limit=20', templateAnswer, template),
  create_template: made('POST /templates', { name: 'Welcome', ...content }, templateAnswer, template),
  list_flows: list('/flows?limit=20', flowAnswer, flow),
  create_flow: made('POST /flows', { name, triggerType, triggerCampaignId, description, steps }, flowAnswer, flow),
  activate_flow: named('flow_1', 'POST /flows/flow_1/activate', flowAnswer, flow),
  pause_flow: named('flow_1', 'POST /flows/flow_1/pause', flowAnswer, flow),
};

/** The four that are more than one call, with arguments that are enough. */
export const four: Readonly<Record<string, Args>> = {
  send_notification: { title: 'Done', body: 'All tests pass' },
  ask_user: { question: 'Deploy?', wait: false },
  wait_for_answer: { correlationId: open.correlationId, timeoutMs: 1000 },
  cancel_question: { correlationId: open.correlationId },
};

export const twenty = [...Object.keys(sixteen), ...Object.keys(four)].toSorted();
