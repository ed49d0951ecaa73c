import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCanaries } from '../support/canaries.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type Behaviour, type Double, type Generation, pushOf, startDouble, TOKEN } from '../support/double.ts';
import { answer, hostileReply, type Role, type Words } from '../support/hostile.ts';
import { runs } from '../support/runs.ts';

const canaries = createCanaries();
const token = canaries.mint();
const email = `${canaries.mint()}@example.org`;
const content = canaries.mint();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-'));
  writeFileSync(join(folder, 'key.pem'), content);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function serve(double: Double, env: Record<string, string> = {}): Promise<Connection> {
  return connect({
    PWPUSH_BASE_URL: double.origin,
    PWPUSH_API_TOKEN: token,
    PWPUSH_API_EMAIL: email,
    PWPUSH_FILE_ROOT: folder,
    PWPUSH_MAX_RETRIES: '0',
    ...env,
  });
}

/** Everything that a call let out: result, refusal or protocol error, and the lines on stderr. */
async function exits(server: Connection, name: string, args: Record<string, unknown>): Promise<string> {
  server.lines.length = 0;
  const outcome = await server
    .call(name, args)
    .catch((error: Error & { data?: unknown }) => ({ error: error.message, data: error.data }));
  return `${JSON.stringify(outcome)}\n${server.lines.join('')}`;
}

const shapes = [
  '{}',
  '{}',
  ' {}\n{}"\\é\u202e',
  '"{}"',
  '{} & {}',
  '-----BEGIN-----\n{}\n-----END-----\n',
  `{}${'x'.repeat(3000)}`,
];
const calls = fc.record({
  tool: fc.constantFrom(
    'create_push',
    'create_push',
    'create_push',
    'preview_push',
    'expire_push',
    'get_push_audit',
    'list_active_pushes',
    'list_expired_pushes',
    'get_version',
  ),
  kind: fc.constantFrom('text', 'url', 'qr', 'file'),
  shape: fc.constantFrom(...shapes),
  plan: answer,
});

function roleOf(target: string): Role {
  if (target.includes('/version')) return 'version';
  if (target.includes('/preview')) return 'preview';
  if (target.includes('/audit')) return 'audit';
  return /\/(?:active|expired)\.json/.test(target) ? 'list' : 'push';
}

const usual: Readonly<Record<Role, { status?: number; body: object }>> = {
  version: {
    body: {
      application_version: '2.11.4',
      api_version: '2.1',
      edition: 'oss',
      features: { pushes: { url_pushes: { enabled: true } } },
    },
  },
  preview: { body: { url: `http://127.0.0.1/p/${TOKEN}/r` } },
  audit: { body: {} },
  list: { body: [pushOf('http://127.0.0.1:1')] },
  push: { body: pushOf('http://127.0.0.1:1') },
};

describe.each<[Generation, number]>([
  ['v2', runs(2000)],
  ['v1', runs(500)],
  ['v1-tables', runs(500)],
])('a hostile %s instance', (generation, numRuns) => {
  test('gets nothing out that it sent or was sent, but in fields decided to be shown', {
    timeout: 120_000,
  }, async () => {
    const double = await startDouble({ generation });
    const [server, prober] = [await serve(double), await serve(double)];
    await server.call('list_active_pushes');
    const results: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(calls, async ({ tool, kind, shape, plan }) => {
        const secret = () => shape.replaceAll('{}', canaries.mint());
        const payload = kind === 'url' ? `https://example.org/${canaries.mint()}` : secret();
        const args = { payload, passphrase: secret(), note: secret(), name: secret().slice(0, 255) };
        const words: Words = {
          foreign: () => canaries.mint(),
          // What an earlier call sent is kept nowhere, so nobody could tell that it comes back
          sent:
            tool === 'create_push'
              ? [args.payload, args.passphrase, args.note, args.name, token, email]
              : [token, email],
          ...(tool === 'create_push' && kind === 'file' && { unseen: content }),
        };
        double.behave(({ target, method }) => {
          const role = roleOf(target);
          if (role === 'version' && tool !== 'get_version') return undefined;
          if (target.includes('probe')) return undefined;
          const body = method === 'DELETE' ? { ...(usual.push.body as object), expired: true } : usual[role].body;
          return hostileReply(plan, role, { status: method === 'POST' ? 201 : 200, body }, words);
        });
        const given = {
          create_push: { ...args, ...(kind === 'file' ? { file_paths: ['key.pem'] } : { kind }) },
          preview_push: { url_token: TOKEN },
          expire_push: { url_token: TOKEN },
          get_push_audit: { url_token: TOKEN },
        }[tool as string];
        const text = await exits(tool === 'get_version' ? prober : server, tool, given ?? {});
        if (text.startsWith('{"result"')) results[tool] = (results[tool] ?? 0) + 1;
        expect(canaries.findIn(text), text.slice(0, 2000)).toEqual([]);
        expect(text).not.toContain('push-mcp itself failed');
      }),
      { numRuns },
    );
    // Otherwise the answers were all too odd to be shown at all, and this test proves little
    expect(Object.values(results).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(numRuns / 50);
    if (numRuns >= 2000) expect(Object.keys(results)).toHaveLength(7);
    await Promise.all([server.close(), prober.close()]);
    await double.close();
  });
});

describe('an answer that goes wrong on the way', () => {
  const secretBody = () => `{"error":"${canaries.mint()} ${token} ${email}"}`;
  const troubles: Record<string, () => Behaviour> = {
    'is 20 MB of JSON': () => () => ({
      body: Buffer.from(`{"url":"${canaries.mint().repeat(1_000_000)}"}`),
      headers: { 'content-type': 'application/json' },
    }),
    'is an error of 20 MB': () => () => ({
      status: 500,
      body: Buffer.from(canaries.mint().repeat(1_000_000)),
      headers: { 'content-type': 'application/json' },
    }),
    drips: () => (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(secretBody()), 20);
      response.on('close', () => clearInterval(timer));
      return null;
    },
    'breaks off': () => (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write(secretBody(), () => response.destroy());
      return null;
    },
    'has a status line of its own': () => (_, response) => {
      response.socket?.end(
        `HTTP/1.1 403 ${canaries.mint()} ${token}\r\ncontent-length: 0\r\nx-a: ${canaries.mint()}\r\n\r\n`,
      );
      return null;
    },
    'is no HTTP': () => (_, response) => {
      response.socket?.end(`${canaries.mint()} ${token}\r\n\r\n`);
      return null;
    },
    'claims a length that is none': () => (_, response) => {
      response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: ${canaries.mint()}\r\n\r\n${token}`);
      return null;
    },
    'has 100 kB of headers': () => (_, response) => {
      response.socket?.end(`HTTP/1.1 200 OK\r\nx-a: ${canaries.mint().repeat(5000)}\r\n\r\n`);
      return null;
    },
    'claims gzip and is none': () => () => ({
      headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      body: secretBody(),
    }),
    'is nested 100,000 deep': () => () => ({
      headers: { 'content-type': 'application/json' },
      body: `{"url":${'['.repeat(100_000)}"${canaries.mint()}"${']'.repeat(100_000)}}`,
    }),
    'has keys of Object.prototype': () => () => ({
      headers: { 'content-type': 'application/json' },
      body: `{"__proto__":{"url":"${canaries.mint()}"},"constructor":{"url":"${canaries.mint()}"}}`,
    }),
  };

  test.each(Object.keys(troubles))('%s, and tells nobody what it held', async (trouble) => {
    const double = await startDouble();
    const server = await serve(double, { PWPUSH_TIMEOUT: '0.5' });
    await server.call('get_version');
    double.behave(troubles[trouble]?.());
    for (const [tool, args] of [
      ['preview_push', { url_token: TOKEN }],
      ['create_push', { payload: canaries.mint(), passphrase: canaries.mint() }],
      ['list_active_pushes', {}],
      ['get_version', {}],
    ] as const) {
      const text = await exits(server, tool, args);
      expect(text.startsWith('{"refused"'), text.slice(0, 200)).toBe(true);
      expect(text.length).toBeLessThan(4000);
      expect(canaries.findIn(text)).toEqual([]);
      expect(text).not.toContain('push-mcp itself failed');
    }
    await server.close();
    await double.close();
  });
});

test('knowing a token is enough to open a push, so no line on stderr holds one', async () => {
  const double = await startDouble();
  const server = await serve(double);
  await server.call('create_push', { payload: canaries.mint() });
  for (const url_token of [
    TOKEN,
    `${double.origin}/p/${TOKEN}/r`,
    `https://elsewhere.example/p/${TOKEN}`,
    `${TOKEN}.json`,
  ]) {
    for (const tool of ['preview_push', 'get_push_audit', 'expire_push']) await server.call(tool, { url_token });
  }
  double.behave(() => ({ status: 500 }));
  for (const tool of ['preview_push', 'expire_push', 'create_push']) await server.call(tool, { url_token: TOKEN });
  expect(server.lines.length).toBeGreaterThan(10);
  expect(server.lines.join('')).not.toContain(TOKEN);
  await server.close();
  await double.close();
});

test('no secret is in what is listed, in the instructions or in a completion', async () => {
  const double = await startDouble();
  const server = await serve(double);
  const { client } = server;
  const listed = [
    await client.listTools(),
    await client.listPrompts(),
    client.getInstructions(),
    client.getServerVersion(),
    client.getServerCapabilities(),
  ];
  const completed = await client.complete({
    ref: { type: 'ref/prompt', name: 'create_push' },
    argument: { name: 'payload', value: canaries.mint() },
  });
  expect(canaries.findIn(JSON.stringify([listed, completed, server.lines]))).toEqual([]);
  await server.close();
  await double.close();
});

test('the canaries are found where something lets them out', () => {
  const word = canaries.mint();
  for (const text of [
    `x${word}y`,
    word.toUpperCase(),
    Buffer.from(word).toString('base64'),
    Buffer.from(word).toString('hex'),
  ]) {
    expect(canaries.findIn(text)).toContain(word);
  }
});
