import { getEventListeners } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Agent } from 'undici';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHttpClient, type Exchanged, type Route } from '../../src/net/http.ts';
import { startProxy } from '../support/proxy.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const plain: Route = { verifyTls: true, httpProxy: '', httpsProxy: '', noProxy: '' };
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** A server that is told each piece of what arrives, and writes what it likes. */
async function listen(act: (socket: Socket, text: string) => void) {
  const arrived: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      arrived.push(data.toString('latin1'));
      act(socket, data.toString('latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return { origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`, arrived, sockets };
}

function clientFor(origin: string, route = plain) {
  const client = createHttpClient(route, origin);
  open.push(client);
  return (limits: { milliseconds?: number; signal?: AbortSignal } = {}): Promise<Exchanged> =>
    client.exchange(
      { url: `${origin}/message?a=b`, method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'a body' },
      { signal: new AbortController().signal, milliseconds: 5000, largest: () => 100, ...limits },
    );
}

const textOf = (exchanged: Exchanged) =>
  exchanged.kind === 'answer' ? [exchanged.status, Buffer.from(exchanged.bytes ?? '').toString()] : exchanged;

test('a request goes as it is, with its length, and asks for no compression', async () => {
  const { origin, arrived } = await listen((socket) => socket.write(ANSWER));
  expect(textOf(await clientFor(origin)())).toEqual([200, 'ok']);
  const [head = '', body] = arrived.join('').split('\r\n\r\n');
  expect(body).toBe('a body');
  expect(head.split('\r\n').sort()).toEqual(
    [
      'POST /message?a=b HTTP/1.1',
      `host: ${origin.slice('http://'.length)}`,
      'connection: keep-alive',
      'accept-encoding: identity',
      'content-type: text/plain',
      'content-length: 6',
    ].sort(),
  );
});

test('a kept connection that ends with a request on it is a failure, and the request is not sent again', async () => {
  let answers = 1;
  const { origin, arrived, sockets } = await listen((socket) => {
    if (answers-- > 0) socket.write(ANSWER);
    else socket.destroy();
  });
  const send = clientFor(origin);
  expect(textOf(await send())).toEqual([200, 'ok']);
  // Until the connection is free again
  await setImmediate();
  expect(await send()).toEqual({ kind: 'network', reason: 'broken', sent: true });
  expect([arrived.length, sockets.size]).toEqual([2, 1]);
});

test('what comes before the answer is no answer', async () => {
  const early = 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(3);
  const { origin } = await listen((socket) => socket.write(early + ANSWER));
  expect(textOf(await clientFor(origin)())).toEqual([200, 'ok']);
});

test.each([
  ['headers without end', `HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(20_000)}`],
  ['a protocol that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
  ['a call to go on', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok'],
])('%s is a failure after which the request may have arrived', async (_, text) => {
  const { origin } = await listen((socket) => socket.write(text));
  expect(await clientFor(origin)()).toMatchObject({ kind: 'network', sent: true });
});

test('a body is read to its limit, and its connection closed beyond', async () => {
  const { origin, sockets } = await listen((socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(101)}`));
  expect(await clientFor(origin)()).toMatchObject({ kind: 'answer', status: 200, bytes: null });
  await expect.poll(() => [...sockets].every((socket) => socket.destroyed)).toBe(true);
});

test('a request that is over before it began sends nothing', async () => {
  const { origin, sockets } = await listen(() => {});
  const reason = new Error('enough');
  await expect(clientFor(origin)({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(sockets.size).toBe(0);
});

test('a request that is given up while the connection is made does not leave once there is one', async () => {
  const waiting: (() => void)[] = [];
  let isHeld = true;
  const proxy = await listen((socket, text) => {
    const establish = () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (!text.startsWith('CONNECT')) socket.write(ANSWER);
    else if (isHeld) waiting.push(establish);
    else establish();
  });
  const send = clientFor('http://push.example', { ...plain, httpProxy: proxy.origin });
  const controller = new AbortController();
  const [first, second] = [send({ signal: controller.signal }), send()];
  await expect.poll(() => waiting.length).toBe(2);
  controller.abort('enough');
  await expect(first).rejects.toBe('enough');
  isHeld = false;
  for (const establish of waiting) establish();
  expect(textOf(await second)).toEqual([200, 'ok']);
  // What arrived of the first would have arrived before this
  expect(textOf(await send())).toEqual([200, 'ok']);
  expect(proxy.arrived.join('').match(/POST /g)).toHaveLength(2);
});

describe('a proxy', () => {
  const proxied = async () => {
    const proxy = await startProxy(403);
    open.push(proxy);
    return { proxy, route: { ...plain, httpProxy: proxy.origin, httpsProxy: proxy.origin, noProxy: 'near.example' } };
  };

  test.each([
    'http://127.0.0.1:9',
    'http://127.1:9',
    'https://localhost:9',
    'http://[::1]:9',
    'http://127.9.9.9:9',
    'https://near.example:9',
  ])('is not asked for %s', async (origin) => {
    const { proxy, route } = await proxied();
    expect(await clientFor(origin, route)()).toMatchObject({ kind: 'network', sent: false });
    expect(proxy.asked).toEqual([]);
  });

  test.each([
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://10.0.0.1:6666',
    'https://push.example',
  ])('is asked for %s, and what it refuses is not sent', async (origin) => {
    const { proxy, route } = await proxied();
    const refused = { kind: 'network', reason: 'proxy', sent: false };
    expect(await clientFor(origin, route)()).toEqual(refused);
    expect(await clientFor(origin, { ...route, verifyTls: false })()).toEqual(refused);
    expect(proxy.asked).toHaveLength(2);
  });
});

test('a request that cannot even be handed over leaves no timer and no listener', async () => {
  const dispatch = vi.spyOn(Agent.prototype, 'dispatch').mockImplementation(() => {
    throw new Error('not taken');
  });
  open.push({ close: () => dispatch.mockRestore() });
  const countTimers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const { signal } = new AbortController();
  const before = countTimers();
  await expect(clientFor('http://127.0.0.1:9')({ signal })).rejects.toThrow('not taken');
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(countTimers()).toBe(before);
});
