// The server around the double: who it answers to, how much it reads, how it starts and stops.
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { send } from './replay/send.ts';

const started: Sandbox[] = [];

async function start(options?: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  started.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

function get(sandbox: Sandbox, headers: Record<string, string> = {}, path = '/api/v2/version.json') {
  return send(sandbox.origin, { method: 'GET', path, headers: { Accept: 'application/json', ...headers } });
}

describe('host names', () => {
  test.each(['localhost', 'LOCALHOST:80', '127.0.0.1:1', '[::1]:5100'])('answers to %s', async (host) => {
    expect((await get(await start(), { Host: host })).status).toBe(200);
  });

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:80'])(
    'refuses %j',
    async (host) => {
      expect((await get(await start(), { Host: host })).status).toBe(403);
    },
  );

  test('takes no forwarded name in place of the real one', async () => {
    const reply = await get(await start(), { Host: 'evil.example', 'X-Forwarded-Host': '127.0.0.1' });
    expect(reply.status).toBe(403);
  });

  test('puts no foreign forwarded name into links', async () => {
    expect((await get(await start(), { 'X-Forwarded-Host': 'evil.example' })).status).toBe(403);
  });
});

test('listens on loopback only', async () => {
  const { origin } = await start();
  expect(new URL(origin).hostname).toBe('127.0.0.1');
});

test('makes up an account and a token of the usual form', async () => {
  const { token, email } = await start();
  expect(token).toMatch(/^[\w-]{20}$/);
  expect(token).not.toMatch(/[lIO0]/);
  expect(email).toBe('sandbox@example.org');
});

test('names a setting that it does not know', async () => {
  await expect(startSandbox({ settings: { PWP__UNHEARD_OF: '1' } })).rejects.toThrow('PWP__UNHEARD_OF');
});

test('reports each request before it answers', async () => {
  const seen: string[] = [];
  const sandbox = await start({
    onRequest: ({ method, path, headers }) => seen.push(`${method} ${path} ${headers.accept}`),
  });
  await get(sandbox, {}, '/p/../%2e%2e/x.json?a=b');
  expect(seen).toEqual(['GET /p/../%2e%2e/x.json?a=b application/json']);
});

test('refuses a body that says it is too large without reading it', async () => {
  const { origin } = await start();
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.write('POST /p.json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999\r\n\r\n');
  const [line] = String(await new Promise((resolve) => socket.once('data', resolve))).split('\r\n');
  socket.destroy();
  expect(line).toBe('HTTP/1.1 413 Payload Too Large');
});

test('stops reading a body that turns out too large', async () => {
  const { origin } = await start();
  const chunk = new Uint8Array(1024 * 1024);
  let left = 40;
  const body = new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const sent = fetch(`${origin}/p.json`, { method: 'POST', body, duplex: 'half' } as RequestInit);
  // The connection may break before the answer is read.
  expect(await sent.then(({ status }) => status).catch(() => 413)).toBe(413);
});

test('throttles as an instance does by default', async () => {
  const sandbox = await start({ now: () => new Date('2026-11-21T12:00:10.000Z') });
  const statuses = [];
  for (let count = 0; count < 61; count += 1) statuses.push((await get(sandbox)).status);
  expect(statuses.lastIndexOf(200)).toBe(59);
  expect((await get(sandbox)).headers['retry-after']).toBe('1');
});

test.each(['..', '%2e%2e', 'a%2fb', 'x.json%3f', '%', '%c3', `${'a'.repeat(10_000)}`, 'ａctive'])(
  'survives the token %j',
  async (token) => {
    const sandbox = await start();
    const path = `/api/v2/pushes/${encodeURI(token).replaceAll('%25', '%')}/preview.json`;
    expect((await get(sandbox, {}, path)).status).toBe(404);
  },
);

test('frees its port when closed', async () => {
  const first = await startSandbox();
  const port = Number(new URL(first.origin).port);
  await get(first);
  await first.close();
  const second = await start({ port });
  expect(second.origin).toBe(first.origin);
});

test('loads no HTTP server before it is started', async () => {
  const entry = new URL('../../sandbox/index.ts', import.meta.url).pathname;
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const program = `${outputFiles[0]?.text}\nconsole.log(process.moduleLoadList.includes('NativeModule http'))`;
  // By stdin: an argument may have 128 KiB at most
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '-']);
  running.child.stdin?.end(program);
  expect((await running).stdout.trim()).toBe('false');
});
