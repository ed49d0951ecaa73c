// The one HTTP client: every request of the server leaves through here, whatever its port, TLS options or proxy. Knows no
// service. A file of its own in dist/, which is loaded with the first request.
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { NetworkReason } from '../../overrides/rule/failure.ts';
import { isLoopback } from './loopback.ts';
import { readNetworkFailure } from './network-failure.ts';

/** The way to one origin. */
export interface Route {
  readonly verifyTls: boolean;
  /** Certificates in PEM, trusted in place of the built-in ones. */
  readonly ca?: string | undefined;
  /** Addresses of proxies; empty: none. */
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

export interface HttpRequest {
  readonly url: string;
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

export interface Limits {
  readonly signal: AbortSignal;
  /** For the whole exchange, from looking up the name to the last byte. */
  readonly milliseconds: number;
  /** The most bytes that are read of the body of an answer with that status. */
  readonly largest: (status: number) => number;
}

/** An answer as it came: bounded, not yet trusted. `bytes` is null where it was too large. */
export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly bytes: Uint8Array | null;
}

export type Exchanged =
  | HttpAnswer
  | { readonly kind: 'timeout' }
  /** `sent`: the request may have arrived. */
  | { readonly kind: 'network'; readonly reason: NetworkReason; readonly sent: boolean };

export type HttpClient = ReturnType<typeof createHttpClient>;

export function createHttpClient(route: Route, origin: string) {
  const dispatcher = createDispatcher(route, origin);
  return {
    /**
     * One request and its answer. Follows no redirect, repeats nothing and asks for no compression. Rejects when the signal
     * ends it, and for a request that can be none.
     */
    exchange: (request: HttpRequest, limits: Limits) => exchange(dispatcher, request, limits),
    /** Ends what is under way, and the connections that are kept. */
    close: () => dispatcher.destroy(),
  };
}

function createDispatcher({ verifyTls, ca, httpProxy, httpsProxy, noProxy }: Route, origin: string): Dispatcher {
  const tls = { rejectUnauthorized: verifyTls, ...(ca !== undefined && { ca }) };
  // The time limit of each exchange takes the place of these two
  const own = { connect: tls, headersTimeout: 0, bodyTimeout: 0 };
  // A proxy would look for a loopback address on its own machine
  if ((httpProxy === '' && httpsProxy === '') || isLoopback(origin)) return new Agent(own);
  // Empty texts keep undici from reading the environment by itself
  return new EnvHttpProxyAgent({ ...own, httpProxy, httpsProxy, noProxy, requestTls: tls });
}

async function exchange(dispatcher: Dispatcher, request: HttpRequest, limits: Limits): Promise<Exchanged> {
  const { url, method, headers, body = null } = request;
  const { signal, milliseconds, largest } = limits;
  const { origin, pathname, search } = new URL(url);
  const own = { origin, path: pathname + search, headers: { 'accept-encoding': 'identity', ...headers } };
  signal.throwIfAborted();
  let stop = () => {};
  try {
    return await new Promise<Exchanged>((resolve, reject) => {
      const receiver = new Receiver(largest, resolve, reject);
      const cancel = () => {
        // Whatever the reason is: over MCP it is a text. What follows comes too late to count
        reject(signal.reason);
        receiver.giveUp({ kind: 'timeout' });
      };
      const timer = setTimeout(() => receiver.giveUp({ kind: 'timeout' }), milliseconds);
      signal.addEventListener('abort', cancel);
      stop = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
      };
      dispatcher.dispatch({ ...own, method, body } as Dispatcher.DispatchOptions, receiver);
    });
  } finally {
    stop();
  }
}

/** Takes in one answer, piece by piece as undici hands them over, and settles a promise. */
class Receiver implements Dispatcher.DispatchHandler {
  readonly #largest: Limits['largest'];
  readonly #resolve: (outcome: Exchanged) => void;
  readonly #reject: (error: Error) => void;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #status = 0;
  #headers: HttpAnswer['headers'] = { get: () => null };
  #connection: Dispatcher.DispatchController | undefined;
  #isOver = false;

  constructor(largest: Limits['largest'], resolve: (outcome: Exchanged) => void, reject: (error: Error) => void) {
    this.#largest = largest;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Ends the transfer, and with it the connection. */
  giveUp(outcome: Exchanged): void {
    this.#end(outcome);
    this.#connection?.abort(new Error('given up'));
  }

  onRequestStart(connection: Dispatcher.DispatchController): void {
    this.#connection = connection;
    // It was given up while the connection was made: nothing of it leaves
    if (this.#isOver) connection.abort(new Error('given up'));
  }

  /** Also for informational answers (1xx), which come before the one that stays. */
  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#status = status;
    this.#headers = { get: (name) => headers[name]?.toString() ?? null };
  }

  onResponseData(_: unknown, chunk: Uint8Array): void {
    this.#length += chunk.byteLength;
    if (this.#length <= this.#largest(this.#status)) this.#chunks.push(chunk);
    else this.giveUp(this.#answer(null));
  }

  onResponseEnd(): void {
    const [first, ...more] = this.#chunks;
    this.#end(this.#answer(first && more.length === 0 ? first : Buffer.concat(this.#chunks)));
  }

  onResponseError(_: unknown, error: Error): void {
    // A request that can be none
    if ('code' in error && error.code === 'UND_ERR_INVALID_ARG') this.#reject(error);
    this.#end({ kind: 'network', ...readNetworkFailure(error) });
  }

  #answer(bytes: Uint8Array | null): HttpAnswer {
    return { kind: 'answer', status: this.#status, headers: this.#headers, bytes };
  }

  /** Only the first outcome counts. */
  #end(outcome: Exchanged): void {
    this.#isOver = true;
    this.#resolve(outcome);
  }
}
