// Things: four routes and what each of them adds to the common fields (docs/services/pushgo.md#things, #attributes,
// #external-ids-and-places).
import type { Answer } from '../http/answer.ts';
import { refuse } from './answers.ts';
import { checkAttrs, checkManufacturer, dropNulls } from './attrs.ts';
import { readJsonBody } from './bodies.ts';
import { dispatch } from './delivery.ts';
import { readExternalIds } from './external-ids.ts';
import type { Fields, Read } from './fields.ts';
import type { Call, Gateway } from './gateway.ts';
import { readEntityId, readOpId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type JsonObject, sortedEntries, writeJson } from './json.ts';
import { readImages, readPrimaryImage, readTags } from './lists.ts';
import { readLocation } from './location.ts';
import { checkMetadata } from './metadata.ts';
import { openEntityChannel } from './passwords.ts';
import type { Channel } from './store.ts';
import { trim } from './trim.ts';

const commonFields = {
  channel_id: 'text',
  password: 'trimmed',
  op_id: 'trimmed',
  observed_at: 'instant',
  title: 'optionalText',
  description: 'optionalText',
  tags: 'optionalList',
  primary_image: 'optionalText',
  images: 'list',
  external_ids: 'object',
  location_type: 'optionalText',
  location_value: 'optionalText',
  ciphertext: 'trimmed',
  attrs: 'object',
  metadata: 'metadata',
} as const satisfies Fields;

const createFields = { ...commonFields, created_at: 'instant' } as const satisfies Fields;
const laterFields = { thing_id: 'text', ...commonFields } as const satisfies Fields;
const deleteFields = { ...laterFields, deleted_at: 'instant' } as const satisfies Fields;

type Intent = Read<typeof commonFields>;

interface Step {
  state: 'active' | 'archived' | 'deleted';
  /** The body of a new thing is its description only; that of a later step may be the list of changes. */
  isNew: boolean;
  idOf(channel: Channel, opId: string): string;
  times(observedAt: Instant): Readonly<Record<string, Instant>>;
}

function deriveTitle(title: string | null, attrs: JsonObject, id: string): string {
  const name = attrs.get('name');
  return title ?? (typeof name === 'string' && trim(name) !== '' ? name : `Object ${id}`);
}

function listChanges(attrs: JsonObject): string | null {
  const lines = sortedEntries(attrs).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : writeJson(value)}`,
  );
  return lines.length === 0 ? null : lines.join('\n');
}

function sendThing(gateway: Gateway, intent: Intent, step: Step): Answer {
  const channel = openEntityChannel(gateway.store, intent.channel_id, intent.password);
  const opId = readOpId(intent.op_id);
  const thingId = step.idOf(channel, opId);
  const tags = readTags(intent.tags);
  const images = readImages(intent.images);
  const primaryImage = readPrimaryImage(intent.primary_image);
  checkAttrs(intent.attrs);
  checkManufacturer(intent.attrs);
  const externalIds = readExternalIds(intent.external_ids);
  const location = readLocation(intent.location_type, intent.location_value);
  checkMetadata(intent.metadata);
  const observedAt: Instant = intent.observed_at ?? refuse('observed_at is required', 'observed_at_required');
  const description = trim(intent.description ?? '') || null;
  return dispatch(gateway, {
    channel,
    opId,
    type: 'thing',
    entityId: thingId,
    ids: { thing_id: thingId },
    title: deriveTitle(intent.title, intent.attrs, thingId),
    body: description ?? (step.isNew ? null : listChanges(intent.attrs)),
    occurredAt: observedAt,
    ttl: null,
    metadata: intent.metadata,
    ciphertext: intent.ciphertext,
    details: {
      state: step.state,
      attrs: dropNulls(intent.attrs),
      description,
      tags,
      primary_image: primaryImage,
      images: images.filter((image) => image !== primaryImage),
      external_ids: externalIds.size === 0 ? null : externalIds,
      location_type: location?.type ?? null,
      location_value: location?.value ?? null,
      location: location === null ? null : JSON.stringify(location),
      ...step.times(observedAt),
    },
  });
}

export function createThing(call: Call): Answer {
  const intent = readJsonBody(call, createFields);
  const { idempotency } = call.gateway;
  return sendThing(call.gateway, intent, {
    state: 'active',
    isNew: true,
    idOf: (channel, opId) => idempotency.reserve(channel.id, 'thing', null, opId),
    times: (observedAt) => ({ created_at: intent.created_at ?? observedAt }),
  });
}

const sendLater =
  (state: 'active' | 'archived') =>
  (call: Call): Answer => {
    const intent = readJsonBody(call, laterFields);
    const idOf = () => readEntityId('thing_id', intent.thing_id);
    return sendThing(call.gateway, intent, { state, isNew: false, idOf, times: () => ({}) });
  };

export const updateThing = sendLater('active');
export const archiveThing = sendLater('archived');

export function deleteThing(call: Call): Answer {
  const intent = readJsonBody(call, deleteFields);
  return sendThing(call.gateway, intent, {
    state: 'deleted',
    isNew: false,
    idOf: () => readEntityId('thing_id', intent.thing_id),
    times: (observedAt) => ({ deleted_at: intent.deleted_at ?? observedAt }),
  });
}
