// The one way from a tool to a service: lays a request out, has it checked, sends it, and classifies the answer.
import { readFileSync } from 'node:fs';
import { type OperationId, operations } from '../../generated/operations.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import type { Service } from '../../overrides/rule/service.ts';
import type { SecretSetting } from '../../overrides/rule/settings.ts';
import type { SendOptions } from '../../overrides/rule/tool-rule.ts';
import type { HttpClient, HttpRequest } from '../net/http.ts';
import type { Log } from '../policy/log.ts';
import type { Secret } from '../policy/secret.ts';
import { version } from '../version.ts';
import { type Classified, classify } from './classify.ts';
import { checkRequest } from './gate.ts';
import { keyOf, layOutRequest, toUrl } from './request.ts';
import { retry } from './retry.ts';
import { createSlots } from './slots.ts';

/** A page of fifty pushes takes some 40 kB; more than this is no answer of a service that we know. */
const LARGEST_ANSWER = 8 * 1024 * 1024;
/** Only the shape of an error body is looked at. */
const LARGEST_ERROR = 64 * 1024;

/** The way to a service, as the operator set it up. */
export interface ConnectionOptions {
  readonly verifyTls: boolean;
  /** PEM file whose authorities are trusted in place of the built-in ones. */
  readonly caBundle?: string;
  /** Addresses of proxies may hold a password. */
  readonly httpProxy?: Secret;
  readonly httpsProxy?: Secret;
  readonly noProxy?: string;
}

/** How a service is asked: the operator's settings. No credential is among them. */
export interface SenderOptions {
  /** Requests under way at once; 0: no cap. */
  readonly maxConcurrent: number;
  readonly maxRetries: number;
  readonly timeoutSeconds: number;
  readonly connection: ConnectionOptions;
}

/** What a caller proves itself with. Both travel with each call: a sender serves many callers. */
export type Credentials = { readonly [S in SecretSetting['as']]?: Secret };

export interface Call {
  readonly operation: OperationId;
  readonly input: Readonly<Record<string, unknown>>;
  readonly options: SendOptions;
  /** Where it goes, and the credentials of that place. */
  readonly origin: string;
  readonly credentials: Credentials;
  /** Of the caller. */
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch by which the tool has to answer. */
  readonly deadline: number;
  /** Masks the secrets of the call. */
  readonly scrub: (text: string) => string;
}

/** Sends an operation. Resolves for whatever the service did; rejects only when the call was cancelled. */
export type Sender = (call: Call) => Promise<Classified>;

/** Everything that leaves for one service goes through the sender made here. */
export function createSender(config: SenderOptions, service: Service): Sender {
  const slots = createSlots(config.maxConcurrent);
  const clients = new Map<string, Promise<HttpClient>>();

  function clientFor(origin: string): Promise<HttpClient> {
    const client = clients.get(origin) ?? connectTo(origin, config.connection);
    clients.set(origin, client);
    return client;
  }

  async function attempt(call: Call): Promise<Classified> {
    const { operation, origin, signal, log } = call;
    const client = await clientFor(origin);
    // A call may have ended while it waited for another one; nothing leaves for it then
    signal.throwIfAborted();
    const milliseconds = timeLeft(call, config.timeoutSeconds);
    const request = await buildRequest(call, service);
    const began = performance.now();
    const exchanged = await client.exchange(request, { signal, milliseconds, largest });
    const ms = Math.round(performance.now() - began);
    if (exchanged.kind !== 'answer') {
      log.debug('no answer', { operation, ms });
      const failure =
        exchanged.kind === 'network' ? exchanged : { kind: exchanged.kind, seconds: Math.ceil(milliseconds / 1000) };
      return { ok: false, failure: { operation, ...failure } };
    }
    log.debug('answered', { operation, status: exchanged.status, ms });
    return classify(exchanged, { operation, origin, dialect: service.dialect, scrub: call.scrub }, new Date());
  }

  return async (call) => {
    const { operation, signal, deadline } = call;
    const key = keyOf(operation, call.input);
    const options = { operation, keyed: key !== undefined, maxRetries: config.maxRetries, deadline, signal };
    const result = await slots(() => retry(() => attempt(call), options), signal, deadline);
    return result.ok || key === undefined ? result : { ok: false, failure: { ...result.failure, key } };
  };
}

const largest = (status: number) => (status >= 200 && status < 300 ? LARGEST_ANSWER : LARGEST_ERROR);

/** The HTTP client for one origin. Its module is loaded here, with the first request: starting does without it. */
async function connectTo(origin: string, options: ConnectionOptions): Promise<HttpClient> {
  const { verifyTls, caBundle, httpProxy, httpsProxy, noProxy = '' } = options;
  const { createHttpClient } = await import('../net/http.ts');
  const ca = caBundle === undefined ? undefined : readFileSync(caBundle, 'utf8');
  const proxies = { httpProxy: httpProxy?.reveal() ?? '', httpsProxy: httpsProxy?.reveal() ?? '', noProxy };
  return createHttpClient({ verifyTls, ca, ...proxies }, origin);
}

/** Milliseconds for one request: the service's own time, and not beyond that of the call. */
function timeLeft({ options, deadline }: Call, timeoutSeconds: number): number {
  const left = deadline - Date.now();
  if (left <= 0) {
    throw new ToolError('LATE', 'The time for this call was over before the request could be sent. Try again.');
  }
  return Math.max(1, Math.ceil(Math.min((timeoutSeconds + (options.patience ?? 0)) * 1000, left)));
}

/** The request of a call, which has passed the gate. */
async function buildRequest(call: Call, service: Service): Promise<HttpRequest> {
  const { operation, input, origin, options } = call;
  const { files = [] } = options;
  const { params, headers, body } = layOutRequest(operation, input, files);
  const { method } = operations[operation];
  // What the server sets is never an argument
  const all = { ...headers, ...headersFor(call, service) };
  const request = { method, url: toUrl(origin, operation, params), headers: all };
  const content = body && (await serialize(body, files.length > 0));
  checkSize(content?.body, service.largestBody);
  checkRequest(request, operation, origin, service.neverSent);
  if (!content) return request;
  return { ...request, headers: { ...request.headers, 'content-type': content.type }, body: content.body };
}

async function serialize(body: object, isForm: boolean): Promise<{ type: string; body: string | Uint8Array }> {
  if (!isForm) return { type: 'application/json', body: JSON.stringify(body) };
  // Node's own `fetch` writes forms. Its mere mention loads it, so only files get here
  const form = new Response(body as FormData);
  return { type: form.headers.get('content-type') ?? '', body: new Uint8Array(await form.arrayBuffer()) };
}

function checkSize(body: string | Uint8Array | undefined, largest = Number.POSITIVE_INFINITY): void {
  if (body === undefined || Buffer.byteLength(body) <= largest) return;
  throw new ToolError(
    'TOO_LARGE',
    `The arguments together are larger than the ${largest} bytes of JSON that the service takes at once. Shorten the longest.`,
  );
}

function headersFor(
  { credentials, options: { credentials: form } }: Call,
  { headers: own, settings }: Service,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    // Error texts follow the language; the statuses and keys that decide here do not, but logs of the service are easier to read
    'accept-language': 'en',
    'user-agent': `push-mcp/${version}`,
    ...own,
  };
  if (!credentials.token || form === 'none') return headers;
  for (const setting of settings.all) {
    const value = 'as' in setting && credentials[setting.as]?.reveal();
    for (const { header, before = '', form: only } of value ? setting.sentIn : [])
      if (only === undefined || only === form) headers[header] = `${before}${value}`;
  }
  return headers;
}
