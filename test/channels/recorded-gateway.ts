// A gateway on loopback that knows nothing but what was recorded.
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { afterEach } from 'vitest';
import { type PushgoExchange as Exchange, loadPushgo } from '../support/recordings.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
  /** The recorded exchange that it is. */
  readonly id: string | undefined;
}

export interface GatewayDouble {
  readonly origin: string;
  readonly asked: Asked[];
}

export type Answer =
  | readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>]
  | 'break'
  | 'hang';

const { exchanges } = loadPushgo();

/** The token of the gateway that was recorded with one. */
export const RECORDED_TOKEN = 'gateway-token-canary-0001';
/** The password of the recorded channel `ALPHA`. */
export const RECORDED_PASSWORD = 'password-canary-alpha1';
export const WRONG_PASSWORD = 'password-canary-wrong';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

export interface GatewayOptions {
  /** As the gateway that was recorded with a token: every request needs it. */
  readonly withToken?: true;
  readonly port?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Answers by path, in place of the recorded ones. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly onAsked?: () => void;
}

/** Throws for a port that is taken. It is closed after the test. */
export async function startRecordedGateway({
  withToken,
  port = 0,
  answers = {},
  tls,
  onAsked,
}: GatewayOptions = {}): Promise<GatewayDouble> {
  const asked: Asked[] = [];
  const answerTo: RequestListener = async (incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    const body = await readAll(incoming);
    const authorization = headers.authorization;
    const exchange = findExchange(method, path, body, authorization, withToken === true);
    asked.push({ method, path, authorization, body, id: exchange?.id });
    onAsked?.();
    const answer = answers[path.split('?')[0] ?? ''] ?? recorded(exchange);
    if (answer === 'hang') return;
    if (answer === 'break') return void incoming.socket.destroy();
    const [status, content, own] = answer;
    outgoing.writeHead(status, own ?? { 'content-type': 'application/json' });
    outgoing.end(typeof content === 'string' ? content : JSON.stringify(content));
  };
  const server = tls ? createTlsServer({ key: tls.key, cert: tls.cert }, answerTo) : createServer(answerTo);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  open.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { origin: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function recorded(exchange: Exchange | undefined): Answer {
  if (!exchange) return [500, 'No such request was recorded.', { 'content-type': 'text/plain' }];
  const { status, json, text, headers } = exchange.response;
  return [status, json ?? text, headers];
}

function findExchange(
  method: string,
  path: string,
  body: string,
  authorization: string | undefined,
  withToken: boolean,
): Exchange | undefined {
  if (withToken && authorization !== `Bearer ${RECORDED_TOKEN}`)
    return exchanges.find(({ id }) => id === `gateway-token-message-${authorization ? 'wrong' : 'missing'}`);
  const ids = withToken ? /^gateway-token-/ : /^(?:credential-check|channel-exists)-/;
  return exchanges.find(
    ({ id, request }) =>
      ids.test(id) &&
      request.method === method &&
      request.path === path &&
      request.headers.Authorization === authorization &&
      isDeepStrictEqual(request.json, body === '' ? undefined : JSON.parse(body)),
  );
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
