// The subscribers of a site, and which of them a send reaches (docs/services/pushary.md#send, #subscribers).
import { randomBytes } from 'node:crypto';
import { commaList, list, optional, text } from './checks.ts';
import { makeId } from './ids.ts';
import type { Service, Subscriber } from './model.ts';

export function createSubscriber(siteId: string, now: Date, about: Partial<Subscriber> = {}): Subscriber {
  return {
    id: makeId('sub'),
    siteId,
    endpoint: `https://push.example/send/${randomBytes(18).toString('base64url')}`,
    status: 'active',
    tags: [],
    createdAt: now.toISOString(),
    ...about,
  };
}

const european = { country: 'DE', timezone: 'Europe/Berlin', language: 'en' };

/** The owner's phone and browser, a visitor who is known by name, and two who are gone. */
export const seeds: readonly Partial<Subscriber>[] = [
  { status: 'expired', browser: 'Safari', os: 'macOS', deviceType: 'desktop' },
  { status: 'unsubscribed', browser: 'Chrome', os: 'Android', deviceType: 'mobile', tags: ['newsletter'] },
  { browser: 'Edge', os: 'Windows', deviceType: 'desktop', tags: ['vip', 'newsletter'], externalId: 'customer-1' },
  { ...european, browser: 'Firefox', os: 'Linux', deviceType: 'desktop', tags: ['owner'], city: 'Berlin' },
  { ...european, browser: 'Chrome', os: 'Android', deviceType: 'mobile', tags: ['owner'], city: 'Berlin' },
];

export interface Target {
  subscriberIds?: string[] | undefined;
  externalIds?: string[] | undefined;
  tags?: string[] | undefined;
}

const names = optional(list(text(256)));
export const targetShape = { subscriberIds: names, externalIds: names, tags: names };
export const tagsOfQuery = optional(commaList);

/** Without a target everybody who is active; with several lists, whoever is on one of them. */
export function findAudience({ subscribers, site }: Service, target: Target): Subscriber[] {
  if (site.mode === 'no_devices') return [];
  const { subscriberIds, externalIds, tags } = target;
  const active = [...subscribers.values()].filter(({ status }) => status === 'active');
  if (!subscriberIds && !externalIds && !tags) return active;
  return active.filter(
    (subscriber) =>
      subscriberIds?.includes(subscriber.id) ||
      (subscriber.externalId !== undefined && externalIds?.includes(subscriber.externalId)) ||
      subscriber.tags?.some((tag) => tags?.includes(tag)),
  );
}
