// Starts the double: an instance in memory behind an HTTP server on loopback.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Account, makeApiToken } from './accounts.ts';
import { type Answer, answerException } from './answers.ts';
import type { Instance } from './call.ts';
import { createDispatch } from './dispatch.ts';
import { createDownloads } from './downloads.ts';
import { createKeys } from './keys.ts';
import { releases, type SandboxRelease } from './releases.ts';
import { type SeedPush, seedPushes } from './seed.ts';
import { readSettings } from './settings.ts';
import { createStore } from './store.ts';
import { createThrottle } from './throttle.ts';

export interface SandboxOptions {
  /** What to be; 2.11.4 unless said. */
  release?: SandboxRelease;
  /** A free port unless said. */
  port?: number;
  /** Settings of the instance under their `PWP__…` names. */
  settings?: Record<string, string>;
  /** One made-up account unless said. The sandbox reports the first; an empty list is an instance not set up yet. */
  accounts?: readonly Account[];
  /** Host names it answers to beside loopback. */
  hosts?: readonly string[];
  /** Pushes that are there from the start. */
  pushes?: readonly SeedPush[];
  now?: () => Date;
  onRequest?: (request: { method: string; path: string; headers: Record<string, string> }) => void;
}

export interface Sandbox {
  origin: string;
  /** API token of its account; empty without accounts. */
  token: string;
  email: string;
  close(): Promise<void>;
}

function createInstance(options: SandboxOptions): Instance {
  const rules = releases[options.release ?? '2.11.4'];
  const settings = readSettings(rules, options.settings ?? {});
  const { passphraseAttemptsPerMinute } = rules;
  return {
    rules,
    settings,
    accounts: options.accounts ?? [{ email: 'sandbox@example.org', token: makeApiToken() }],
    hosts: options.hosts ?? [],
    store: createStore(),
    downloads: createDownloads(),
    keys: createKeys(),
    throttles: {
      minute: createThrottle(settings.perMinute, 60),
      second: createThrottle(settings.perSecond, 1),
      passphrase: createThrottle(passphraseAttemptsPerMinute ?? Number.POSITIVE_INFINITY, 60),
      notify: createThrottle(5, 60),
    },
    now: options.now ?? (() => new Date()),
  };
}

function writeAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const length = answer.status === 304 ? {} : { 'content-length': String(body.length) };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.end(request.method === 'HEAD' ? undefined : body);
  // A body that was not read must not hold the connection.
  request.resume();
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  // Loaded here and not above: the program's usual start serves no HTTP.
  const { createServer } = await import('node:http');
  const instance = createInstance(options);
  seedPushes(instance, options.pushes ?? []);
  const dispatch = createDispatch(instance);

  const server = createServer((request, response) => {
    options.onRequest?.({ method: request.method ?? '', path: request.url ?? '', headers: plainHeaders(request) });
    dispatch(request)
      .catch(() => answerException(500))
      .then((answer) => writeAnswer(request, response, answer))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  const [account] = instance.accounts;
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: account?.token ?? '',
    email: account?.email ?? '',
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
