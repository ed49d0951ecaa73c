import { createClients } from '../../generated/clients.ts';
import type { OperationId } from '../../generated/operations.ts';
import { Refusal } from '../../overrides/rule/failure.ts';
import type { Service } from '../../overrides/rule/service.ts';
import type { SendOptions } from '../../overrides/rule/tool-rule.ts';
import type { ServiceConfig } from '../config/config.ts';
import type { Log } from '../log.ts';
import type { Secret } from '../secret.ts';
import { version } from '../version.ts';
import { type Classified, classify, type RawAnswer } from './classify.ts';
import { createDispatcher } from './dispatcher.ts';
import { fetchAnyPort } from './fetch-any-port.ts';
import { checkRequest, GateError } from './gate.ts';
import { readNetworkFailure } from './network-failure.ts';
import { readBody } from './read-body.ts';
import { repeat } from './repeat.ts';
import { keyOf, layOutRequest } from './request.ts';
import { createSlots } from './slots.ts';

/** A page of fifty pushes takes some 40 kB; more than this is no answer of a service that we know. */
const LARGEST_ANSWER = 8 * 1024 * 1024;
/** Error bodies are looked at for their shape only. */
const LARGEST_ERROR = 64 * 1024;

export interface Call {
  readonly operation: OperationId;
  readonly input: Readonly<Record<string, unknown>>;
  readonly options: SendOptions;
  /** Where it goes, and the token of that place. */
  readonly origin: string;
  readonly token?: Secret;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch by which the tool has to answer. */
  readonly deadline: number;
  /** Masks the secrets of the call. */
  readonly scrub: (text: string) => string;
}

/** Sends an operation. Resolves for whatever the service did; rejects only when the call was cancelled. */
export type Sender = (call: Call) => Promise<Classified>;

type Send = (init: object) => Promise<unknown>;

/**
 * A request as openapi-fetch builds it. In place of the built-in `Request`, which `fetch` would make a second time from the
 * first, and whose mere mention makes Node load its HTTP client at start.
 */
class Outgoing {
  readonly url: string;
  readonly method: string;
  readonly init: globalThis.RequestInit;

  constructor(url: string, init: globalThis.RequestInit) {
    this.url = url;
    this.method = init.method ?? 'GET';
    this.init = init;
  }
}

/** What openapi-fetch is given in place of the answer, which was read here, with a limit. Made on the first call: it loads `fetch`. */
let taken: Response | undefined;

/** Ends with the call, or after a time. A timer costs a third of what `AbortSignal.any` and `.timeout` do. */
function startTimeLimit(milliseconds: number, call: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, milliseconds);
  call.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer);
      call.removeEventListener('abort', abort);
    },
  };
}

/** Lists in a query are one value with commas, as services read them that read one at all. */
const querySerializer = { array: { style: 'form', explode: false } } as const;

/** The way to one origin, made on its first request. */
interface Connection {
  readonly clients: Record<OperationId, Send>;
  readonly dispatcher: ReturnType<typeof createDispatcher>;
}

/** Everything that leaves for one service goes through the sender made here. */
export function createSender(config: ServiceConfig, service: Service, log: Log): Sender {
  const { timeoutSeconds, maxRetries, maxConcurrent } = config;
  const slots = createSlots(maxConcurrent);
  const connections = new Map<string, Connection>();

  function connectionTo(origin: string): Connection {
    const known = connections.get(origin);
    if (known) return known;
    const clients = createClients({ baseUrl: origin, Request: Outgoing as never, querySerializer }) as Record<
      OperationId,
      Send
    >;
    const made = { clients, dispatcher: createDispatcher(config.connection, origin) };
    connections.set(origin, made);
    return made;
  }

  async function attempt(call: Call): Promise<Classified> {
    const { operation, input, options, origin, signal, deadline } = call;
    const { clients, dispatcher } = connectionTo(origin);
    const through = await dispatcher;
    // A call may have ended while it waited for another one; nothing leaves for it then
    signal.throwIfAborted();
    if (Date.now() >= deadline) {
      throw new Refusal('LATE', 'The time for this call was over before the request could be sent. Try again.');
    }
    const laidOut = layOutRequest(operation, input, options.files ?? []);
    checkSize(laidOut.body, service.largestBody);
    const milliseconds = Math.max(
      1,
      Math.ceil(Math.min((timeoutSeconds + (options.patience ?? 0)) * 1000, deadline - Date.now())),
    );
    const limit = startTimeLimit(milliseconds, signal);
    const began = performance.now();
    let answer: RawAnswer | undefined;
    const exchange = async (request: Outgoing): Promise<Response> => {
      checkRequest(request, operation, origin, service.neverSent);
      const response = await fetchAnyPort(request.url, request.init, through);
      answer = {
        status: response.status,
        headers: response.headers,
        bytes: await readBody(response, response.ok ? LARGEST_ANSWER : LARGEST_ERROR),
      };
      taken ??= new Response(null, { status: 204 });
      return taken;
    };
    try {
      await clients[operation]({
        ...laidOut,
        headers: headersFor(call, config, service),
        signal: limit.signal,
        fetch: exchange,
      });
    } catch (error) {
      if (error instanceof GateError) throw error.isReserved ? reserved() : error;
      signal.throwIfAborted();
      log.debug('no answer', { operation, ms: Math.round(performance.now() - began) });
      if (limit.signal.aborted)
        return { ok: false, failure: { kind: 'timeout', operation, seconds: Math.ceil(milliseconds / 1000) } };
      if (!isNetworkError(error)) throw error;
      return { ok: false, failure: { kind: 'network', operation, ...readNetworkFailure(error) } };
    } finally {
      limit.stop();
    }
    if (!answer) throw new TypeError(`${operation} was not sent.`);
    log.debug('answered', { operation, status: answer.status, ms: Math.round(performance.now() - began) });
    return classify(answer, { operation, origin, dialect: service.dialect, scrub: call.scrub }, new Date());
  }

  return async (call) => {
    const { operation, signal, deadline } = call;
    const key = keyOf(operation, call.input);
    const options = { operation, keyed: key !== undefined, maxRetries, deadline, signal };
    const result = await slots(() => repeat(() => attempt(call), options), signal, deadline);
    return result.ok || key === undefined ? result : { ok: false, failure: { ...result.failure, key } };
  };
}

function reserved(): Refusal {
  return new Refusal('BAD_SEGMENT', 'That is no id: the service has this word for something else. Nothing was sent.');
}

function checkSize(body: object | undefined, largest = Number.POSITIVE_INFINITY): void {
  if (largest === Number.POSITIVE_INFINITY || Buffer.byteLength(JSON.stringify(body ?? {})) <= largest) return;
  throw new Refusal(
    'TOO_LARGE',
    `The arguments together are larger than the ${largest} bytes of JSON that the service takes at once. Shorten the longest.`,
  );
}

/** What `fetch` throws where the network fails is a `TypeError` with a cause, or an error of undici while a body is read. */
function isNetworkError(error: unknown): boolean {
  return error instanceof Error && (error.cause !== undefined || error.message === 'terminated' || 'code' in error);
}

function headersFor(
  { token, options: { credentials } }: Call,
  { email }: ServiceConfig,
  { headers: own }: Service,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    // Error texts follow the language; the statuses and keys that decide here do not, but logs of the service are easier to read
    'accept-language': 'en',
    'user-agent': `push-mcp/${version}`,
    ...own,
  };
  if (!token || credentials === 'none') return headers;
  headers.authorization = `Bearer ${token.reveal()}`;
  if (credentials === 'legacy' && email) {
    headers['x-user-email'] = email.reveal();
    headers['x-user-token'] = token.reveal();
  }
  return headers;
}
