import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/pushary/faults.ts';
import { type PusharyOptions, type PusharyTest, startPushary } from '../support/pushary.ts';

// What reaches people is sent once, whatever happens on the way.

let open: PusharyTest[] = [];
afterEach(async () => {
  await Promise.all(open.map((site) => site.close()));
  open = [];
});

async function start(env: Record<string, string> = {}, sandbox: PusharyOptions['sandbox'] = {}): Promise<PusharyTest> {
  const site = await startPushary({ sandbox, env: { PUSHARY_TIMEOUT: '1', ...env } });
  open.push(site);
  return site;
}

type Outcome = NonNullable<Fault['outcome']>;

const count = (site: PusharyTest, request: string) => site.requests().filter((seen) => seen === request).length;
const notice = { title: 'Done', body: 'All of it' };
const failing = (status: number): Outcome => ({ status, body: '{"error":"Oh"}' });
const gateway = { status: 502, body: '<h1>Bad gateway</h1>', headers: { 'content-type': 'text/html' } };
const busy = { status: 429, body: '{"error":"Too Many Requests"}', headers: { 'retry-after': '0' } };

describe('a notification arrives once, by one key', () => {
  test.each<[string, Outcome[]]>([
    ['the connection broke before the service got it', ['drop-request']],
    ['the connection broke after the service did it', ['drop-answer']],
    ['the connection broke twice after the service did it', ['drop-answer', 'drop-answer']],
    ['the service failed once', [failing(500)]],
    ['a proxy gave up', [gateway]],
    ['too many requests were made', [busy]],
    ['all of it together', ['drop-answer', busy]],
  ])('when %s', async (_, outcomes) => {
    const site = await start();
    for (const outcome of outcomes) site.sandbox.disturb({ method: 'POST', outcome });
    expect(await site.call('send_notification', notice)).toMatchObject({ result: { sent: 3 } });
    const keys = site.bodies().map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual(Array(outcomes.length + 1).fill(expect.stringMatching(/^[0-9a-f]{32}$/)));
    expect(new Set(site.arrivals.map(({ body }) => body)).size).toBe(1);
    expect(site.sandbox.notifications()).toHaveLength(1);
  });

  test.each<[string, Fault, number]>([
    ['no answer came in time', { delay: 20_000 }, 1],
    ['every connection broke after the service did it', { outcome: 'drop-answer', times: 9 }, 1],
    ['every connection broke before', { outcome: 'drop-request', times: 9 }, 0],
    ['the service kept failing', { outcome: failing(503), times: 9 }, 0],
  ])('or not at all, when %s, and the doubt is told', async (_, fault, arrived) => {
    const site = await start();
    site.sandbox.disturb({ method: 'POST', ...fault });
    expect(await site.call('send_notification', notice)).toEqual({
      refused: expect.stringContaining('It may have been sent all the same'),
    });
    expect(site.requests().length).toBeLessThanOrEqual(3);
    expect(site.sandbox.notifications()).toHaveLength(arrived);
    expect(site.connection.lines.join('')).toContain('"outcome":"unknown"');
  });

  test.each([400, 401, 402, 403, 404, 409, 422, 302, 307])('and not again after %i', async (status) => {
    const site = await start({ PUSHARY_MAX_RETRIES: '5' });
    const headers = { 'content-type': 'application/json', location: '/api/v1/server/send' };
    site.sandbox.disturb({ outcome: { status, body: '{"error":"No"}', headers } });
    expect(await site.call('send_notification', notice)).toHaveProperty('refused');
    expect(site.requests()).toEqual(['POST /send']);
  });
});

describe('what has no key is sent once, whatever comes back', () => {
  const tools = { ask_user: { question: 'Deploy?', wait: false }, send_campaign: { id: 'camp_1' } };
  const outcomes: Readonly<Record<string, Fault>> = {
    'a broken connection': { outcome: 'drop-request' },
    'a lost answer': { outcome: 'drop-answer' },
    'a failure': { outcome: failing(500) },
    'a failure of a proxy': { outcome: gateway },
    'no answer in time': { delay: 20_000 },
    'a redirect to the same place': { outcome: { status: 307, headers: { location: '/api/v1/server/ask' } } },
    'an answer that is none': { outcome: { status: 200, body: '<h1>Hello</h1>' } },
    'an empty answer': { outcome: { status: 200, body: '{}' } },
    'an answer without a body': { outcome: { status: 204 } },
  };

  for (const [tool, args] of Object.entries(tools)) {
    test.each(Object.entries(outcomes))(`${tool} after %s`, async (_, fault) => {
      const site = await start({ PUSHARY_MAX_RETRIES: '5' });
      site.sandbox.disturb({ method: 'POST', ...fault });
      const outcome = await site.call(tool, args);
      const posts = site.arrivals.filter(({ method }) => method === 'POST');
      expect(posts).toHaveLength(1);
      const isDone = site.sandbox.questions().length > 0;
      // Found in the list of open ones, it is as good as answered
      if (isDone) expect(outcome).toHaveProperty('result.correlationId', site.sandbox.questions()[0]?.id);
      else if (fault.outcome && JSON.stringify(fault.outcome).includes('307'))
        expect(outcome).toHaveProperty('refused');
      else expect(outcome).toEqual({ refused: expect.stringMatching(/all the same/) });
    });
  }

  test('a campaign whose answer lacks what is to be told is not said to be unsent', async () => {
    const site = await start();
    site.sandbox.disturb({ method: 'POST', outcome: { status: 200, body: '{"id":"camp_1","status":"sending"}' } });
    expect(await site.call('send_campaign', { id: 'camp_1' })).toEqual({
      refused: expect.stringContaining('It may have been done all the same: look before repeating it.'),
    });
  });
});

describe('a call that is cancelled', () => {
  test.each([
    ['send_notification', notice, 'POST /send'],
    ['ask_user', { question: 'Deploy?' }, 'POST /ask'],
  ])('%s is sent once, and nothing after it', async (name, args, request) => {
    const site = await start({ PUSHARY_TIMEOUT: '5', PUSHARY_MAX_RETRIES: '5' });
    site.sandbox.disturb({ method: 'POST', delay: 400 });
    const stop = new AbortController();
    const call = site.connection.client.callTool({ name, arguments: args }, { signal: stop.signal });
    while (site.requests().length === 0) await sleep(5);
    stop.abort();
    await expect(call).rejects.toThrow();
    await sleep(800);
    expect(site.requests()).toEqual([request]);
    expect(site.connection.lines.join('')).toContain('"outcome":"cancelled"');
  });

  test('before it was sent is not sent', async () => {
    const site = await start({ PUSHARY_MAX_CONCURRENT: '1', PUSHARY_TIMEOUT: '5' });
    site.sandbox.disturb({ method: 'GET', delay: 600 });
    const first = site.call('count_subscribers');
    while (site.requests().length === 0) await sleep(5);
    const stop = new AbortController();
    const { client } = site.connection;
    const second = client.callTool({ name: 'send_notification', arguments: notice }, { signal: stop.signal });
    await sleep(50);
    stop.abort();
    await expect(second).rejects.toThrow();
    await first;
    await sleep(100);
    expect(site.requests()).toEqual(['GET /subscribers/count']);
  });
});

test('equal questions and equal notifications differ: the one is joined, the other is meant', async () => {
  const site = await start();
  const question = { question: 'Deploy?', wait: false };
  await Promise.all([...Array(5)].map(() => site.call('ask_user', question)));
  await Promise.all([...Array(5)].map(() => site.call('send_notification', notice)));
  expect(count(site, 'POST /ask')).toBe(1);
  const sends = site.bodies().filter((body) => 'title' in body);
  expect(new Set(sends.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(5);
});
