// Recorded requests to the sending routes, as the calls of our tools that make them.
import { recordedAt } from '../sandbox/pushgo/replay/compare.ts';
import { type Exchange, recording, unmarkBigIntegers } from '../sandbox/pushgo/replay/recordings.ts';
import { writeBody } from '../sandbox/replay/send.ts';

/** `recordedAt`: when the recording was made. With this clock its instants are as far ahead as they were. */
export { type Exchange, recordedAt };

/** Our tool, and what it calls the id of what it sent, by route. */
const routes: Readonly<Record<string, readonly [tool: string, idName: string]>> = {
  '/message': ['pushgo_message_send', 'message_id'],
  '/event/create': ['pushgo_event_create', 'event_id'],
  '/event/update': ['pushgo_event_update', 'event_id'],
  '/event/close': ['pushgo_event_close', 'event_id'],
  '/thing/create': ['pushgo_thing_create', 'thing_id'],
  '/thing/update': ['pushgo_thing_update', 'thing_id'],
  '/thing/archive': ['pushgo_thing_archive', 'thing_id'],
  '/thing/delete': ['pushgo_thing_delete', 'thing_id'],
};

/** Every recorded POST of the sending side to `/message`, `/event/…` and `/thing/…`, whatever the settings. */
export const exchanges: readonly Exchange[] = recording.exchanges.filter(
  ({ observer, request: { method, path } }) =>
    !observer && method === 'POST' && /^\/(?:message|event\/[^?]+|thing\/[^?]+)(?:\?|$)/.test(path),
);

export function find(id: string): Exchange {
  const exchange = exchanges.find((candidate) => candidate.id === id);
  if (!exchange) throw new Error(`${id} is not recorded.`);
  return exchange;
}

export interface Call {
  readonly tool: string;
  readonly idName: string;
  /** The body without its password. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly password: unknown;
  /** The gateway token that went with it. */
  readonly token: string | undefined;
}

/** Undefined where no call of a tool makes the request: another route, a query, a body that is no JSON object. */
export function toCall({ request }: Exchange): Call | undefined {
  const [tool, idName] = routes[request.path] ?? [];
  const { json } = request;
  if (tool === undefined || idName === undefined) return undefined;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { password, ...args } = JSON.parse(unmarkBigIntegers(String(writeBody(request))));
  return { tool, idName, args, password, token: /^Bearer (.+)$/.exec(request.headers.Authorization ?? '')?.[1] };
}

export function callOf(exchange: Exchange): Call {
  const call = toCall(exchange);
  if (!call) throw new Error(`${exchange.id} cannot be a call.`);
  return call;
}

/** The canonical form of the spellings that were recorded. */
export function canonical(channelId: unknown): string {
  return String(channelId).replace(/[\s-]/g, '').toUpperCase().replaceAll('L', '1');
}

const instants = /^(?:event_time|(?:started|ended|observed|created|deleted|occurred)_at|ttl)$/;
const enumerations = /^(?:severity|location_type)$/;

/**
 * The recorded body as a tool sends it: nothing in place of null and of what is blank, instants as numbers, words of an
 * enumeration in lower case, the channel id canonical, the key trimmed, and `key` and the present time where there
 * were none (docs/services/pushgo.md#idempotency, #values).
 */
export function asSent({ tool, args, password }: Call, key: unknown): Record<string, unknown> {
  const body: Record<string, unknown> = { password, op_id: key };
  if (tool.startsWith('pushgo_event_')) body.event_time = recordedAt;
  else if (tool.startsWith('pushgo_thing_')) body.observed_at = recordedAt;
  else if (!isAbsent(args.thing_id ?? null)) body.occurred_at = recordedAt;
  for (const [name, value] of Object.entries(args)) if (!isAbsent(value)) body[name] = write(name, value);
  return body;
}

/** Null, a blank text and a list without entries are as good as absent. */
function isAbsent(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || (Array.isArray(value) && value.length === 0);
}

function write(name: string, value: unknown): unknown {
  if (name === 'channel_id') return canonical(value);
  if (name === 'op_id') return String(value).trim();
  if (enumerations.test(name)) return String(value).trim().toLowerCase();
  return instants.test(name) ? writeInstant(Number(value)) : value;
}

/** Milliseconds, unless the gateway would take them for seconds. */
function writeInstant(told: number): number {
  const isSeconds = Math.abs(told) < 1e12;
  return isSeconds && Math.abs(told * 1000) >= 1e12 ? told * 1000 : told;
}
