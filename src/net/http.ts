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
      const { handler, giveUp } = createReceiver(largest, resolve, reject);
      const cancel = () => {
        // Whatever the reason is: over MCP it is a text. What follows comes too late to count
        reject(signal.reason);
        giveUp({ kind: 'timeout' });
      };
      const timer = setTimeout(() => giveUp({ kind: 'timeout' }), milliseconds);
      signal.addEventListener('abort', cancel);
      stop = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
      };
      dispatcher.dispatch({ ...own, method, body } as Dispatcher.DispatchOptions, handler);
    });
  } finally {
    stop();
  }
}

/** Takes in one answer, piece by piece as undici hands them over, and settles a promise. Only the first outcome counts. */
function createReceiver(
  largest: Limits['largest'],
  resolve: (outcome: Exchanged) => void,
  reject: (error: Error) => void,
) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let status = 0;
  let headers: HttpAnswer['headers'] = { get: () => null };
  let connection: Dispatcher.DispatchController | undefined;
  let isOver = false;

  function end(outcome: Exchanged): void {
    isOver = true;
    resolve(outcome);
  }

  /** Ends the transfer, and with it the connection. */
  function giveUp(outcome: Exchanged): void {
    end(outcome);
    connection?.abort(new Error('given up'));
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(controller) {
      connection = controller;
      // It was given up while the connection was made: nothing of it leaves
      if (isOver) controller.abort(new Error('given up'));
    },
    // Also for informational answers (1xx), which come before the one that stays
    onResponseStart(_, statusCode, fields) {
      status = statusCode;
      headers = { get: (name) => fields[name]?.toString() ?? null };
    },
    onResponseData(_, chunk) {
      length += chunk.byteLength;
      if (length <= largest(status)) chunks.push(chunk);
      else giveUp({ kind: 'answer', status, headers, bytes: null });
    },
    onResponseEnd() {
      const [first, ...more] = chunks;
      const bytes = first && more.length === 0 ? first : Buffer.concat(chunks);
      end({ kind: 'answer', status, headers, bytes });
    },
    onResponseError(_, error) {
      // A request that can be none
      if ('code' in error && error.code === 'UND_ERR_INVALID_ARG') reject(error);
      end({ kind: 'network', ...readNetworkFailure(error) });
    },
  };
  return { handler, giveUp };
}
