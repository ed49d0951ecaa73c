// The data of the emulator: what a site has, and one request to it. Types only, so that every other file may import
// this one.
import type { Answer } from '../http/answer.ts';
import type { Inferred } from './facts.ts';

/** What a body or query says before it is checked. */
export type Fields = Record<string, unknown>;

export type Plan = 'free' | 'starter' | 'growth' | 'enterprise';

export interface Limits {
  requestsPerMinute: number;
  /** Questions that wait for an answer at once, of one pair of session and machine. */
  pendingPerSession: number;
  pendingPerSite: number;
  notifications: number;
  notificationWindowSeconds: number;
  notificationsPerMonth: number;
  savedCampaigns: number;
  questionSeconds: number;
  answerReadableSeconds: number;
  longestWaitSeconds: number;
}

/**
 * `normal`: pushed and awaited. `notify_only`: pushed, not awaited. `terminal_only`: not pushed.
 * `no_devices`: nobody is connected. `suppressed`: the person is at the keyboard, so nothing rings.
 * `deferred`: the person hands every question back to the terminal at once.
 */
export type SiteMode = 'normal' | 'notify_only' | 'terminal_only' | 'no_devices' | 'suppressed' | 'deferred';

export interface Site {
  id: string;
  name: string;
  plan: Plan;
  mode: SiteMode;
  /** How long `POST /ask` blocks where the call does not say. */
  waitSeconds: number;
  /** What the site answers in place of a person when the time of a question is over; null lets it expire. */
  defaultAnswer: string | null;
}

export interface ApiKey {
  key: string;
  /** The public part. */
  prefix: string;
}

export interface Subscriber {
  id: string;
  siteId: string;
  /** Whoever has it can push to the device. */
  endpoint: string;
  status: 'active' | 'unsubscribed' | 'expired' | 'bounced';
  browser?: string;
  os?: string;
  deviceType?: string;
  country?: string;
  city?: string;
  timezone?: string;
  language?: string;
  tags?: string[];
  externalId?: string;
  createdAt: string;
  lastActiveAt?: string;
}

export interface Session {
  agentType: string;
  agentName: string;
  machineId: string | null;
  sessionId: string;
  /** Sticky until the next call that went well. */
  errored: boolean;
  lastAction: string | null;
  lastSeenAt: Date;
  taskTitle: string | null;
  cwd: string | null;
}

export type QuestionType = 'confirm' | 'select' | 'input';
export type QuestionStatus = 'pending' | 'answered' | 'expired' | 'cancelled' | 'unavailable';

/** What was asked, and by whom. */
export interface Asked {
  question: string;
  type: QuestionType;
  options?: string[] | undefined;
  placeholder?: string | undefined;
  context?: string | undefined;
  agentName?: string | undefined;
  sessionId?: string | undefined;
  machineId?: string | undefined;
  toolName?: string | undefined;
  toolTarget?: string | undefined;
}

export interface Question extends Asked {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  status: QuestionStatus;
  value: string | null;
  /** When it was answered, cancelled or found expired. */
  settledAt: Date | null;
  /** Answered by the site and not by a person. */
  autoResolved: boolean;
  /** Called when it is no longer pending. */
  readonly wake: Set<() => void>;
}

export interface NotificationContext {
  type?: 'task_complete' | 'error' | 'info' | undefined;
  summary?: string | undefined;
  details?: string[] | undefined;
  filesChanged?: string[] | undefined;
  errorMessage?: string | undefined;
  errorFile?: string | undefined;
  nextSteps?: string | undefined;
}

export interface Content {
  title: string;
  body: string;
  url?: string | undefined;
  agentName?: string | undefined;
  context?: NotificationContext | undefined;
  data?: object | undefined;
}

export interface Notification extends Content {
  id: string;
  campaignId: string;
  sentAt: Date;
  recipients: { web: number; mobile: number };
  /** The question under its context. */
  correlationId: string | null;
}

export type CampaignStatus = 'draft' | 'scheduled' | 'sending' | 'active' | 'paused' | 'completed' | 'cancelled';

export interface CampaignContent {
  name: string;
  title: string;
  body: string;
  iconUrl?: string | undefined;
  imageUrl?: string | undefined;
  actionUrl?: string | undefined;
  scheduledAt?: Date | undefined;
  segmentId?: string | undefined;
  tags?: string[] | undefined;
}

export interface Campaign extends CampaignContent {
  id: string;
  siteId: string;
  status: CampaignStatus;
  totalTargeted: number;
  totalSent: number;
  totalDelivered: number;
  totalClicked: number;
  createdAt: Date;
  /** When it began to be `sending`. */
  sentAt: Date | null;
}

export interface Template {
  id: string;
  siteId: string;
  name: string;
  title: string;
  body: string;
  iconUrl?: string | undefined;
  imageUrl?: string | undefined;
  actionUrl?: string | undefined;
  createdAt: string;
}

type TriggerType =
  | 'notification_click'
  | 'notification_impression'
  | 'notification_dismiss'
  | 'subscription'
  | 'unsubscription';
export type FlowStatus = 'draft' | 'active' | 'paused' | 'archived';

export interface FlowStep {
  id: string;
  flowId: string;
  stepOrder: number;
  stepType: 'send_notification' | 'delay' | 'exit';
  config: object;
  createdAt: string;
  updatedAt: string;
}

export interface Flow {
  id: string;
  siteId: string;
  name: string;
  description?: string | undefined;
  triggerType: TriggerType;
  triggerCampaignId?: string | undefined;
  status: FlowStatus;
  executionCount: number;
  createdAt: string;
  updatedAt: string;
  steps: FlowStep[];
}

/** Counts one request of a caller. */
export type RequestCounter = (caller: string, limit: number, now: Date) => RequestCount;

export interface RequestCount {
  headers: Record<string, string>;
  /** Seconds to wait, null while within the limit. */
  wait: number | null;
}

/** Everything the emulator knows. */
export interface Service {
  facts: Inferred;
  limits: Limits;
  site: Site;
  keys: ApiKey[];
  requests: RequestCounter;
  /** By id, oldest first, as all maps here. */
  questions: Map<string, Question>;
  notifications: Notification[];
  /** Recipients in the current month, and when notifications were sent within the window. */
  usage: { month: string; notifications: number; sentAt: Date[] };
  /** Answers to sends by their idempotency key. */
  sends: Map<string, { at: Date; result: object }>;
  subscribers: Map<string, Subscriber>;
  campaigns: Map<string, Campaign>;
  templates: Map<string, Template>;
  flows: Map<string, Flow>;
  sessions: Map<string, Session>;
  now(): Date;
  /** Told of each question that may be answered. */
  onQuestion(question: Question): void;
}

/** One request on its way through the service. */
export interface Call {
  service: Service;
  /** What stands for `:name` in the path of the route. */
  segments: Record<string, string>;
  query: Fields;
  body: Fields;
  /** Ends when the caller is gone. */
  signal: AbortSignal;
}

export type Handle = (call: Call) => Answer | Promise<Answer>;
