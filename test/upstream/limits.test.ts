import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { type Behaviour, type Double, startDouble, TOKEN } from '../support/double.ts';

const open: (Connection | Double)[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function start(behaviour: Behaviour, env: Record<string, string> = {}) {
  const double = await startDouble({
    behaviour: (arrival, response) => (arrival.target.includes('version') ? undefined : behaviour(arrival, response)),
  });
  const server = await connect({
    PWPUSH_BASE_URL: double.origin,
    PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U',
    PWPUSH_MAX_RETRIES: '0',
    ...env,
  });
  open.push(server, double);
  return { double, server };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const preview = { url_token: TOKEN };
const json = { 'content-type': 'application/json' };
const padded = (bytes: number) =>
  Buffer.from(`{"url":"https://pwpush.example/p/${TOKEN}","pad":"${'x'.repeat(bytes)}"}`);

test('an answer of 7 MB is read, one of 9 MB is not', async () => {
  for (const [bytes, property] of [
    [7_000_000, 'result'],
    [9_000_000, 'refused'],
  ] as const) {
    const { server } = await start(() => ({ headers: json, body: padded(bytes) }));
    expect(await server.call('preview_push', preview)).toHaveProperty(property);
  }
});

test('an answer without end is given up at the limit, and its connection closed', async () => {
  let sent = 0;
  let closed: (() => void) | undefined;
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const chunk = Buffer.alloc(256 * 1024, 'x');
  const { server } = await start((_, response) => {
    response.writeHead(200, json);
    response.on('close', () => closed?.());
    const write = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      sent += chunk.length;
    };
    response.on('drain', write);
    write();
    return null;
  });
  expect(await server.call('preview_push', preview)).toMatchObject({ refused: expect.stringContaining('too large') });
  await gone;
  expect(sent).toBeLessThan(32 * 1024 * 1024);
});

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', (data: Buffer) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
])('nobody is asked to compress, and what comes in %s all the same is not unpacked', async (encoding, pack) => {
  const asked: unknown[] = [];
  const { server } = await start(({ headers }) => {
    asked.push(headers['accept-encoding']);
    return { headers: { ...json, 'content-encoding': encoding }, body: pack(padded(10)) };
  });
  expect(await server.call('preview_push', preview)).toMatchObject({ refused: expect.stringContaining('not JSON') });
  expect(asked).toEqual(['identity']);
});

const drips: Record<string, Behaviour> = {
  'sends nothing': () => new Promise(() => {}),
  'drips its body': (_, response) => {
    response.writeHead(200, json);
    const timer = setInterval(() => response.write(' '), 10);
    response.on('close', () => clearInterval(timer));
    return null;
  },
  'drips the body of an error': (_, response) => {
    response.writeHead(500, json);
    const timer = setInterval(() => response.write(' '), 10);
    response.on('close', () => clearInterval(timer));
    return null;
  },
  'drips its headers': (_, response) => {
    const { socket } = response;
    socket?.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket?.write('x-a: b\r\n'), 10);
    socket?.on('close', () => clearInterval(timer));
    socket?.on('error', () => undefined);
    return null;
  },
};

test.each(Object.keys(drips))(
  'PWPUSH_TIMEOUT bounds the whole request where the instance %s, garbage collected or not',
  async (drip) => {
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { server } = await start(
      (arrival, response) => {
        response.socket?.on('close', () => closed?.());
        return (drips[drip] as Behaviour)(arrival, response);
      },
      { PWPUSH_TIMEOUT: '0.7' },
    );
    await server.call('get_version');
    const timers = vi.spyOn(globalThis, 'setTimeout');
    // A signal that nobody holds on to would be collected while the time runs
    const litter = setInterval(collectGarbage, 50);
    expect(await server.call('preview_push', preview)).toMatchObject({
      refused: expect.stringContaining('did not answer within 1 second'),
    });
    clearInterval(litter);
    const limits = timers.mock.calls.filter(([, milliseconds]) => milliseconds === 700);
    timers.mockRestore();
    expect(limits).toHaveLength(1);
    await gone;
  },
);

test.each(['0.1', '1.0005', '60.0005', '600', '0.33333'])(
  'PWPUSH_TIMEOUT=%s is a number of seconds that can be used',
  async (timeout) => {
    const { server } = await start(() => undefined, { PWPUSH_TIMEOUT: timeout });
    expect(await server.call('preview_push', preview)).toHaveProperty('result');
  },
);
