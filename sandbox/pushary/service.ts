// Everything the double knows, and one request on its way through it.
import type { Answer } from './answers.ts';
import type { Campaign } from './campaign.ts';
import type { Fields } from './checks.ts';
import type { Inferred } from './facts.ts';
import type { Flow } from './flow.ts';
import type { ApiKey } from './keys.ts';
import type { Limits } from './limits.ts';
import type { Notification } from './notification.ts';
import type { Partner } from './partner/state.ts';
import type { Question } from './question.ts';
import type { RequestCounter } from './rate.ts';
import type { Session } from './sessions.ts';
import type { Site } from './site.ts';
import type { Subscriber } from './subscribers.ts';
import type { Template } from './template-routes.ts';
import type { WebhookDelivery } from './webhook.ts';

export interface Service {
  /** Known once it listens. */
  origin: string;
  facts: Inferred;
  limits: Limits;
  site: Site;
  keys: ApiKey[];
  webhookSecret: string;
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
  partner: Partner;
  webhooks: WebhookDelivery[];
  now(): Date;
  /** Told of each question that may be answered. */
  onQuestion(question: Question): void;
}

export interface Call {
  service: Service;
  key: ApiKey;
  /** What stands for `:name` in the path of the route. */
  segments: Record<string, string>;
  query: Fields;
  body: Fields;
  /** Ends when the caller is gone. */
  signal: AbortSignal;
}

export type Handle = (call: Call) => Answer | Promise<Answer>;
