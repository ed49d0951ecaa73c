// /subscribers (contract 1.7.4).
import { type Answer, answerJson, refuseUnknown } from './answers.ts';
import { list, object, oneOf, optional, readFields, readSent, text } from './checks.ts';
import { pageOf } from './pages.ts';
import type { Call } from './service.ts';
import { type Subscriber, tagsOfQuery } from './subscribers.ts';

const filterShape = {
  status: optional(oneOf('active', 'unsubscribed', 'expired', 'bounced')),
  tags: tagsOfQuery,
  externalId: optional(text(256)),
};

const changeShape = { tags: list(text(256)), externalId: text(256), customData: object };

function find({ service, segments }: Call): Subscriber {
  const subscriber = service.subscribers.get(segments.id ?? '');
  if (!subscriber) throw refuseUnknown('Subscriber', service.facts.codes.unknownSubscriber);
  return subscriber;
}

function describe({ customData: _, ...subscriber }: Subscriber) {
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
  const { data, ...rest } = pageOf(found, query);
  return answerJson({ data: data.map(describe), ...rest });
}

export function countSubscribers({ service }: Call): Answer {
  const all = [...service.subscribers.values()];
  const count = (wanted: Subscriber['status']) => all.filter(({ status }) => status === wanted).length;
  return answerJson({ total: all.length, active: count('active'), unsubscribed: count('unsubscribed') });
}

export function getSubscriber(call: Call): Answer {
  return answerJson(describe(find(call)));
}

export function changeSubscriber(call: Call): Answer {
  return answerJson(describe(Object.assign(find(call), readSent(call.body, changeShape))));
}

export function deleteSubscriber(call: Call): Answer {
  call.service.subscribers.delete(find(call).id);
  return answerJson(call.service.facts.deletedBody);
}
