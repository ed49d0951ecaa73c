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

export interface HttpClient {
  /**
   * One request and its answer. Follows no redirect, repeats nothing and asks for no compression. Rejects when the signal ends
   * it, and for a request that can be none.
   */
  exchange(request: HttpRequest, limits: Limits): Promise<Exchanged>;
  /** Ends what is under way, and the connections that are kept. */
  close(): Promise<void>;
}

export function createHttpClient(route: Route, origin: string): HttpClient {
  const dispatcher = createDispatcher(route, origin);
  return {
    exchange: (request, limits) => exchange(dispatcher, request, limits),
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

function exchange(dispatcher: Dispatcher, request: HttpRequest, limits: Limits): Promise<Exchanged> {
  const { url, method, headers, body = null } = request;
  const { signal, milliseconds, largest } = limits;
  const { origin, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let connection: Dispatcher.DispatchController | undefined;
    let head: Pick<HttpAnswer, 'status' | 'headers'> = { status: 0, headers: { get: () => null } };
    const chunks: Uint8Array[] = [];
    let length = 0;
    let isOver = false;
    const end = () => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
    const giveUp = () => {
      end();
      connection?.abort(new Error('given up'));
    };
    const cancel = () => {
      giveUp();
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      giveUp();
      resolve({ kind: 'timeout' });
    }, milliseconds);
    signal.addEventListener('abort', cancel);
    dispatcher.dispatch(
      {
        origin,
        path: pathname + search,
        method,
        headers: { 'accept-encoding': 'identity', ...headers },
        body,
      } as Dispatcher.DispatchOptions,
      {
        onRequestStart(started) {
          // It was given up while the connection was made: nothing of it leaves
          if (isOver) return started.abort(new Error('given up'));
          connection = started;
        },
        onResponseStart(_, status, headers) {
          // Informational ones (1xx) come before the answer
          if (status >= 200) head = { status, headers: { get: (name) => headers[name]?.toString() ?? null } };
        },
        onResponseData(_, chunk) {
          length += chunk.byteLength;
          if (length <= largest(head.status)) return void chunks.push(chunk);
          giveUp();
          resolve({ kind: 'answer', ...head, bytes: null });
        },
        onResponseEnd() {
          end();
          resolve({
            kind: 'answer',
            ...head,
            bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
          });
        },
        onResponseError(_, error) {
          if (isOver) return;
          end();
          if ('code' in error && error.code === 'UND_ERR_INVALID_ARG') reject(error);
          else resolve({ kind: 'network', ...readNetworkFailure(error) });
        },
      },
    );
  });
}
