import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchAnyPort } from '../../src/http/fetch-any-port.ts';
import { connect } from '../support/connect.ts';
import { type Behaviour, type Double, type Reply, startDouble, TOKEN } from '../support/double.ts';
import { startProxy } from '../support/proxy.ts';
import { openBadPort } from './bad-port.ts';

const loaded = vi.hoisted(() => ({ undici: 0 }));
vi.mock('undici', async (importOriginal) => {
  loaded.undici += 1;
  return importOriginal();
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

const preview = { url_token: TOKEN };
const json = { 'content-type': 'application/json' };

/** An instance behind a port that `fetch` refuses; detection is answered as usual. */
async function start(reply: Reply | Behaviour | undefined, env: Record<string, string> = {}) {
  const double = await startDouble({
    behaviour: (arrival, response) => {
      if (arrival.target.includes('version')) return undefined;
      return typeof reply === 'function' ? reply(arrival, response) : reply;
    },
  });
  const door = await openBadPort(double.port);
  const server = await connect({
    PWPUSH_BASE_URL: door.origin,
    PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U',
    PWPUSH_MAX_RETRIES: '0',
    ...env,
  });
  open.push(server, door, double);
  return { double, door, server };
}

// First, before anything below asks for undici
test('a usual port is asked without undici', async () => {
  const double = await startDouble();
  open.push(double);
  const server = await connect({ PWPUSH_BASE_URL: double.origin });
  open.push(server);
  expect(await server.call('preview_push', preview)).toHaveProperty('result');
  expect(loaded.undici).toBe(0);
});

test('the built-in fetch does refuse the port, before anything is sent', async () => {
  const { door, double } = await start(undefined);
  await expect(fetch(`${door.origin}/api/v2/version.json`)).rejects.toMatchObject({ cause: { message: 'bad port' } });
  expect(double.arrivals).toEqual([]);
});

test('every method gets there once, with the same headers and body as anywhere else', async () => {
  const usual = await startDouble();
  const { double, server } = await start(undefined);
  const token = '87vceEoMea_yQoG53b2U';
  const other = await connect({ PWPUSH_BASE_URL: usual.origin, PWPUSH_API_TOKEN: token });
  open.push(other, usual);
  for (const [tool, args] of [
    ['create_push', { payload: 'the payload with ümlaut' }],
    ['preview_push', preview],
    ['expire_push', preview],
    ['list_active_pushes', {}],
  ] as const) {
    expect(await server.call(tool, args), tool).toHaveProperty('result');
    expect(await other.call(tool, args), tool).toHaveProperty('result');
  }
  expect(loaded.undici).toBe(1);
  // What the built-in client adds of its own
  const own = new Set(['host', 'connection', 'accept-encoding', 'sec-fetch-mode']);
  const seen = ({ arrivals }: Double) =>
    arrivals.map(({ method, target, headers, body }) => ({
      ...{ method, target, body: body.toString() },
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !own.has(name))),
    }));
  expect(seen(double)).toEqual(seen(usual));
  expect(seen(double).length).toBeGreaterThanOrEqual(5);
});

test('a form with a file gets there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'push-mcp-form-'));
  writeFileSync(join(folder, 'key.txt'), 'content of the file');
  const { double, server } = await start(undefined, { PWPUSH_FILE_ROOT: folder });
  const made = await server.call('create_push', { payload: 'the payload', file_paths: ['key.txt'], kind: 'file' });
  rmSync(folder, { recursive: true });
  expect(made).toMatchObject({ result: {} });
  const { headers, body } = double.arrivals.find(({ method }) => method === 'POST') as Double['arrivals'][number];
  expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(body.toString()).toMatch(/name="push\[files\]\[\]"; filename="key.txt"[\s\S]*content of the file/);
  expect(body.toString()).toContain('name="push[payload]"');
});

describe('an answer means the same as anywhere else', () => {
  test.each<[string, Reply, RegExp]>([
    ['a 404', { status: 404, body: { error: 'not-found' } }, /knows no such push/],
    ['a 429', { status: 429, headers: { 'retry-after': '7' } }, /Try again in 7 seconds/],
    ['a 500', { status: 500, body: '<h1>', headers: { 'content-type': 'text/html' } }, /500/],
    ['a 200 that is no JSON', { body: 'hello', headers: { 'content-type': 'text/plain' } }, /not JSON/],
    ['a 204', { status: 204 }, /204/],
    ['a 304', { status: 304 }, /redirect/],
    ['two cookies', { status: 404, headers: { 'set-cookie': ['a=1', 'b=2'] } }, /404|no such push/],
  ])('%s', async (_, reply, sentence) => {
    const { server } = await start(reply);
    const usual = await startDouble({ behaviour: ({ target }) => (target.includes('version') ? undefined : reply) });
    const other = await connect({ PWPUSH_BASE_URL: usual.origin, PWPUSH_MAX_RETRIES: '0', PWPUSH_API_TOKEN: 'abc' });
    open.push(other, usual);
    const outcome = await server.call('preview_push', preview);
    expect(outcome).toEqual({ refused: expect.stringMatching(sentence) });
    const anyOrigin = (told: object) => JSON.stringify(told).replace(/http:\/\/127\.0\.0\.1:\d+/g, 'ORIGIN');
    expect(anyOrigin(outcome)).toBe(anyOrigin(await other.call('preview_push', preview)));
  });
});

test('a redirect is not followed, by the same host neither', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const { double, server } = await start({ status, headers: { location: '/elsewhere' } });
    expect(await server.call('expire_push', preview), String(status)).toMatchObject({
      refused: expect.stringContaining('was not followed'),
    });
    expect(double.count('GET', '/elsewhere') + double.count('DELETE', '/elsewhere')).toBe(0);
  }
});

test('an answer without end is given up at the limit, and its connection closed', async () => {
  let closed: (() => void) | undefined;
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const chunk = Buffer.alloc(256 * 1024, 'x');
  const { server } = await start((_, response) => {
    response.writeHead(200, json);
    response.on('close', () => closed?.());
    const write = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', write);
    write();
    return null;
  });
  expect(await server.call('preview_push', preview)).toMatchObject({ refused: expect.stringContaining('too large') });
  await gone;
});

test.each<[string, Behaviour]>([
  ['sends nothing', () => new Promise(() => {})],
  [
    'drips its body',
    (_, response) => {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
      return null;
    },
  ],
])('PWPUSH_TIMEOUT bounds the whole request where the instance %s', async (_, behaviour) => {
  let closed: (() => void) | undefined;
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { server } = await start(
    (arrival, response) => {
      response.socket?.on('close', () => closed?.());
      return behaviour(arrival, response);
    },
    { PWPUSH_TIMEOUT: '0.7' },
  );
  await server.call('get_version');
  const began = performance.now();
  expect(await server.call('preview_push', preview)).toMatchObject({
    refused: expect.stringContaining('did not answer within 1 second'),
  });
  expect(performance.now() - began).toBeGreaterThan(600);
  expect(performance.now() - began).toBeLessThan(2500);
  await gone;
});

test('a broken connection is told as one, with what may have happened', async () => {
  const destroyed: Behaviour = (_, response) => {
    response.destroy();
    return null;
  };
  const half: Behaviour = (_, response) => {
    response.writeHead(201, { 'content-length': '100' });
    response.write('{', () => response.destroy());
    return null;
  };
  for (const behaviour of [destroyed, half]) {
    const { double, server } = await start(behaviour, { PWPUSH_MAX_RETRIES: '2' });
    expect(await server.call('create_push', { payload: 'the payload' })).toMatchObject({
      refused: expect.stringMatching(/broke off\. The push may exist all the same/),
    });
    expect(double.count('POST', '/pushes.json')).toBe(1);
  }
});

test('no connection is told as one, and nothing may have happened', async () => {
  const { door, server } = await start(undefined);
  await server.call('get_version');
  await door.close();
  expect(await server.call('create_push', { payload: 'the payload' })).toEqual({
    refused: expect.stringMatching(/^No connection to \S+ Check PWPUSH_BASE_URL and that the instance runs\.$/),
  });
});

test('the proxy is asked for it as for any other port', async () => {
  const { double, door } = await start(undefined);
  const proxy = await startProxy();
  const far = door.origin.replace('127.0.0.1', 'pwpush.test');
  const server = await connect({ PWPUSH_BASE_URL: far, HTTP_PROXY: proxy.origin });
  open.push(server, proxy);
  expect(await server.call('preview_push', preview)).toHaveProperty('result');
  expect(proxy.asked.length).toBeGreaterThan(0);
  expect(double.count('GET', '/preview.json')).toBe(1);
});

test('another error than that of a refused port is passed on as it is', async () => {
  const gone = await startDouble();
  await gone.close();
  const get = (origin: string) => fetchAnyPort(`${origin}/`, { method: 'GET' }, undefined);
  await expect(get(gone.origin)).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNREFUSED' } });
});
