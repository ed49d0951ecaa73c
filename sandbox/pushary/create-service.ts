// A new service: one site with its key and subscribers, and nothing sent or asked yet.
import { type Inferred, inferred } from './facts.ts';
import { createKey } from './keys.ts';
import { limitsOf } from './limits.ts';
import type { Limits, Question, Service, Site } from './model.ts';
import { createRequestCounter } from './rate.ts';
import { createSite } from './site.ts';
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
    facts: { ...inferred, ...options.inferred },
    limits: limitsOf(site.plan, options.limits),
    site,
    keys: [createKey()],
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
    now,
    onQuestion: options.onQuestion ?? (() => {}),
  };
}
