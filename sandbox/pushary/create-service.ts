// A new service: one site with its key and subscribers, and nothing sent or asked yet.
import { type Inferred, inferred } from './facts.ts';
import { createKey } from './keys.ts';
import { type Limits, limitsOf } from './limits.ts';
import { makeWebhookSecret } from './partner/key-routes.ts';
import { createPartner } from './partner/state.ts';
import type { Question } from './question.ts';
import { createRequestCounter } from './rate.ts';
import type { Service } from './service.ts';
import { createSite, type Site } from './site.ts';
import { createSubscriber, seeds } from './subscribers.ts';

interface Options {
  now?: () => Date;
  limits?: Partial<Limits>;
  site?: Partial<Site>;
  inferred?: Partial<Inferred>;
  onQuestion?: (question: Question) => void;
}

export function createService({ now = () => new Date(), ...options }: Options): Service {
  const site = createSite(options.site);
  const subscribers = seeds.map((about) => createSubscriber(site.id, now(), about));
  return {
    origin: '',
    facts: { ...inferred, ...options.inferred },
    limits: limitsOf(site.plan, options.limits),
    site,
    keys: [createKey(now(), null)],
    webhookSecret: makeWebhookSecret(),
    requests: createRequestCounter(),
    questions: new Map(),
    notifications: [],
    usage: { month: '', notifications: 0, sentAt: [] },
    sends: new Map(),
    subscribers: new Map(subscribers.map((subscriber) => [subscriber.id, subscriber])),
    campaigns: new Map(),
    templates: new Map(),
    flows: new Map(),
    sessions: new Map(),
    partner: createPartner(),
    webhooks: [],
    now,
    onQuestion: options.onQuestion ?? (() => {}),
  };
}
