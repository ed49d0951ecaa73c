// Events: three routes, one set of fields, and which of them each route wants (docs/services/pushgo.md#events,
// #event-times).
import type { Answer } from '../http/answer.ts';
import { refuse } from './answers.ts';
import { checkAttrs } from './attrs.ts';
import { readJsonBody } from './bodies.ts';
import { dispatch } from './delivery.ts';
import type { Fields, Read } from './fields.ts';
import type { Call, Gateway } from './gateway.ts';
import { readEntityId, readOpId } from './ids.ts';
import type { Instant } from './instant.ts';
import { readImages, readTags } from './lists.ts';
import { checkMetadata } from './metadata.ts';
import { openEntityChannel } from './passwords.ts';
import { readSeverity } from './severity.ts';
import type { Channel } from './store.ts';
import { trim } from './trim.ts';

const commonFields = {
  channel_id: 'text',
  password: 'trimmed',
  op_id: 'trimmed',
  thing_id: 'trimmed',
  event_time: 'instant',
  title: 'optionalText',
  description: 'optionalText',
  status: 'optionalText',
  message: 'optionalText',
  severity: 'optionalText',
  tags: 'optionalList',
  images: 'list',
  ciphertext: 'trimmed',
  started_at: 'instant',
  ended_at: 'instant',
  attrs: 'object',
  metadata: 'metadata',
} as const satisfies Fields;

const laterFields = { event_id: 'text', ...commonFields } as const satisfies Fields;

type Intent = Read<typeof commonFields>;
type Step = 'create' | 'update' | 'close';

const longest = { status: 24, message: 512 };

function readLine(name: 'status' | 'message', text: string | null): string | null {
  if (text === null) return null;
  const line = trim(text);
  if (line === '') refuse(`${name} must not be empty`);
  if ([...line].length > longest[name]) refuse(`${name} is too long`);
  return line;
}

const checksOfTimes: Record<Step, (intent: Intent) => void> = {
  create({ ended_at }) {
    if (ended_at !== null) refuse('ended_at is only allowed on /event/close', 'ended_at_forbidden_on_create');
  },
  update({ started_at, ended_at }) {
    if (started_at === null && ended_at === null) return;
    const error = 'started_at and ended_at are not allowed on /event/update';
    refuse(error, 'event_temporal_fields_forbidden_on_update');
  },
  close({ started_at }) {
    if (started_at !== null) refuse('started_at is only allowed on /event/create', 'started_at_forbidden_on_close');
  },
};

function checkRequired(step: Step, { title, status, message, severity }: Intent): void {
  const isComplete = status !== null && message !== null && severity !== null;
  if (step === 'create' && !(isComplete && title !== null)) {
    const error = 'title, status, message and severity are required on /event/create';
    refuse(error, 'event_create_required_fields_missing');
  }
  if (!isComplete) {
    const error = 'status, message and severity are required on /event/update and /event/close';
    refuse(error, 'event_update_required_fields_missing');
  }
}

type IdOf = (channel: Channel, opId: string, thingId: string | null) => string;

function sendEvent(gateway: Gateway, step: Step, intent: Intent, idOf: IdOf): Answer {
  const channel = openEntityChannel(gateway.store, intent.channel_id, intent.password);
  const opId = readOpId(intent.op_id);
  const thingId = intent.thing_id === null ? null : readEntityId('thing_id', intent.thing_id);
  const eventId = idOf(channel, opId, thingId);
  const tags = readTags(intent.tags);
  const severity = intent.severity === null ? null : readSeverity(intent.severity);
  const status = readLine('status', intent.status);
  const message = readLine('message', intent.message);
  const images = readImages(intent.images);
  checkAttrs(intent.attrs);
  checkMetadata(intent.metadata);
  checksOfTimes[step](intent);
  checkRequired(step, intent);
  const time: Instant = intent.event_time ?? refuse('event_time is required', 'event_time_required');
  return dispatch(gateway, {
    channel,
    opId,
    type: 'event',
    entityId: eventId,
    ids: { event_id: eventId, ...(thingId === null ? {} : { thing_id: thingId }) },
    title: intent.title ?? `Event ${eventId}`,
    body: message,
    occurredAt: time,
    ttl: null,
    metadata: intent.metadata,
    ciphertext: intent.ciphertext,
    details: {
      event_state: step === 'close' ? 'CLOSED' : 'ONGOING',
      event_time: time,
      description: trim(intent.description ?? '') || null,
      status,
      message,
      severity,
      tags,
      images,
      started_at: step === 'create' ? (intent.started_at ?? time) : null,
      ended_at: step === 'close' ? (intent.ended_at ?? time) : null,
      attrs: intent.attrs.size === 0 ? null : intent.attrs,
    },
  });
}

export function createEvent(call: Call): Answer {
  const intent = readJsonBody(call, commonFields);
  const { idempotency } = call.gateway;
  return sendEvent(call.gateway, 'create', intent, (channel, opId, thingId) =>
    idempotency.reserve(channel.id, 'event', thingId, opId),
  );
}

const sendLater =
  (step: 'update' | 'close') =>
  (call: Call): Answer => {
    const intent = readJsonBody(call, laterFields);
    return sendEvent(call.gateway, step, intent, () => readEntityId('event_id', intent.event_id));
  };

export const updateEvent = sendLater('update');
export const closeEvent = sendLater('close');
