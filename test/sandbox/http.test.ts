// The HTTP server that all emulators share: the names they answer to, what is reported, how much is read, start and stop.
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { SeenRequest } from '../../sandbox/http/serve.ts';
import { startPusharySandbox, startPushgoSandbox, startSandbox } from '../../sandbox/index.ts';
import { send } from './replay/send.ts';

interface Started {
  origin: string;
  close(): Promise<void>;
}

interface Emulator {
  name: string;
  start(options?: { port?: number; onRequest?: (request: SeenRequest) => void }): Promise<Started>;
  /** Paths that answer 200 to anybody. */
  open: readonly string[];
  /** A path that reads a body, and the status and bytes of one that is too large. */
  post: string;
  tooLarge: readonly [status: number, bytes: number];
}

const mebibyte = 1024 * 1024;
const emulators: readonly Emulator[] = [
  {
    name: 'pwpush',
    start: startSandbox,
    open: ['/api/v2/version.json'],
    post: '/p.json',
    tooLarge: [413, 32 * mebibyte + 1],
  },
  {
    name: 'pushgo',
    start: startPushgoSandbox,
    open: ['/readyz', '/sandbox/device'],
    post: '/message',
    tooLarge: [400, 32 * 1024 + 1],
  },
  {
    name: 'pushary',
    start: startPusharySandbox,
    open: ['/sandbox/phone'],
    post: '/api/v1/server/send',
    tooLarge: [413, mebibyte + 1],
  },
];

const loopback = ['localhost', 'LOCALHOST:80', '127.0.0.1:1', '[::1]:5100'];
/** As a name sends it that was made to resolve to this machine (DNS rebinding). */
const foreign = ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:80', '0.0.0.0'];

describe.each(emulators)('the emulator of $name', ({ start, open, post, tooLarge: [status, bytes] }) => {
  const started: Started[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((emulator) => emulator.close()));
  });
  const run: Emulator['start'] = async (options) => {
    const emulator = await start(options);
    started.push(emulator);
    return emulator;
  };
  const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
  const visit = async (origin: string, host: string, path: string) =>
    (await send(origin, { method: 'GET', path, headers: { ...json, Host: host } })).status;

  test.each(loopback)('answers to %s', async (host) => {
    const { origin } = await run();
    for (const path of open) expect(await visit(origin, host, path)).toBe(200);
  });

  test.each(foreign)('refuses %s on every path', async (host) => {
    const { origin } = await run();
    for (const path of [...open, post, '/', '/nowhere']) expect(await visit(origin, host, path)).toBe(403);
  });

  test('listens on loopback only', async () => {
    expect(new URL((await run()).origin).hostname).toBe('127.0.0.1');
  });

  test('reports each request as it was sent, with its body', async () => {
    const seen: SeenRequest[] = [];
    const { origin } = await run({ onRequest: (request) => seen.push(request) });
    await send(origin, { method: 'GET', path: '/p/../%2e%2e/x.json?a=b', headers: json });
    await send(origin, { method: 'POST', path: `${post}?a=b`, headers: json, body: Buffer.from('{"a":1}') });
    expect(seen).toMatchObject([
      { method: 'GET', path: '/p/../%2e%2e/x.json?a=b', headers: { accept: 'application/json' }, body: '' },
      { method: 'POST', path: `${post}?a=b`, body: '{"a":1}' },
    ]);
  });

  test('refuses a body that says it is too large without reading it', async () => {
    const { origin } = await run();
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    const head = `POST ${post} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n`;
    socket.write(`${head}Content-Length: 99999999999\r\n\r\n`);
    const [line] = String(await new Promise((resolve) => socket.once('data', resolve))).split('\r\n');
    socket.destroy();
    expect(line).toContain(`HTTP/1.1 ${status}`);
  });

  test('refuses a body that turns out too large', async () => {
    const { origin } = await run();
    const chunk = new Uint8Array(Math.min(bytes, mebibyte));
    let left = Math.ceil(bytes / chunk.length);
    const body = new ReadableStream({
      pull(controller) {
        if (left-- > 0) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const init = { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit;
    expect((await fetch(origin + post, init)).status).toBe(status);
  });

  test('frees its port when closed', async () => {
    const first = await start();
    await visit(first.origin, 'localhost', open[0] ?? '/');
    await first.close();
    const second = await run({ port: Number(new URL(first.origin).port) });
    expect(second.origin).toBe(first.origin);
  });
});
