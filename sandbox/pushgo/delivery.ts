// From a checked operation to the queues of the devices, and what the sender is told (docs/services/pushgo.md#dispatch,
// #devices).
import type { Answer } from '../http/answer.ts';
import { answerData, Failure, refuse } from './answers.ts';
import { type Gateway, nowOf } from './gateway.ts';
import type { EntityType } from './idempotency.ts';
import { makeId } from './ids.ts';
import type { Instant } from './instant.ts';
import { isArray, type JsonObject, type JsonValue, writeJson } from './json.ts';
import type { Channel, DeliveredItem } from './store.ts';
import { fitsWakeUp } from './wake-up.ts';

export interface Outgoing {
  channel: Channel;
  opId: string;
  type: EntityType;
  entityId: string;
  /** The ids that go into both the payload and the answer, by their names there. */
  ids: Readonly<Record<string, string>>;
  title: string;
  body: string | null;
  occurredAt: Instant;
  ttl: Instant | null;
  metadata: JsonObject | null;
  ciphertext: string | null;
  /** Of this type only. Null and empty lists are left out. */
  details: Readonly<Record<string, Detail>>;
}

type Detail = string | Instant | JsonObject | readonly string[] | null;

const longestLife = 30n * 24n * 60n * 60n * 1000n;

function writeDetail(detail: Detail): string | undefined {
  if (detail === null || (isList(detail) && detail.length === 0)) return undefined;
  return typeof detail === 'object' ? writeJson(detail as JsonValue) : String(detail);
}

const isList = (detail: Detail): detail is readonly string[] => isArray(detail as JsonValue);

function writeAll(details: Readonly<Record<string, Detail>>): Record<string, string> {
  const written = Object.entries(details).map(([name, detail]) => [name, writeDetail(detail)]);
  return Object.fromEntries(written.filter(([, text]) => text !== undefined));
}

function buildItem(outgoing: Outgoing, baseUrl: string | null, now: Instant, ttl: Instant | null): DeliveredItem {
  const deliveryId = makeId();
  const { channel, metadata } = outgoing;
  const payload = writeAll({
    channel_id: channel.id,
    title: outgoing.title,
    body: outgoing.body,
    schema_version: '1',
    payload_version: '1',
    op_id: outgoing.opId,
    delivery_id: deliveryId,
    ingested_at: now,
    occurred_at: outgoing.occurredAt,
    sent_at: now,
    entity_type: outgoing.type,
    entity_id: outgoing.entityId,
    ttl,
    metadata: metadata === null || metadata.size === 0 ? null : metadata,
    ciphertext: outgoing.ciphertext,
    base_url: baseUrl,
    ...outgoing.details,
    ...outgoing.ids,
  });
  return { delivery_id: deliveryId, payload };
}

/** Puts the item into every queue, and says whether every push provider would have taken it. */
function deliver(gateway: Gateway, outgoing: Outgoing): boolean {
  const { baseUrl } = gateway;
  const now = nowOf(gateway);
  const latest = now + longestLife;
  const ttl = outgoing.ttl !== null && outgoing.ttl > latest ? latest : outgoing.ttl;
  const { title, opId, body, type, ids } = outgoing;
  const wakeUp = {
    title,
    body: body ?? undefined,
    opId,
    thingId: type === 'thing' ? undefined : ids.thing_id,
    baseUrl,
  };
  let complete = true;
  for (const device of outgoing.channel.subscribers) {
    if (device.route.type === 'private') continue;
    device.waiting.push({ item: buildItem(outgoing, baseUrl, now, ttl), expiresAt: ttl ?? latest });
    complete &&= fitsWakeUp(wakeUp, device.platform);
  }
  return complete;
}

/** Sends an operation once. A second time under its `op_id` gets the answer and sends nothing. */
export function dispatch(gateway: Gateway, outgoing: Outgoing): Answer {
  const { channel, type, entityId, opId } = outgoing;
  const claim = gateway.idempotency.claim({ channelId: channel.id, type, entityId, opId });
  if (claim === 'busy') refuse('server is busy, please try again later', 'server_busy', 503);
  const data = { channel_id: channel.id, op_id: opId, ...outgoing.ids };
  if (claim === 'done' || deliver(gateway, outgoing)) return answerData({ ...data, accepted: true });
  const error = 'notification dispatch completed with partial failure';
  throw new Failure({ error, status: 400 }, { ...data, accepted: false }, 503);
}
