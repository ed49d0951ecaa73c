// Nobody knows whether the question arrived: it is looked for, never asked again unseen, and told where it is not found.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { connect } from '../support/connect.ts';
import { ASK, type Asking, resultOf, startAsking, UNKNOWN_ID, waitsFor } from './asking.ts';

afterEach(() => void vi.useRealTimers());

const SESSIONS = { method: 'GET', path: '/api/v1/server/sessions' } as const;
const doubt = /may have been asked all the same and was not asked again; list_sessions names/;

/** The service takes the question of the server and answers with nothing that helps. */
async function startUnhelpful(reply: { status: number; body?: string } | 'drop-answer' | 'late'): Promise<Asking> {
  let isTaken = false;
  const site = await startAsking({
    env: reply === 'late' ? { PUSHARY_TIMEOUT: '1.5' } : {},
    sandbox: {
      onRequest({ method, path, headers, body }) {
        if (typeof reply === 'string' || method !== 'POST' || isTaken) return;
        // A fault is answered in place of the service, so it gets the question another way
        isTaken = true;
        const { authorization = '', 'content-type': type = '' } = headers;
        void fetch(site.sandbox.origin + path, { method, headers: { authorization, 'content-type': type }, body });
      },
    },
  });
  if (reply === 'late') site.sandbox.disturb({ ...ASK, delay: 5000 });
  else site.sandbox.disturb({ ...ASK, outcome: reply, ...(reply !== 'drop-answer' && { delay: 300 }) });
  return site;
}

describe('a question that was taken', () => {
  test.each([
    ['the connection breaks', 'drop-answer' as const],
    ['the answer is late', 'late' as const],
    ['the service answers 500', { status: 500 }],
    ['something in front of it answers 502', { status: 502, body: '<html>Bad gateway</html>' }],
    ['the answer is no JSON', { status: 200, body: 'OK' }],
    ['the answer has no id', { status: 200, body: '{"status":"pending"}' }],
    ['the answer has an id that is none', { status: 200, body: '{"correlationId":"../send","status":"pending"}' }],
  ])('is found where %s, and waited for', async (_, reply) => {
    const site = await startUnhelpful(reply);
    const asking = site.ask({ question: 'Deploy?\n\nRevision\t41' });
    await waitsFor(site);
    site.sandbox.answer(site.last().id, 'yes');
    expect(await asking).toMatchObject({ correlationId: site.last().id, approved: true });
    expect([site.asked(), site.sandbox.questions().length]).toEqual([1, 1]);
  });

  test('is told to be in doubt where it cannot be looked for, and found by an equal call', async () => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, outcome: 'drop-answer' });
    site.sandbox.disturb({ ...SESSIONS, times: 3, outcome: { status: 503 } });
    await expect(site.ask()).rejects.toThrow(doubt);
    expect(await site.ask({ wait: false })).toMatchObject({ status: 'pending', correlationId: site.last().id });
    expect(site.asked()).toBe(1);
  });

  test('is told to be in doubt where no time is left to look for it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const site = await startAsking({ sandbox: { onRequest: () => void vi.setSystemTime(Date.now() + 51_000) } });
    site.sandbox.disturb({ ...ASK, outcome: 'drop-answer' });
    await expect(site.ask()).rejects.toThrow(doubt);
    expect(site.asked()).toBe(1);
  });
});

describe('a question that is not found', () => {
  test.each([
    ['the connection broke before it arrived', 'drop-request' as const],
    ['the service answered 503', { status: 503 }],
  ])('is not asked again where %s, and that is told', async (_, outcome) => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, outcome });
    await expect(site.ask()).rejects.toThrow(doubt);
    expect(site.requests()).toEqual(['POST /ask', 'GET /sessions']);
  });

  test('is asked by an equal call, once that has looked again', async () => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, outcome: 'drop-request' });
    await expect(site.ask()).rejects.toThrow(doubt);
    expect(await site.ask({ wait: false })).toMatchObject({ correlationId: site.last().id });
    expect(site.requests()).toEqual(['POST /ask', 'GET /sessions', 'GET /sessions', 'POST /ask']);
    expect(site.sandbox.questions()).toHaveLength(1);
  });
});

describe('another open question is not taken for it', () => {
  const mine = { question: 'Run it?', context: 'rm -rf build', sessionId: 'window 1', machineId: 'aabbccdd' };

  /** Another server, such as one that a hook of the same window uses. */
  async function startElsewhere({ sandbox: { origin, apiKey } }: Asking) {
    const connection = await connect({ PUSHARY_BASE_URL: origin, PUSHARY_API_KEY: apiKey });
    onTestFinished(() => connection.close());
    return async (args: object) => resultOf(await connection.call('ask_user', { ...args, wait: false }));
  }

  test.each([
    ['of other words', { question: 'Run them?' }],
    ['of another window', { sessionId: 'window 2' }],
    ['of another machine', { machineId: '11223344' }],
    ['of another kind', { type: 'input' }],
    ['for another tool', { toolName: 'Bash' }],
  ])('%s', async (_, other) => {
    const site = await startAsking();
    const askElsewhere = await startElsewhere(site);
    await askElsewhere({ ...mine, ...other });
    site.sandbox.disturb({ ...ASK, outcome: 'drop-request' });
    await expect(site.ask(mine)).rejects.toThrow(doubt);
    expect(site.sandbox.questions()).toHaveLength(1);
  });

  test('of the same words with another context', async () => {
    const site = await startAsking();
    await site.ask({ ...mine, context: 'ls build', wait: false });
    site.sandbox.disturb({ ...ASK, outcome: 'drop-answer' });
    await expect(site.ask(mine)).rejects.toThrow(doubt);
    expect(site.asked()).toBe(2);
  });

  test('that is itself in doubt', async () => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, outcome: 'drop-answer' });
    site.sandbox.disturb({ ...SESSIONS, times: 3, outcome: { status: 503 } });
    await expect(site.ask({ ...mine, context: 'ls build' })).rejects.toThrow(doubt);
    site.sandbox.disturb({ ...ASK, outcome: 'drop-request' });
    await expect(site.ask(mine)).rejects.toThrow(doubt);
    expect(site.asked()).toBe(2);
  });

  test('where two look like it', async () => {
    const site = await startAsking();
    const askElsewhere = await startElsewhere(site);
    await askElsewhere(mine);
    site.sandbox.disturb({ ...ASK, outcome: 'drop-answer' });
    await expect(site.ask(mine)).rejects.toThrow(doubt);
    expect(site.sandbox.questions()).toHaveLength(2);
  });
});

describe('a question that certainly was not taken is asked again', () => {
  test('after the time that the service says, where that is short', async () => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, times: 2, outcome: { status: 429, headers: { 'retry-after': '0' } } });
    expect(await site.ask({ wait: false })).toMatchObject({ status: 'pending' });
    expect([site.asked(), site.sandbox.questions().length]).toEqual([3, 1]);
  });

  test('by the next equal call where the time is long', async () => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, outcome: { status: 429, headers: { 'retry-after': '40' } } });
    await expect(site.ask()).rejects.toThrow(/Try again in 40 seconds/);
    expect(await site.ask({ wait: false })).toMatchObject({ status: 'pending' });
    expect(site.requests()).toEqual(['POST /ask', 'POST /ask']);
  });

  test('where no connection could be made', async () => {
    let asked = 0;
    const answer = JSON.stringify({ correlationId: UNKNOWN_ID, status: 'pending' });
    const service = createServer((_, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json').end(answer);
    });
    const listen = (port: number) => new Promise<void>((resolve) => service.listen(port, '127.0.0.1', resolve));
    await listen(0);
    const { port } = service.address() as AddressInfo;
    await new Promise((resolve) => service.close(resolve));
    const connection = await connect({
      PUSHARY_BASE_URL: `http://127.0.0.1:${port}`,
      PUSHARY_API_KEY: 'pk_a.sk_b',
      PUSHARY_MAX_RETRIES: '6',
    });
    const asking = connection.call('ask_user', { question: 'Deploy?', wait: false });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await listen(port);
    expect(resultOf(await asking)).toMatchObject({ status: 'pending', correlationId: UNKNOWN_ID });
    expect(asked).toBe(1);
    await connection.close();
    service.closeAllConnections();
    await new Promise((resolve) => service.close(resolve));
  });
});
