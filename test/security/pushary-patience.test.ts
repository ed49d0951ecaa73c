import { afterAll, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { type GatewayBehaviour, type GatewayDouble, startGateway } from './gateway-double.ts';
import { ID } from './pushary-answers.ts';

// Services that answer too fast, too slowly or not at all: none is hammered, and every call ends.

const close: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of close) await end();
});

interface Served {
  readonly service: GatewayDouble;
  readonly server: Connection;
  count(method: string, part?: string): number;
  /** What came of a call. */
  tell(name: string, args: Record<string, unknown>): Promise<string>;
}

async function serve(behaviour: GatewayBehaviour, env: Record<string, string> = {}): Promise<Served> {
  const service = await startGateway(behaviour);
  const origin = { PUSHARY_BASE_URL: service.origin, PUSHARY_API_KEY: 'pk_a.sk_b', PUSHARY_TIMEOUT: '1' };
  const server = await connect({ ...origin, ...env });
  close.push(
    () => server.close(),
    () => service.close(),
  );
  return {
    service,
    server,
    count: (method, part = '') =>
      service.arrivals.filter((arrival) => arrival.method === method && arrival.target.includes(part)).length,
    tell: async (name, args) => JSON.stringify(await server.call(name, args)),
  };
}

const pending = { body: { correlationId: ID, answered: false, status: 'pending' } };
const forEver = () => new Promise<never>(() => {});

describe.concurrent('a service that says at once that a question is open', () => {
  test.each([
    ['ask_user', { question: 'Deploy?' }],
    ['wait_for_answer', { correlationId: ID }],
  ])('is asked by %s every 1.5 seconds and no more often', async (name, args) => {
    const { count, tell } = await serve(() => pending);
    const text = await tell(name, { ...args, timeoutMs: 5000 });
    expect(text).toContain('"status":"pending"');
    expect(count('GET', '/ask/')).toBeLessThanOrEqual(5);
  });

  test('is asked no more often where it says so in odd ways', async () => {
    const odd = [{}, { status: 'pending' }, { answered: false }, { answered: true, status: 'pending' }, { status: 1 }];
    let turn = 0;
    const { count, tell } = await serve(({ method }) =>
      method === 'POST' ? pending : { body: odd[turn++ % odd.length] as object },
    );
    await tell('ask_user', { question: 'Deploy?', timeoutMs: 4000 });
    expect(count('GET', '/ask/')).toBeLessThanOrEqual(4);
  });

  test('is told apart by each call that waits: ten at once are ten times as many requests', async () => {
    const { count, tell } = await serve(() => pending);
    const waits = [...Array(10)].map(() => tell('ask_user', { question: 'Deploy?', timeoutMs: 2000 }));
    await Promise.all(waits);
    expect(count('POST')).toBe(1);
    expect(count('GET', '/ask/')).toBeLessThanOrEqual(30);
  });
});

describe.concurrent('a service that wants to be asked again at once', () => {
  test.each([
    ['429 with Retry-After: 0', { status: 429, headers: { 'retry-after': '0' }, body: { error: 'x', retryAfter: 0 } }],
    [
      '429 with a time that is over',
      { status: 429, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } },
    ],
    ['429 without a time', { status: 429, body: { error: 'x', retryAfter: -5 } }],
    ['503 with Retry-After: 0', { status: 503, headers: { 'retry-after': '0' } }],
  ])('by %s is asked three times in all', async (_, reply) => {
    const { count, tell } = await serve(({ method }) => (method === 'POST' ? pending : reply));
    const text = await tell('ask_user', { question: 'Deploy?', timeoutMs: 5000 });
    expect(text).toContain('refused');
    expect(text).toContain(ID);
    expect(count('GET')).toBeLessThanOrEqual(3);
    expect(count('POST')).toBe(1);
  });

  test.each(['1e999', '1e300', '86401', '-1', '0.5', '"5"', '[1]', 'null'])(
    'or after %s seconds, is told as a time',
    async (after) => {
      const body = `{"error":"Too Many Requests","retryAfter":${after}}`;
      const headers = { 'content-type': 'application/json' };
      const { tell } = await serve(() => ({ status: 429, headers, body }), { PUSHARY_MAX_RETRIES: '0' });
      const text = await tell('send_notification', { title: 'T', body: 'B' });
      expect(text).toMatch(/Try again in (?:a minute|1 second|86400 seconds)\./);
    },
  );
});

describe.concurrent('a service that never answers', () => {
  const drip: GatewayBehaviour = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
    return null;
  };

  test.each([
    ['says nothing', forEver],
    ['sends a blank every 50 milliseconds', drip],
  ])('and %s: asking ends in a refusal that tells the doubt, and is not repeated', async (_, behaviour) => {
    const { count, tell } = await serve(behaviour, { PUSHARY_MAX_RETRIES: '5' });
    const text = await tell('ask_user', { question: 'Deploy?', timeoutMs: 55_000 });
    expect(text).toContain('did not answer within 1 second');
    expect(text).toContain('The question may have been asked all the same and was not asked again');
    expect(count('POST')).toBe(1);
  });

  test.each([
    ['says nothing', forEver],
    ['sends a blank every 50 milliseconds', drip],
  ])('while a question is open and %s: the wait ends in time, with the id', async (_, behaviour) => {
    const { count, tell } = await serve((arrival, response) =>
      arrival.method === 'POST' ? pending : behaviour(arrival, response),
    );
    const asked = await tell('ask_user', { question: 'Deploy?', timeoutMs: 3000 });
    expect(asked).toContain(ID);
    expect(asked).not.toContain('"approved":true');
    expect(count('POST')).toBe(1);
    const waited = await tell('wait_for_answer', { correlationId: ID, timeoutMs: 1000 });
    expect(waited).toContain(ID);
  });

  test.each(['send_notification', 'cancel_question', 'list_sessions'])('%s ends as well', async (name) => {
    const args = { send_notification: { title: 'T', body: 'B' }, cancel_question: { correlationId: ID } }[name] ?? {};
    const { tell } = await serve(forEver);
    const text = await tell(name, args);
    expect(text).toContain('did not answer within 1 second');
  });
});

test('a call that waits lets go of the service at once when it is cancelled', async () => {
  const { service, server, count } = await serve(({ method }) => (method === 'POST' ? pending : forEver()));
  const stop = new AbortController();
  const call = server.client.callTool(
    { name: 'ask_user', arguments: { question: 'Deploy?' } },
    { signal: stop.signal },
  );
  while (count('GET') === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  stop.abort();
  await expect(call).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(service.abandoned()).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(count('GET')).toBe(1);
});
