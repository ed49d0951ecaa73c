import type { RuleBook } from '../rule/operation-rule.ts';

/** Filled in by the server where a caller gave none (contract 3). */
const identity = { agentName: 'unlisted', sessionId: 'unlisted', machineId: 'unlisted' } as const;
const targets = { subscriberIds: 'plain', externalIds: 'plain', tags: 'plain' } as const;

/** A tool takes less at once than the operation does (contract 2.7). */
const paged = { limit: { upTo: 100, otherwise: 20 }, cursor: 'plain' } as const;
const page = { hasMore: 'show', nextCursor: 'show' } as const;
const one = { id: 'plain' } as const;

/** What an answer says of a question that is written by people, or decides how it goes on. */
const question = {
  answered: 'show',
  autoResolved: 'show',
  correlationId: 'show',
  handoffAction: 'show',
  hint: 'show',
  nextAction: 'show',
  status: 'show',
  value: 'show',
} as const;

/** The address of a device's push service: whoever has it is one step nearer to sending there. */
const subscriber = {
  id: 'show',
  siteId: 'drop',
  endpoint: 'drop',
  status: 'show',
  externalId: 'show',
  tags: 'show',
  browser: 'show',
  os: 'show',
  deviceType: 'show',
  country: 'show',
  city: 'show',
  timezone: 'show',
  language: 'show',
  createdAt: 'show',
  lastActiveAt: 'show',
} as const;

const content = {
  name: 'show',
  title: 'show',
  body: 'show',
  iconUrl: 'show',
  imageUrl: 'show',
  actionUrl: 'show',
} as const;
const contentArguments = {
  name: 'plain',
  title: 'plain',
  body: 'plain',
  iconUrl: 'plain',
  imageUrl: 'plain',
  actionUrl: 'plain',
} as const;

const campaign = {
  id: 'show',
  siteId: 'drop',
  ...content,
  status: 'show',
  scheduledAt: 'show',
  totalTargeted: 'show',
  totalSent: 'show',
  totalDelivered: 'show',
  totalClicked: 'show',
  createdAt: 'show',
} as const;
const oneCampaign = { input: one, output: campaign } as const;

const template = { id: 'show', siteId: 'drop', ...content, createdAt: 'show' } as const;

const flow = {
  id: 'show',
  siteId: 'drop',
  name: 'show',
  description: 'show',
  triggerType: 'show',
  triggerCampaignId: 'show',
  status: 'show',
  executionCount: 'show',
  createdBy: 'drop',
  createdAt: 'show',
  updatedAt: 'show',
  steps: {
    id: 'drop',
    flowId: 'drop',
    stepOrder: 'show',
    stepType: 'show',
    config: {
      delay: { unit: 'show', value: 'show' },
      notification: { title: 'show', body: 'show', iconUrl: 'show', imageUrl: 'show', actionUrl: 'show' },
    },
    createdAt: 'drop',
    updatedAt: 'drop',
  },
} as const;

/** Every decision about the operations of Pushary (contract 1.7, 2). Arguments are listed in this order. */
export const pusharyRules = {
  pusharySendNotification: {
    input: {
      title: 'plain',
      body: 'plain',
      url: 'plain',
      context: 'plain',
      iconUrl: 'plain',
      imageUrl: 'plain',
      ...targets,
      ...identity,
      // The vendor's tool has none of these (contract 2.1); the key is made for each call
      data: 'hidden',
      metadata: 'hidden',
      idempotencyKey: 'hidden',
    },
    output: {
      sent: 'show',
      delivery: { web: { recipients: 'show', status: 'show' }, mobile: { recipients: 'show', status: 'show' } },
      warning: 'show',
      linkedCorrelationId: 'show',
      duplicate: 'show',
      limits: { remaining: 'show', limit: 'show' },
      campaignId: 'drop',
      queued: 'drop',
      status: 'drop',
      success: 'drop',
    },
  },
  pusharyAskUser: {
    input: {
      question: 'plain',
      type: 'plain',
      options: 'plain',
      placeholder: 'plain',
      context: 'plain',
      toolName: 'plain',
      toolTarget: 'plain',
      // Whoever knows such an address can often write to it
      callbackUrl: 'secret',
      ...targets,
      ...identity,
      wait: 'hidden',
      timeoutSeconds: 'hidden',
    },
    output: {
      ...question,
      expiresInSeconds: 'show',
      mode: 'show',
      noDevices: 'show',
      suppressed: 'show',
      timedOut: 'show',
      policyTimeoutMs: 'drop',
      deliveryMode: 'drop',
      // Whoever opens it can answer
      answerUrl: 'drop',
    },
  },
  pusharyWaitForAnswer: {
    input: { correlationId: 'plain', wait: 'hidden' },
    output: question,
  },
  pusharyCancelQuestion: {
    input: { correlationId: 'plain' },
    output: { cancelled: 'show', status: 'show', handoffAction: 'show' },
  },
  pusharyListSessions: {
    input: { status: 'plain', limit: { upTo: 100, otherwise: 100 } },
    output: {
      sessions: {
        agentType: 'show',
        agentName: 'show',
        machineId: 'show',
        sessionId: 'show',
        computedStatus: 'show',
        lastAction: 'show',
        lastSeenAt: 'show',
        timeAgo: 'show',
        taskTitle: 'show',
        cwd: 'show',
      },
      pendingQuestions: {
        correlationId: 'show',
        question: 'show',
        type: 'show',
        options: 'show',
        agentName: 'show',
        sessionId: 'show',
        machineId: 'show',
        toolName: 'show',
        createdAt: 'show',
        expiresAt: 'show',
      },
    },
  },
  pusharyListSubscribers: {
    input: { status: 'plain', tags: 'plain', externalId: 'plain', ...paged },
    output: { data: subscriber, ...page },
  },
  pusharyGetSubscriber: { input: one, output: subscriber },
  pusharyCountSubscribers: { input: {}, output: { total: 'show', active: 'show', unsubscribed: 'show' } },
  pusharyListCampaigns: {
    input: paged,
    output: { data: campaign, ...page },
  },
  pusharyCreateCampaign: {
    input: { ...contentArguments, scheduledAt: 'plain', segmentId: 'plain', tags: 'plain' },
    output: campaign,
  },
  pusharyGetCampaign: oneCampaign,
  // It reaches people and cannot be recalled (contract 2.0)
  pusharySendCampaign: { ...oneCampaign, destructive: true },
  pusharyPauseCampaign: oneCampaign,
  pusharyGetCampaignStats: {
    input: one,
    output: {
      totalSent: 'show',
      totalDelivered: 'show',
      totalClicked: 'show',
      totalFailed: 'show',
      deliveryRate: 'show',
      clickRate: 'show',
    },
  },
  pusharyListTemplates: { input: paged, output: { data: template, ...page } },
  pusharyCreateTemplate: { input: contentArguments, output: template },
  pusharyListFlows: {
    input: { status: 'plain', ...paged },
    output: { data: flow, ...page },
  },
  pusharyCreateFlow: {
    input: { name: 'plain', triggerType: 'plain', description: 'plain', triggerCampaignId: 'plain', steps: 'plain' },
    output: flow,
  },
  // It begins to send to people by itself (contract 2.0)
  pusharyActivateFlow: { input: one, output: flow, destructive: true },
  pusharyPauseFlow: { input: one, output: flow },
} as const satisfies RuleBook<'pushary'>;
