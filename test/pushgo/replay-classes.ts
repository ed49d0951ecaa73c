// Which recorded requests leave as they were recorded, which do not, and why.
import { type Exchange, exchanges } from './replay.ts';
import { type Class, leftOut, otherHeaders } from './replay-left-out.ts';

/** The argument that is refused before anything is sent, although the gateway took it or answered something else. */
export const refusedAlthough: readonly Class<string>[] = [
  {
    reason:
      'Whether so long a title arrives depends on the devices of the subscribers (docs/services/pushgo.md#dispatch).',
    ids: {
      'message-send-title-longest': 'title',
      'message-send-title-too-long': 'title',
      'message-send-title-too-long-no-subscriber': 'title',
      'message-send-title-20000': 'title',
      'message-send-partial': 'title',
      'message-send-partial-retry': 'title',
      'message-send-partial-zh': 'title',
      'event-create-partial': 'title',
      'thing-create-partial': 'title',
    },
  },
  {
    reason: 'The gateway takes it for another value, or for none, and does not say so.',
    ids: {
      'message-send-severity-unknown': 'severity',
      'event-create-title-blank': 'title',
      'thing-update-external-ids-keys-differ-in-case': 'external_ids',
    },
  },
  {
    reason: 'It has ended when it arrives, so that no device would get it.',
    ids: { 'message-send-ttl-small': 'ttl', 'message-send-ttl-zero': 'ttl', 'message-send-ttl-negative': 'ttl' },
  },
  {
    reason: 'It holds a number that JavaScript has not, so that another one would arrive.',
    ids: { 'message-send-metadata': 'metadata' },
  },
  {
    reason: 'It just fits without the key that a tool adds, and not with it.',
    ids: { 'message-send-body-32768-bytes': 'The arguments' },
  },
  {
    reason: 'Two things are wrong, and the gateway told the other one. This one needs no request.',
    ids: {
      'message-send-order-password-before-tags': 'tags',
      'message-send-order-channel-before-images': 'images',
      'event-create-order-password-before-op-id': 'op_id',
      'thing-update-order-password-before-thing-id': 'thing_id',
      'gateway-token-message-missing-oversize': 'The arguments',
    },
  },
];

/** What leaves in place of what the gateway refused. */
export const takenInAnotherForm: readonly Class<Readonly<Record<string, unknown>>>[] = [
  {
    reason: 'Null is as good as absent for every argument, so nothing of it is sent.',
    ids: {
      'message-send-images-null': {},
      'message-send-tags-null': {},
      'event-create-images-null': {},
      'event-create-attrs-null': {},
      'thing-update-attrs-null': {},
      'thing-update-external-ids-null': {},
      'thing-update-images-null': {},
    },
  },
  {
    reason: 'What is blank is as good as absent.',
    ids: {
      'message-send-thing-id-blank': {},
      'thing-update-location-both-blank': {},
    },
  },
  {
    reason: 'The text of a JSON object is as good as the object.',
    ids: { 'message-send-metadata-string': { metadata: { a: 'b' } } },
  },
  {
    reason: 'One text is as good as a list of one.',
    ids: {
      'message-send-images-string': { images: ['https://example.org/1.png'] },
      'message-send-tags-string': { tags: ['db,prod'] },
    },
  },
  {
    reason: 'A tool takes durations and ISO 8601, and sends the instant that they are.',
    ids: {
      'message-send-ttl-text': { ttl: 1795243995000 },
      'message-send-occurred-at-iso': { occurred_at: Date.UTC(2026, 0, 1) },
    },
  },
  {
    reason: 'What is told is so now, where the call does not say when: a tool adds the time.',
    ids: {
      'message-send-thing-id-without-occurred-at': {},
      'event-create-event-time-missing': {},
      'event-create-event-time-null': {},
      'event-update-event-time-missing': {},
      'event-update-event-time-null': {},
      'event-close-event-time-missing': {},
      'event-close-event-time-null': {},
      'thing-create-observed-at-missing': {},
      'thing-create-observed-at-null': {},
      'thing-update-observed-at-missing': {},
      'thing-update-observed-at-null': {},
      'thing-archive-observed-at-missing': {},
      'thing-archive-observed-at-null': {},
      'thing-delete-observed-at-missing': {},
      'thing-delete-observed-at-null': {},
    },
  },
  {
    reason:
      'That is how `channels add` checks a password, which test/channels replays. A tool adds the time that is missing.',
    ids: {
      'credential-check-right': {},
      'credential-check-lower-case-channel': {},
      'gateway-token-credential-check-right': {},
    },
  },
];

/** What the classes say of a request; more than one thing where it is in more than one of them. */
function lookUp<T>(classes: readonly Class<T>[], { id }: Exchange): T[] {
  return classes.flatMap(({ ids }) => (Object.hasOwn(ids, id) ? [ids[id] as T] : []));
}

export const hasOtherHeaders = (exchange: Exchange): boolean => lookUp(otherHeaders, exchange).length > 0;
export const refusedArgument = (exchange: Exchange): string => lookUp(refusedAlthough, exchange)[0] ?? '';
export const otherForm = (exchange: Exchange): object => lookUp(takenInAnotherForm, exchange)[0] ?? {};
export const classes: readonly Class<unknown>[] = [
  ...leftOut,
  ...otherHeaders,
  ...refusedAlthough,
  ...takenInAnotherForm,
];

export type Kind = 'sent' | 'refused' | 'refusedAlthough' | 'takenInAnotherForm' | 'leftOut';

/** Where a request belongs: what no class speaks of is refused here if the gateway refused a value, else sent. */
export function kindsOf(exchange: Exchange): Kind[] {
  const lists = { leftOut, refusedAlthough, takenInAnotherForm };
  const kinds = Object.entries(lists).flatMap(([kind, list]) =>
    lookUp<unknown>(list, exchange).map(() => kind as Kind),
  );
  if (kinds.length > 0) return kinds;
  return [exchange.response.status === 400 ? 'refused' : 'sent'];
}

export const ofKind = (kind: Kind): Exchange[] => exchanges.filter((exchange) => kindsOf(exchange).includes(kind));
