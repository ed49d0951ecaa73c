// Two callers with credentials of their own on one app, and a double of the three services that knows whose each request is.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { type App, createApp } from '../../src/callers/app.ts';
import { type Caller, type CallerOptions, openCaller } from '../../src/callers/caller.ts';
import { keepInMemory } from '../../src/callers/channels/memory.ts';
import { createConnector } from '../../src/mcp/connect.ts';
import { Secret } from '../../src/policy/secret.ts';
import { configure } from '../support/connect.ts';

export interface Tenant {
  readonly id: string;
  /** In everything that is this tenant's, and in nothing of another one. */
  readonly marks: readonly [word: string, hex: string, channelId: string];
  readonly secrets: Readonly<Record<'token' | 'email' | 'key' | 'gatewayToken' | 'password', string>>;
  /** Answers to this tenant have it in a field that is shown, beside the credential of the request. */
  readonly canary: string;
}

function createTenant(id: string, word: string, hex: string, symbol: string): Tenant {
  const [token, email, key] = [`token-of-${word}`, `${word}@mail.example`, `pk_${word}.sk_${word}`];
  return {
    id,
    marks: [word, hex, `${symbol.repeat(25)}0`],
    secrets: { token, email, key, gatewayToken: `gateway-token-of-${word}`, password: `password-of-${word}` },
    canary: `Canary ${word}`,
  };
}

export const first = createTenant('caller-1', 'Alphaqz', 'a1fa0a1f', 'A');
export const second = createTenant('caller-2', 'Betaqz', 'be7abe7a', 'B');
export const tenants = [first, second] as const;
export const otherThan = (tenant: Tenant) => (tenant === first ? second : first);

/** What a text tells that its reader must not see: anything of the other tenant, and the reader's own credentials. */
export function leaksIn(text: string, reader: Tenant): string[] {
  const found = text.toLowerCase();
  const own = Object.values(reader.secrets).flatMap((secret) => [secret, ...secret.split('.sk')]);
  return [...otherThan(reader).marks, ...own].filter((word) => found.includes(word.toLowerCase()));
}

/** What a request asks for by a digit in its text: see `faultIn`. */
export const faults = ['none', 'throttled', 'fails', 'cut', 'hangs', 'refused'] as const;
export type Fault = (typeof faults)[number];

export interface Services {
  readonly origin: string;
  readonly arrivals: {
    readonly tenant?: Tenant;
    readonly method: string;
    readonly path: string;
    readonly body: string;
  }[];
  /** Requests whose credentials do not fit together, or that hold anything of another tenant, without their values. */
  readonly wrong: string[];
  /** Requests to `/ask`. */
  asked(tenant?: Tenant): number;
  /** Whether a person answers as soon as somebody waits for it. */
  answers: boolean;
  /** What the list of open questions answers with. */
  openQuestions: 'none' | 'those that were asked' | 'fails';
  /** Origin of the links of pushes. */
  links: string;
  /** Tokens that an old release does not take. */
  readonly withdrawn: Set<string>;
  /** Told of a request that gets no answer until then. */
  onHang: (tenant: Tenant) => void | Promise<void>;
  close(): Promise<void>;
}

/** Which Password Pusher it is: the open-source or the commercial API v2, or a release before 1.51. */
export type Release = 'v2' | 'commercial' | 'old';

export async function startServices(release: Release = 'v2'): Promise<Services> {
  let made = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await answer(request, response, Buffer.concat(chunks).toString()).catch((error: Error) => {
      services.wrong.push(`the double itself failed: ${error.stack}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const questions = (tenant?: Tenant) =>
    services.arrivals.filter((one) => one.path.endsWith('/ask') && (!tenant || one.tenant === tenant));
  const services: Services = {
    origin,
    arrivals: [],
    wrong: [],
    asked: (tenant) => questions(tenant).length,
    answers: true,
    openQuestions: 'none',
    links: origin,
    withdrawn: new Set(),
    onHang: () => {},
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer({ method = '', url = '', headers }: IncomingMessage, response: ServerResponse, body: string) {
    const path = url.split('?')[0] ?? '';
    const json = (data: unknown, status = 200, more: Record<string, string> = {}) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(data));
    const isProbe = path.endsWith('/version.json') || path.includes('push-mcp-probe');
    const service = path === '/message' ? 'gatewayToken' : path.startsWith('/api/v1/server/') ? 'key' : 'token';
    const tenant = tenants.find((one) => headers.authorization === `Bearer ${one.secrets[service]}`);
    services.arrivals.push({ ...(tenant && { tenant }), method, path, body });
    const pair = service === 'token' && release === 'old' && !isProbe ? tenant?.secrets : undefined;
    if (headers['x-user-token'] !== pair?.token || headers['x-user-email'] !== pair?.email)
      services.wrong.push(`${method} ${path}: not the pair of token and e-mail`);
    if (isProbe) {
      if (headers.authorization !== undefined) services.wrong.push(`${path}: a probe with a token`);
      const edition = release === 'v2' ? 'oss' : release;
      if (release !== 'old' && path.startsWith('/api/v2'))
        return json({ application_version: '2.11.4', api_version: '2.1', edition });
      return path.includes('push-mcp-probe') ? json({ error: 'not-found' }, 404) : response.writeHead(404).end();
    }
    if (!tenant) {
      services.wrong.push(`${method} ${path}: nobody's credential`);
      return response.destroy();
    }
    const { marks, secrets } = tenant;
    // What proves the caller is told as well: it is masked for this caller, not for whoever came first
    const canary = `${tenant.canary} ${headers.authorization}`;
    const everything = JSON.stringify([url, headers, body]).toLowerCase();
    if (otherThan(tenant).marks.some((mark) => everything.includes(mark.toLowerCase())))
      services.wrong.push(`${method} ${path}: something of another tenant`);
    const said = body.startsWith('{') ? JSON.parse(body) : {};
    if (service === 'gatewayToken' && (said.password !== secrets.password || said.channel_id !== marks[2]))
      services.wrong.push(`${path}: not the password of this channel`);

    made += 1;
    const number = String(made).padStart(6, '0');
    switch (faultIn(url + body)) {
      case 'throttled':
        return json({ error: canary }, 429, { 'retry-after': '0' });
      case 'fails':
        return json({ error: canary, code: 'other' }, 500);
      case 'refused':
        return json({ error: canary }, 401);
      case 'cut':
        return response.destroy();
      case 'hangs':
        await services.onHang(tenant);
        // A question is asked to the end though its call was cancelled
        if (!path.endsWith('/ask')) return;
    }
    if (path === '/message') {
      // The same for the same key
      const id = createHash('sha256').update(said.op_id).digest('hex').slice(0, 32);
      const data = { channel_id: said.channel_id, op_id: said.op_id, message_id: id, accepted: true };
      return json({ success: true, data });
    }
    if (path.endsWith('/ask'))
      return json({ correlationId: `${marks[1]}-1111-4111-8111-000000${number}`, status: 'pending', hint: canary });
    if (path.endsWith('/send')) return json({ sent: 1, warning: canary });
    if (path.endsWith('/sessions')) {
      if (services.openQuestions === 'fails') return json({ error: canary }, 404);
      const open = questions(tenant).map(({ body }, index) => {
        const { question, sessionId } = JSON.parse(body);
        return { correlationId: `${marks[1]}-2222-4222-8222-${String(index).padStart(12, '0')}`, question, sessionId };
      });
      return json({ sessions: [], pendingQuestions: services.openQuestions === 'none' ? [] : open });
    }
    if (service === 'key') {
      const answer = services.answers ? { answered: true, status: 'answered', value: canary } : { status: 'pending' };
      return json({ correlationId: path.split('/').at(-1), ...answer });
    }
    const link = (token: string) => `${services.links}/p/${token}/r`;
    const push = { url_token: `${marks[0]}-${number}`, html_url: link(`${marks[0]}-${number}`), name: canary };
    if (method === 'POST') return json({ ...push, expire_after_views: 1 }, 201);
    if (services.withdrawn.has(secrets.token)) return json({ error: 'Unauthorized' }, 401);
    if (path.endsWith('/preview.json')) return json({ url: link(path.split('/').at(-2) ?? '') });
    if (path.endsWith('/audit.json')) {
      const entries = [{ kind: release === 'old' ? 0 : 'view', user_agent: canary, ip: '192.0.2.1' }];
      return json(release === 'old' ? { views: entries } : { logs: entries });
    }
    return json([push]);
  }
  return services;
}

/** A text, the page of a list, or the id of a question can say what goes wrong. */
function faultIn(request: string): Fault {
  const [, ...digits] = /fault(\d)|page=2(\d)|\/ask\/[\da-f]{8}-0000-4000-8000-0{11}(\d)/.exec(request) ?? [];
  return faults[Number(digits.find((digit) => digit !== undefined) ?? 0) % faults.length] ?? 'none';
}

export interface Process {
  readonly app: App;
  /** Everything written to stderr, a line each. */
  readonly lines: string[];
  /** A client of a tenant. */
  enter(tenant: Tenant, options?: CallerOptions): Promise<TenantClient>;
  close(): Promise<void>;
}

export interface TenantClient {
  readonly caller: Caller;
  readonly client: Client;
  /** Everything that the server sent to it. */
  readonly received: string[];
  /** The whole answer as JSON, or the word `cancelled`. */
  call(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<string>;
}

/** One process with all three services on and no credential. */
export function startProcess(origin: string, env: Record<string, string> = {}): Process {
  const lines: string[] = [];
  const addresses = { PWPUSH_BASE_URL: origin, PUSHGO_BASE_URL: origin, PUSHARY_BASE_URL: origin };
  const { config } = configure(
    { ...addresses, PWPUSH_MAX_RETRIES: '1', PUSHGO_MAX_RETRIES: '1', PUSHARY_MAX_RETRIES: '1', ...env },
    ['--log-level=debug', '--toolsets=pwpush,pushgo,pushary'],
  );
  const app = createApp(config, { write: (line) => lines.push(line) });
  const connector = createConnector(app);
  const closing: (() => Promise<void>)[] = [];
  return {
    app,
    lines,
    async enter(tenant, options) {
      const { id, secrets, marks, canary } = tenant;
      const channel = { channelId: marks[2], name: canary, gateway: origin, addedAt: '2026-11-21T14:30:00.000Z' };
      const channels = keepInMemory([{ ...channel, password: new Secret(secrets.password) }]);
      const credentials = {
        pwpush: { token: new Secret(secrets.token), email: new Secret(secrets.email) },
        pushgo: { token: new Secret(secrets.gatewayToken) },
        pushary: { token: new Secret(secrets.key) },
      };
      const caller = openCaller(app, credentials, { id, channels, ...options });
      const [ours, theirs] = InMemoryTransport.createLinkedPair();
      const received: string[] = [];
      const send = ours.send.bind(ours);
      ours.send = (message, ...more) => {
        received.push(JSON.stringify(message));
        return send(message, ...more);
      };
      const handle = serveStdio(() => connector(caller), { transport: ours });
      const client = new Client({ name: 'test', version: '1.0.0' });
      await client.connect(theirs);
      closing.push(async () => {
        await client.close();
        await handle.close();
      });
      return {
        caller,
        client,
        received,
        call: (name, args, signal) =>
          client.callTool({ name, arguments: args }, signal && { signal }).then(JSON.stringify, (error) => {
            if (signal?.aborted) return 'cancelled';
            throw error;
          }),
      };
    },
    async close() {
      await Promise.all(closing.splice(0).map((close) => close()));
    },
  };
}
