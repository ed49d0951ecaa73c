import { all, type RuleBook } from '../rule/operation-rule.ts';

/** Filled in by the server where a caller gave none (docs/services/pushary.md#agent-identity). */
const identity = all('unlisted', 'agentName sessionId machineId');
const targets = all('plain', 'subscriberIds externalIds tags');

/** The tools take smaller pages than the operations (docs/services/pushary.md#tool-limits). */
const paged = { limit: { upTo: 100, otherwise: 20 }, cursor: 'plain' } as const;
const page = all('show', 'hasMore nextCursor');
const byId = all('plain', 'id');

/** Fields of a question that every answer about it has. */
const question = all('show', 'answered autoResolved correlationId handoffAction hint nextAction status value');

/** Without `endpoint`, the address of a device's push service: it brings whoever has it a step nearer to sending there. */
const subscriber = {
  ...all(
    'show',
    'id status externalId tags browser os deviceType country city timezone language createdAt lastActiveAt',
  ),
  ...all('drop', 'siteId endpoint'),
} as const;

const content = all('show', 'name title body iconUrl imageUrl actionUrl');
const contentArguments = all('plain', 'name title body iconUrl imageUrl actionUrl');

const campaign = {
  id: 'show',
  siteId: 'drop',
  ...content,
  ...all('show', 'status scheduledAt totalTargeted totalSent totalDelivered totalClicked createdAt'),
} as const;
const campaignById = { input: byId, output: campaign } as const;

const template = { id: 'show', siteId: 'drop', ...content, createdAt: 'show' } as const;

const flow = {
  ...all('show', 'id name description triggerType triggerCampaignId status executionCount createdAt updatedAt'),
  ...all('drop', 'siteId createdBy'),
  steps: {
    ...all('show', 'stepOrder stepType'),
    ...all('drop', 'id flowId createdAt updatedAt'),
    config: { delay: all('show', 'unit value'), notification: all('show', 'title body iconUrl imageUrl actionUrl') },
  },
} as const;

// See docs/services/pushary.md#endpoints, #the-twenty-tools
/** Every decision about the operations of Pushary. Arguments are listed in this order. */
export const pusharyRules = {
  pusharySendNotification: {
    input: {
      ...all('plain', 'title body url context iconUrl imageUrl'),
      ...targets,
      ...identity,
      // The vendor's tool has none of these (docs/services/pushary.md#send_notification). A key is made for each call; one that
      // an uncertain failure named makes a repeat the same send
      idempotencyKey: 'plain',
      ...all('hidden', 'data metadata'),
    },
    output: {
      ...all('show', 'sent warning linkedCorrelationId duplicate'),
      delivery: { web: all('show', 'recipients status'), mobile: all('show', 'recipients status') },
      limits: all('show', 'remaining limit'),
      ...all('drop', 'campaignId queued status success'),
    },
  },
  pusharyAskUser: {
    input: {
      ...all('plain', 'question type options placeholder context toolName toolTarget'),
      // Whoever knows this address can often write to it
      callbackUrl: 'secret',
      ...targets,
      ...identity,
      ...all('hidden', 'wait timeoutSeconds'),
    },
    output: {
      ...question,
      ...all('show', 'expiresInSeconds mode noDevices suppressed timedOut'),
      ...all('drop', 'policyTimeoutMs deliveryMode'),
      // Whoever opens this address can answer the question
      answerUrl: 'drop',
    },
  },
  pusharyWaitForAnswer: { input: { correlationId: 'plain', wait: 'hidden' }, output: question },
  pusharyCancelQuestion: {
    input: { correlationId: 'plain' },
    output: { cancelled: 'show', status: 'show', handoffAction: 'show' },
  },
  pusharyListSessions: {
    input: { status: 'plain', limit: { upTo: 100, otherwise: 100 } },
    output: {
      sessions: all(
        'show',
        'agentType agentName machineId sessionId computedStatus lastAction lastSeenAt timeAgo taskTitle cwd',
      ),
      pendingQuestions: all(
        'show',
        'correlationId question type options agentName sessionId machineId toolName createdAt expiresAt',
      ),
    },
  },
  pusharyListSubscribers: {
    input: { status: 'plain', tags: 'plain', externalId: 'plain', ...paged },
    output: { data: subscriber, ...page },
  },
  pusharyGetSubscriber: { input: byId, output: subscriber },
  pusharyCountSubscribers: { input: {}, output: { total: 'show', active: 'show', unsubscribed: 'show' } },
  pusharyListCampaigns: { input: paged, output: { data: campaign, ...page } },
  pusharyCreateCampaign: {
    input: { ...contentArguments, scheduledAt: 'plain', segmentId: 'plain', tags: 'plain' },
    output: campaign,
  },
  pusharyGetCampaign: campaignById,
  // A campaign reaches people and cannot be recalled (docs/services/pushary.md#tool-calls)
  pusharySendCampaign: { ...campaignById, destructive: true },
  pusharyPauseCampaign: campaignById,
  pusharyGetCampaignStats: {
    input: byId,
    output: all('show', 'totalSent totalDelivered totalClicked totalFailed deliveryRate clickRate'),
  },
  pusharyListTemplates: { input: paged, output: { data: template, ...page } },
  pusharyCreateTemplate: { input: contentArguments, output: template },
  pusharyListFlows: { input: { status: 'plain', ...paged }, output: { data: flow, ...page } },
  pusharyCreateFlow: {
    input: { name: 'plain', triggerType: 'plain', description: 'plain', triggerCampaignId: 'plain', steps: 'plain' },
    output: flow,
  },
  // An active flow sends to people by itself (docs/services/pushary.md#tool-calls)
  pusharyActivateFlow: { input: byId, output: flow, destructive: true },
  pusharyPauseFlow: { input: byId, output: flow },
} as const satisfies RuleBook<'pushary'>;
