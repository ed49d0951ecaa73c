// /subscribers (docs/services/pushary.md#subscribers).
import type { Answer } from '../http/answer.ts';
import { answerJson, refuseUnknown } from './answers.ts';
import { oneOf, optional, readFields, text } from './checks.ts';
import type { Call, Subscriber } from './model.ts';
import { pageOf } from './pages.ts';
import { tagsOfQuery } from './subscribers.ts';

const filterShape = {
  status: optional(oneOf('active', 'unsubscribed', 'expired', 'bounced')),
  tags: tagsOfQuery,
  externalId: optional(text(256)),
};

function find({ service, segments }: Call): Subscriber {
  const subscriber = service.subscribers.get(segments.id ?? '');
  if (!subscriber) throw refuseUnknown('Subscriber', service.facts.codes.unknownSubscriber);
  return subscriber;
}

export function listSubscribers({ service, query }: Call): Answer {
  const { status, tags, externalId } = readFields(query, filterShape);
  const found = [...service.subscribers.values()].filter(
    (subscriber) =>
      (status === undefined || subscriber.status === status) &&
      (externalId === undefined || subscriber.externalId === externalId) &&
      (tags === undefined || subscriber.tags?.some((tag) => tags.includes(tag))),
  );
  return answerJson(pageOf(found, query));
}

export function countSubscribers({ service }: Call): Answer {
  const all = [...service.subscribers.values()];
  const count = (wanted: Subscriber['status']) => all.filter(({ status }) => status === wanted).length;
  return answerJson({ total: all.length, active: count('active'), unsubscribed: count('unsubscribed') });
}

export function getSubscriber(call: Call): Answer {
  return answerJson(find(call));
}
