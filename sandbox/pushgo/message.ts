// Messages: their fields, the order of the checks (docs/services/pushgo.md#message), and the two routes, by body and by
// query.
import type { Answer } from '../http/answer.ts';
import { refuse } from './answers.ts';
import { readJsonBodyOrList, readQuery } from './bodies.ts';
import { checkChannelIdGiven, readChannelId } from './channel-id.ts';
import { dispatch } from './delivery.ts';
import type { Fields, Read } from './fields.ts';
import { type Call, type Gateway, nowOf } from './gateway.ts';
import { readEntityId, readOpId } from './ids.ts';
import { readImages, readTags, splitValues } from './lists.ts';
import { checkMetadata, parseMetadata } from './metadata.ts';
import { openChannel, readPassword } from './passwords.ts';
import { readLooseSeverity } from './severity.ts';
import { trim } from './trim.ts';

const messageFields = {
  channel_id: 'text',
  password: 'text',
  op_id: 'trimmed',
  thing_id: 'optionalText',
  occurred_at: 'instant',
  title: 'text',
  body: 'optionalText',
  severity: 'optionalText',
  ttl: 'instant',
  url: 'optionalText',
  images: 'list',
  ciphertext: 'optionalText',
  tags: 'list',
  metadata: 'metadata',
} as const satisfies Fields;

/** In a query everything is text. */
const queryFields = {
  ...messageFields,
  images: 'optionalText',
  tags: 'optionalText',
  metadata: 'optionalText',
} as const satisfies Fields;

type MessageIntent = Read<typeof messageFields>;

const orNull = (text: string | null): string | null => trim(text ?? '') || null;

/** Blank text is left out of a payload, other text is trimmed. */
function sendMessage(gateway: Gateway, intent: MessageIntent): Answer {
  const thingId = intent.thing_id === null ? null : readEntityId('thing_id', intent.thing_id);
  checkChannelIdGiven(intent.channel_id);
  const password = readPassword(intent.password);
  const opId = readOpId(intent.op_id);
  const title = trim(intent.title) || refuse('title must not be empty', 'title_required');
  checkMetadata(intent.metadata);
  const channel = openChannel(gateway.store, readChannelId(intent.channel_id), password);
  if (thingId !== null && intent.occurred_at === null) {
    const error = 'occurred_at is required when message is scoped to thing_id';
    refuse(error, 'occurred_at_required_for_thing_scoped_message');
  }
  const images = readImages(intent.images);
  const messageId = gateway.idempotency.reserve(channel.id, 'message', thingId, opId);
  const tags = readTags(intent.tags);
  return dispatch(gateway, {
    channel,
    opId,
    type: 'message',
    entityId: messageId,
    ids: { message_id: messageId, ...(thingId === null ? {} : { thing_id: thingId }) },
    title,
    body: orNull(intent.body),
    occurredAt: intent.occurred_at ?? nowOf(gateway),
    ttl: intent.ttl,
    metadata: intent.metadata,
    ciphertext: orNull(intent.ciphertext),
    details: { severity: readLooseSeverity(intent.severity), url: orNull(intent.url), images, tags },
  });
}

export function postMessage(call: Call): Answer {
  const intent = readJsonBodyOrList(call, messageFields);
  return sendMessage(call.gateway, intent);
}

export function getMessage(call: Call): Answer {
  const query = readQuery(call, queryFields);
  return sendMessage(call.gateway, {
    ...query,
    thing_id: orNull(query.thing_id),
    images: splitValues(query.images),
    tags: splitValues(query.tags),
    metadata: parseMetadata(query.metadata),
  });
}
