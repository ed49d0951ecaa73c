import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isAllowed, isRetrieval } from './retrievals.ts';

/** A request as it arrived. */
export interface Arrival {
  readonly method: string;
  /** The request target as sent: nothing decoded or resolved. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string | string[]>;
  /** An object is sent as JSON, with the fitting content type. */
  readonly body?: string | Buffer | object;
}

/** Which Password Pusher the double behaves as (docs/services/pwpush.md#generations). */
export type Generation = 'v2' | 'commercial' | 'v1' | 'v1-tables';

/** Decides about a request; undefined leaves it to the generation, null means that it wrote to the response itself. */
export type Behaviour = (
  arrival: Arrival,
  response: ServerResponse,
) => Reply | null | undefined | Promise<Reply | null | undefined>;

export interface Double {
  readonly origin: string;
  readonly port: number;
  readonly arrivals: Arrival[];
  /** Requests that would have opened a push, or that nobody has a use for. */
  readonly attempts: string[];
  /** Arrivals of one method and path ending, such as `POST /p.json`. */
  count(method: string, ending: string): number;
  behave(behaviour: Behaviour | undefined): void;
  reset(): void;
  /** Fails the run where anything tried to retrieve a push. */
  close(): Promise<void>;
}

export const TOKEN = 'fk3mopy2vhl';

export interface DoubleOptions {
  readonly generation?: Generation;
  readonly behaviour?: Behaviour;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Every request is an attempt: the host that nothing may be sent to. */
  readonly forbidden?: true;
}

/** A Password Pusher on loopback that tells whether somebody asked for a payload. */
export async function startDouble({
  generation = 'v2',
  behaviour,
  tls,
  forbidden,
}: DoubleOptions = {}): Promise<Double> {
  const arrivals: Arrival[] = [];
  const attempts: string[] = [];
  let current = behaviour;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    const { method = '', url: target = '', headers } = request;
    if (forbidden || isRetrieval(method, target) || !isAllowed(method, target)) attempts.push(`${method} ${target}`);
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const arrival = { method, target, headers, body: Buffer.concat(chunks) };
    arrivals.push(arrival);
    const own = await current?.(arrival, response);
    if (own === null) return;
    send(response, own ?? answer(generation, method, target, origin));
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  return {
    origin,
    port,
    arrivals,
    attempts,
    count: (method, ending) =>
      arrivals.filter((arrival) => arrival.method === method && arrival.target.split('?')[0]?.endsWith(ending)).length,
    behave(behaviour) {
      current = behaviour;
    },
    reset() {
      arrivals.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (attempts.length > 0)
        throw new Error(`Requests that must never be sent:\n${[...new Set(attempts)].join('\n')}`);
    },
  };
}

export function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: Reply): void {
  const isData = typeof body === 'object' && !Buffer.isBuffer(body);
  response.writeHead(status, { ...(isData && { 'content-type': 'application/json; charset=utf-8' }), ...headers });
  response.end(isData ? JSON.stringify(body) : body);
}

export function pushOf(origin: string, over: object = {}): Record<string, unknown> {
  const link = `${origin}/p/${TOKEN}/r`;
  return {
    url_token: TOKEN,
    html_url: link,
    json_url: `${link}.json`,
    created_at: '2026-08-20T10:00:00.000Z',
    updated_at: '2026-08-20T10:00:00.000Z',
    expired: false,
    expired_on: null,
    deleted: false,
    expire_after_days: 7,
    expire_after_views: 1,
    days_remaining: 7,
    views_remaining: 1,
    deletable_by_viewer: false,
    retrieval_step: true,
    passphrase: '',
    name: '',
    note: '',
    ...over,
  };
}

const FEATURES = {
  anonymous_access: true,
  api_token_authentication: true,
  accounts: { enabled: false },
  pushes: {
    enabled: true,
    email_auto_dispatch: false,
    file_attachments: { enabled: true, requires_authentication: true },
    url_pushes: { enabled: true },
    qr_code_pushes: { enabled: true },
  },
  requests: { enabled: false },
};

function answer(generation: Generation, method: string, target: string, origin: string): Reply {
  const path = target.split('?')[0] ?? '';
  const hasV2 = generation === 'v2' || generation === 'commercial';
  const edition = generation === 'commercial' ? 'commercial' : 'oss';
  if (path === '/api/v2/version.json') {
    return hasV2
      ? { body: { application_version: '2.11.4', api_version: '2.1', edition, features: FEATURES } }
      : { status: 404 };
  }
  if (path === '/api/v1/version.json') {
    return generation === 'v1'
      ? { body: { application_version: '1.69.3', api_version: '1.5', edition: 'oss' } }
      : { status: 404 };
  }
  if (path.includes('/push-mcp-probe/')) return { status: 404, body: { error: 'not-found' } };
  if (method === 'POST') return { status: 201, body: createdBy(generation, path, origin) };
  if (method === 'DELETE') return { body: pushOf(origin, { expired: true, deleted: true, passphrase: null }) };
  if (path.endsWith('/preview.json')) return { body: { url: `${origin}/p/${TOKEN}/r` } };
  const entry = {
    ip: '192.0.2.1',
    user_agent: 'curl',
    referrer: '',
    kind: 'view',
    created_at: '2026-08-20T10:00:00.000Z',
    updated_at: '2026-08-20T10:00:00.000Z',
  };
  if (path.endsWith('/audit.json')) return { body: hasV2 ? { logs: [entry] } : { views: [entry] } };
  return { body: [pushOf(origin)] };
}

function createdBy(generation: Generation, path: string, origin: string): object {
  if (generation !== 'v1-tables') return pushOf(origin);
  const { html_url: _, json_url: __, passphrase: ___, ...old } = pushOf(origin);
  return { ...old, text: null, ...(path === '/f.json' && { files: '{"key.pem":"/pfb/blobs/redirect/eyJf/key.pem"}' }) };
}
