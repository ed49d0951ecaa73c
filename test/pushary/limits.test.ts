// The limits of the service (docs/services/pushary.md#limits): told as refusals with the time to wait, and over when
// that is over. Which figures they are is the service's own matter.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { served } from '../../generated/served.ts';
import type { CallOutcome } from '../support/connect.ts';
import { pauses } from '../support/pauses.ts';
import { type PusharyOptions, type PusharyTest, startPushary } from '../support/pushary.ts';

vi.mock('node:timers/promises', async (original) =>
  (await import('../support/pauses.ts')).recordPauses(await original()),
);

let pushary: PusharyTest;
const start = async (options?: PusharyOptions) => {
  pushary = await startPushary(options);
  return pushary;
};
afterEach(() => pushary.close());

const ask = (question: string, args: Record<string, unknown> = {}) =>
  pushary.call('ask_user', { question, wait: false, ...args });
const send = () => pushary.call('send_notification', { title: 't', body: 'b' });

/** How long is left until the first question ends depends on the machine. */
const withoutSeconds = (outcome: CallOutcome) =>
  'refused' in outcome ? { refused: outcome.refused.replace(/in (?:5\d\d|600) seconds/, 'in N seconds') } : outcome;
const SESSION =
  'This session has as many open questions as it may: wait for an answer or withdraw one with cancel_question. One that nobody answers frees its place after 10 minutes.';
const SITE =
  'The site has as many open questions as it may, of all agents together. One that nobody answers frees its place after 10 minutes.';
const NOTIFICATIONS =
  'The site has sent as many notifications as it may for now. Collect what there is to say and send it later, once.';

const says = (text: string) => JSON.stringify({ pushary_says: text });

describe('open questions', () => {
  test('are limited for one session, and not for another one', async () => {
    await start();
    for (const question of ['1?', '2?', '3?']) expect(await ask(question)).toHaveProperty('result');
    expect(withoutSeconds(await ask('4?'))).toEqual({
      refused: `${SESSION} Try again in N seconds.${says('This session already has 3 pending questions')}`,
    });
    expect(await ask('4?', { sessionId: 'another window' })).toHaveProperty('result');
    expect(await ask('4?', { machineId: 'another' })).toHaveProperty('result');
    // That was once each: waiting ten minutes is left to the caller
    expect(pushary.requests()).toHaveLength(6);
  });

  test('are limited for the site', async () => {
    await start();
    for (let i = 0; i < 25; i += 1) expect(await ask('Go?', { sessionId: `window ${i}` })).toHaveProperty('result');
    expect(withoutSeconds(await ask('Go?', { sessionId: 'one more' }))).toEqual({
      refused: `${SITE} Try again in N seconds.${says('This site already has 25 pending questions')}`,
    });
  });

  test('of a notification count as well', async () => {
    await start({ sandbox: { limits: { pendingPerSession: 1 } } });
    await ask('1?');
    const context = { type: 'info', askQuestion: { question: 'Go on?' } };
    expect(await pushary.call('send_notification', { title: 't', body: 'b', context })).toEqual({
      refused: expect.stringContaining(SESSION),
    });
    expect(pushary.sandbox.notifications()).toEqual([]);
  });

  test.each(['answered', 'withdrawn', 'expired'])('that are %s make room', async (how) => {
    await start({ sandbox: { limits: { pendingPerSession: 1 } } });
    await ask('1?');
    expect(await ask('2?')).toHaveProperty('refused');
    const [{ id } = { id: '' }] = pushary.sandbox.questions();
    if (how === 'answered') pushary.sandbox.answer(id, 'yes');
    else if (how === 'expired') pushary.sandbox.expire(id);
    else await pushary.call('cancel_question', { correlationId: id });
    expect(await ask('2?')).toMatchObject({ result: { status: 'pending' } });
  });

  test('that end soon are waited for', async () => {
    await start({ sandbox: { limits: { pendingPerSession: 1, questionSeconds: 4 } } });
    await ask('1?');
    expect(await ask('2?')).toMatchObject({ result: { status: 'pending' } });
    expect(pushary.requests()).toEqual(['POST /ask', 'POST /ask', 'POST /ask']);
    expect(pushary.sandbox.questions().map(({ question }) => question)).toEqual(['1?', '2?']);
  });
});

test('notifications are limited for a time, and may be sent again when it is over', async () => {
  let now = Date.now();
  await start({ sandbox: { now: () => new Date(now) } });
  for (let i = 0; i < 10; i += 1) expect(await send()).toHaveProperty('result');
  expect(await send()).toEqual({
    refused: `${NOTIFICATIONS} Try again in 300 seconds.${says('Only 10 notifications per 300 seconds')}`,
  });
  now += 100_000;
  expect(await send()).toEqual({ refused: expect.stringContaining('Try again in 200 seconds.') });
  now += 200_000;
  expect(await send()).toHaveProperty('result');
});

describe('plans', () => {
  const USED_UP = 'The plan of this site is used up or unpaid. A person sees to it at https://pushary.com.';

  test('that are used up are a matter of a person', async () => {
    await start({ sandbox: { limits: { notificationsPerMonth: 3, savedCampaigns: 2 } } });
    expect(await send()).toMatchObject({ result: { limits: { remaining: 0, limit: 3 } } });
    expect(await send()).toEqual({
      refused: USED_UP + says('The monthly notification quota of this plan is used up'),
    });
    const campaign = { name: 'n', title: 't', body: 'b' };
    const made = await pushary.call('create_campaign', campaign);
    expect(await pushary.call('create_campaign', campaign)).toEqual({
      refused: USED_UP + says('This plan has no room for another saved campaign'),
    });
    const { id } = (made as { result: { id: string } }).result;
    expect(await pushary.call('send_campaign', { id })).toEqual({ refused: expect.stringContaining(USED_UP) });
  });

  test('that do not include the service are told as that', async () => {
    await start({ sandbox: { site: { plan: 'free' } } });
    expect(await pushary.call('count_subscribers')).toEqual({
      refused: `The plan of this site, or this key, does not include that. A person can change it at https://pushary.com.${says('The Server API is not part of the Free plan')}`,
    });
  });
});

describe('requests a minute', () => {
  test('that are used up are refused with the time to wait', async () => {
    const now = new Date('2026-11-21T10:00:15Z');
    await start({ sandbox: { now: () => now, limits: { requestsPerMinute: 2 } } });
    for (let i = 0; i < 2; i += 1) expect(await pushary.call('count_subscribers')).toHaveProperty('result');
    expect(await pushary.call('count_subscribers')).toEqual({
      refused: `${pushary.sandbox.origin} takes no more requests of this key just now. Try again in 45 seconds.${says('Rate limit exceeded')}`,
    });
    expect(pushary.arrivals).toHaveLength(3);
  });

  test('that are there again soon are waited for', async () => {
    await start();
    const body = '{"error":"Too Many Requests","message":"Slow down","retryAfter":1}';
    pushary.sandbox.disturb({ outcome: { status: 429, body } });
    pauses.length = 0;
    expect(await pushary.call('count_subscribers')).toHaveProperty('result');
    expect(pauses).toEqual([{ ms: 1000, ended: 'over' }]);
    expect(pushary.arrivals).toHaveLength(2);
  });
});

describe('the time to wait', () => {
  const inSeconds = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);
  const answers: [string, { body?: object; headers?: Record<string, string> }, RegExp][] = [
    ['Retry-After in seconds', { headers: { 'retry-after': '30' } }, /in 30 seconds\.$/],
    [
      'Retry-After as a date',
      { headers: { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() } },
      /in 3\d{3} seconds\.$/,
    ],
    ['retryAfter in the body', { body: { retryAfter: 31 } }, /in 31 seconds\.$/],
    ['retryAfter with a fraction', { body: { retryAfter: 31.2 } }, /in 32 seconds\.$/],
    [
      'X-RateLimit-Reset',
      { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(4000) } },
      /in (?:39\d\d|4000) seconds\.$/,
    ],
    ['Retry-After before the body', { headers: { 'retry-after': '30' }, body: { retryAfter: 31 } }, /in 30 seconds\.$/],
    [
      'the body before X-RateLimit-Reset',
      { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(4000) }, body: { retryAfter: 31 } },
      /in 31 seconds\.$/,
    ],
    // It is about requests a minute, and of these some are left
    [
      'no X-RateLimit-Reset',
      { headers: { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': inSeconds(4000) } },
      /in a minute\.$/,
    ],
    [
      'no X-RateLimit-Reset of the past',
      { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } },
      /in a minute\.$/,
    ],
    [
      'no X-RateLimit-Reset in milliseconds',
      { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${inSeconds(4000)}000` } },
      /in a minute\.$/,
    ],
    [
      'nothing that is no number',
      { headers: { 'retry-after': 'soon' }, body: { retryAfter: 'soon' } },
      /in a minute\.$/,
    ],
    ['nothing that is no time', { body: { retryAfter: -1 } }, /in a minute\.$/],
    ['a day at most', { body: { retryAfter: 1e12 } }, /in 86400 seconds\.$/],
  ];
  test.each(answers)('%s', async (_, { body = {}, headers = {} }, told) => {
    await start({ env: { PUSHARY_MAX_RETRIES: '0' } });
    pushary.sandbox.disturb({
      outcome: {
        status: 429,
        body: JSON.stringify({ retryAfter: undefined, ...body }),
        headers: { 'content-type': 'application/json', ...headers },
      },
    });
    const outcome = await pushary.call('count_subscribers');
    expect('refused' in outcome && outcome.refused).toMatch(told);
  });

  test('of another limit than requests is not that of requests', async () => {
    await start();
    const headers = {
      'x-ratelimit-remaining': '7',
      'x-ratelimit-reset': inSeconds(4000),
      'content-type': 'application/json',
    };
    pushary.sandbox.disturb({
      times: 3,
      outcome: { status: 429, headers, body: '{"error":"x","code":"notification_limit"}' },
    });
    expect(await send()).toEqual({ refused: NOTIFICATIONS + says('x') });
  });
});

test('no text of ours holds a figure of a plan or a limit', async () => {
  const { connection } = await start();
  const texts = served
    .filter(({ toolset }) => toolset === 'pushary')
    .flatMap(({ title, description, inputSchema, outputSchema }) =>
      [title, description, ...JSON.stringify([inputSchema, outputSchema]).matchAll(/"description":"([^"]*)"/g)].map(
        String,
      ),
    );
  const ours = [...texts, connection.client.getInstructions() ?? '', SESSION, SITE, NOTIFICATIONS].join('\n');
  // Lengths of texts, and the ten minutes that a question lives whatever the plan
  const figures = (ours.replace(/http:\S+/g, '').match(/\d+(?: \w+)?/g) ?? []).filter(
    (text) => !/^(?:60|200) characters|^10 minutes|^8601/.test(text),
  );
  expect(figures).toEqual([]);
  expect(ours).not.toMatch(/\b(?:free|starter|growth|enterprise|pro) plan\b|EUR|USD|€|\$/i);
});
