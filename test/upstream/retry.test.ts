import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { OperationId } from '../../generated/operations.ts';
import type { Failure } from '../../overrides/rule/failure.ts';
import { retry } from '../../src/upstream/retry.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type Behaviour, type Double, startDouble, TOKEN } from '../support/double.ts';
import { pauses } from '../support/pauses.ts';

vi.mock('node:timers/promises', async (original) =>
  (await import('../support/pauses.ts')).recordPauses(await original()),
);

const open: (Connection | Double)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const thing of open.splice(0)) await thing.close();
});

async function start(behaviour: Behaviour, env: Record<string, string> = {}) {
  const double = await startDouble({
    behaviour: (arrival, response) => (arrival.target.includes('version') ? undefined : behaviour(arrival, response)),
  });
  const server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U', ...env });
  open.push(server, double);
  return { double, server };
}

const effects = {
  read: { tool: 'preview_push', args: { url_token: TOKEN }, arrival: ['GET', '/preview.json'] },
  create: { tool: 'create_push', args: { payload: 'the payload' }, arrival: ['POST', '/pushes.json'] },
  destroy: { tool: 'expire_push', args: { url_token: TOKEN }, arrival: ['DELETE', `/${TOKEN}.json`] },
} as const;
type Effect = keyof typeof effects;

const troubles: Record<string, Behaviour> = {
  'a 429': () => ({ status: 429, body: 'Retry later\n', headers: { 'content-type': 'text/plain' } }),
  'a 500': () => ({ status: 500, body: { status: 500, error: 'Internal Server Error' } }),
  'a 503': () => ({ status: 503 }),
  'a broken connection': (_, response) => {
    response.destroy();
    return null;
  },
  'half an answer': (_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{', () => response.destroy());
    return null;
  },
  'no answer in time': () => new Promise(() => {}),
  'a 404': () => ({ status: 404, body: { error: 'not-found' } }),
  'a 422': () => ({ status: 422, body: { payload: ['is bad'] } }),
  'a redirect': () => ({ status: 302, headers: { location: '/' } }),
  'a body that is no JSON': () => ({ status: 200, body: 'hello' }),
};

/** Requests that arrive with two repetitions allowed. */
const expected: Record<string, Record<Effect, number>> = {
  'a 429': { read: 3, create: 3, destroy: 3 },
  'a 500': { read: 3, create: 1, destroy: 3 },
  'a 503': { read: 3, create: 1, destroy: 3 },
  'a broken connection': { read: 3, create: 1, destroy: 3 },
  'half an answer': { read: 3, create: 1, destroy: 3 },
  'no answer in time': { read: 1, create: 1, destroy: 1 },
  'a 404': { read: 1, create: 1, destroy: 1 },
  'a 422': { read: 1, create: 1, destroy: 1 },
  'a redirect': { read: 1, create: 1, destroy: 1 },
  'a body that is no JSON': { read: 1, create: 1, destroy: 1 },
};

describe.each(Object.keys(troubles))('after %s', (trouble) => {
  test.each(Object.keys(effects) as Effect[])(
    'an operation with the effect %s is sent as often as its effect allows',
    async (effect) => {
      const { tool, args, arrival } = effects[effect];
      const { double, server } = await start(troubles[trouble] as Behaviour, { PWPUSH_TIMEOUT: '1' });
      expect(await server.call(tool, args)).toHaveProperty('refused');
      expect(double.count(...(arrival as unknown as [string, string]))).toBe(expected[trouble]?.[effect]);
    },
  );
});

test.each(Object.keys(effects) as Effect[])(
  'no connection: an operation with the effect %s is tried again, and works when there is one',
  async (effect) => {
    const { tool, args } = effects[effect];
    const { double, server } = await start(() => undefined);
    await server.call('list_active_pushes');
    const { port } = double;
    await double.close();
    // Until the client has seen that its kept connection is gone
    await new Promise((resolve) => setTimeout(resolve, 50));
    const calling = server.call(tool, args);
    await new Promise((resolve) => setTimeout(resolve, 60));
    let arrivals = 0;
    const late = createServer((request, response) => {
      request.resume();
      arrivals += 1;
      const body = request.url?.includes('preview')
        ? { url: `http://127.0.0.1/p/${TOKEN}` }
        : { url_token: TOKEN, html_url: `http://127.0.0.1/p/${TOKEN}`, expired: true };
      response
        .writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => late.listen(port, '127.0.0.1', resolve));
    expect(await calling).toHaveProperty('result');
    expect(arrivals).toBe(1);
    expect((late.address() as AddressInfo).port).toBe(port);
    late.closeAllConnections();
    late.close();
  },
);

test('what may have happened is said: a create that broke off may exist, one that was refused does not', async () => {
  for (const trouble of ['a broken connection', 'no answer in time', 'a 500', 'a body that is no JSON']) {
    const { server } = await start(troubles[trouble] as Behaviour, { PWPUSH_TIMEOUT: '0.5' });
    expect(await server.call('create_push', { payload: 'the payload' }), trouble).toMatchObject({
      refused: expect.stringContaining('may exist'),
    });
  }
  for (const trouble of ['a 429', 'a 404', 'a 422', 'a redirect']) {
    const { server } = await start(troubles[trouble] as Behaviour, { PWPUSH_MAX_RETRIES: '0' });
    expect(await server.call('create_push', { payload: 'the payload' }), trouble).toMatchObject({
      refused: expect.not.stringContaining('may exist'),
    });
  }
});

test.each([
  [0, 1],
  [1, 2],
  [4, 5],
])('PWPUSH_MAX_RETRIES=%i sends a read %i times', async (retries, arrivals) => {
  const { double, server } = await start(() => ({ status: 503, headers: { 'retry-after': '0' } }), {
    PWPUSH_MAX_RETRIES: String(retries),
  });
  await server.call('preview_push', { url_token: TOKEN });
  expect(double.count('GET', '/preview.json')).toBe(arrivals);
});

test('Retry-After is waited for, in seconds and as a date', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T10:00:00Z') });
  for (const [value, waited] of [
    ['1', 1000],
    ['Sat, 21 Nov 2026 10:00:02 GMT', 2000],
  ] as const) {
    pauses.length = 0;
    let first = true;
    const { server } = await start(() => {
      const reply = first ? { status: 429, headers: { 'retry-after': value } } : undefined;
      first = false;
      return reply;
    });
    expect(await server.call('preview_push', { url_token: TOKEN })).toHaveProperty('result');
    expect(pauses).toEqual([{ ms: waited, ended: 'over' }]);
  }
});

test.each([
  ['3600', 'Try again in 3600 seconds.'],
  // Short enough for the time of a call, and yet longer than a person looks at a silent tool
  ['20', 'Try again in 20 seconds.'],
  ['99999999999', 'Try again in'],
  ['1', 'Try again in 1 second.'],
  [new Date(Date.now() + 600_000).toUTCString(), /Try again in (?:5\d\d|600) seconds/],
  ['soon', 'Try again in a minute.'],
  ['-5', 'Try again in a minute.'],
])('a Retry-After of %s is told and, where it is long, not waited for', async (value, told) => {
  const { double, server } = await start(() => ({ status: 429, headers: { 'retry-after': value } }), {
    PWPUSH_MAX_RETRIES:
      value === '3600' || value === '20' || value.startsWith('9') || value.endsWith('GMT') ? '2' : '0',
  });
  pauses.length = 0;
  expect(await server.call('create_push', { payload: 'the payload' })).toMatchObject({
    refused: typeof told === 'string' ? expect.stringContaining(told) : expect.stringMatching(told),
  });
  expect(pauses).toEqual([]);
  expect(double.count('POST', '/pushes.json')).toBe(1);
});

describe('the table of effects, by itself', () => {
  const failures: Record<string, Failure> = {
    unsent: { kind: 'network', operation: 'pushgoSendMessage', reason: 'refused', sent: false },
    throttled: { kind: 'throttled', operation: 'pushgoSendMessage', status: 429, retryAfterSeconds: 0 },
    'server-error': {
      kind: 'status',
      operation: 'pushgoSendMessage',
      status: 502,
      body: { shape: 'empty' },
      retryAfterSeconds: 0,
    },
    broken: { kind: 'network', operation: 'pushgoSendMessage', reason: 'broken', sent: true },
    timeout: { kind: 'timeout', operation: 'pushgoSendMessage', seconds: 1 },
    name: { kind: 'network', operation: 'pushgoSendMessage', reason: 'name', sent: false },
    tls: { kind: 'network', operation: 'pushgoSendMessage', reason: 'tls', sent: false },
  };
  async function attempts(
    operation: OperationId,
    failure: Failure,
    over: { keyed?: boolean; deadline?: number; signal?: AbortSignal } = {},
  ): Promise<number> {
    let count = 0;
    const attempt = async () => {
      count += 1;
      return { ok: false, failure } as const;
    };
    const options = {
      operation,
      keyed: false,
      maxRetries: 1,
      deadline: Date.now() + 10_000,
      signal: new AbortController().signal,
      ...over,
    };
    await retry(attempt, options).catch(() => undefined);
    return count;
  }

  test.each([
    ['pushgoSendMessage', false, ['unsent', 'throttled']],
    ['pushgoSendMessage', true, ['unsent', 'throttled', 'server-error', 'broken']],
    ['pushgoDeleteThing', true, ['unsent', 'throttled', 'server-error', 'broken']],
    ['pwpushV2CreatePush', false, ['unsent', 'throttled']],
    ['pwpushV2CreatePush', true, ['unsent', 'throttled', 'server-error', 'broken']],
    ['pwpushV2PreviewPush', false, ['unsent', 'throttled', 'server-error', 'broken']],
    ['pwpushV2ExpirePush', false, ['unsent', 'throttled', 'server-error', 'broken']],
  ] as const)('%s (with a key of its own: %s) is repeated after %j only', async (operation, keyed, reasons) => {
    for (const [reason, failure] of Object.entries(failures)) {
      expect(await attempts(operation, failure, { keyed }), reason).toBe(
        (reasons as readonly string[]).includes(reason) ? 2 : 1,
      );
    }
  });

  test('nothing begins after the deadline, and cancelling ends the pause', async () => {
    const failure = failures.unsent as Failure;
    expect(await attempts('pwpushV2PreviewPush', failure, { deadline: Date.now() })).toBe(1);
    const long: Failure = { kind: 'throttled', operation: 'pwpushV2PreviewPush', status: 429, retryAfterSeconds: 5 };
    pauses.length = 0;
    expect(await attempts('pwpushV2PreviewPush', long, { signal: AbortSignal.timeout(50) })).toBe(1);
    expect(pauses).toEqual([{ ms: 5000, ended: 'cut short' }]);
  });
});
