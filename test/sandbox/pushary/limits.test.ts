// The two tiers of questions, notifications in a window, the month (docs/services/pushary.md#limits).
import { describe, expect, test } from 'vitest';
import { startSite } from './support.ts';

const window = { sessionId: 'window-1', machineId: 'e6ad3b2d' };
const ask = { question: 'Deploy?', wait: false };

describe('pending questions', () => {
  test('are three of a session, and the fourth is told how long to wait', async () => {
    const site = await startSite();
    for (let count = 0; count < 3; count += 1) await site.ask(window);
    site.pass(100);
    const { status, body, headers } = await site.call('POST', '/ask', { ...ask, ...window });
    expect(status).toBe(429);
    expect(body).toEqual({
      error: 'Too Many Requests',
      message: 'This session already has 3 pending questions',
      code: 'session_question_limit',
      retryAfter: 500,
    });
    expect(headers.get('retry-after')).toBe('500');
    expect(site.questions()).toHaveLength(3);
  });

  test('of one agent do not throttle another', async () => {
    const site = await startSite();
    for (let count = 0; count < 3; count += 1) await site.ask(window);
    const others = [{ ...window, sessionId: 'window-2' }, { ...window, machineId: '00000000' }, {}];
    for (const other of others) expect((await site.call('POST', '/ask', { ...ask, ...other })).status).toBe(200);
  });

  test('are 25 of a site', async () => {
    const site = await startSite();
    for (let count = 0; count < 25; count += 1) await site.ask({ sessionId: `s${count}` });
    expect(await site.call('POST', '/ask', ask)).toMatchObject({ status: 429, body: { code: 'site_question_limit' } });
  });

  test('without a session count for the site alone', async () => {
    const site = await startSite({ limits: { pendingPerSite: 5 } });
    const statuses = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await site.call('POST', '/ask', ask)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test.each(['answer', 'cancel', 'ten minutes'])('free their slot with %s', async (end) => {
    const site = await startSite({ limits: { pendingPerSession: 1 } });
    const id = await site.ask(window);
    expect((await site.call('POST', '/ask', { ...ask, ...window })).status).toBe(429);
    if (end === 'answer') site.answer(id, 'yes');
    if (end === 'cancel') await site.call('DELETE', `/ask/${id}`);
    if (end === 'ten minutes') site.pass(600);
    expect((await site.call('POST', '/ask', { ...ask, ...window })).status).toBe(200);
  });

  test('keep their slot when a wait for them is over', async () => {
    const site = await startSite({ limits: { pendingPerSession: 1 } });
    await site.call('POST', '/ask', { question: 'Deploy?', timeoutSeconds: 1, ...window });
    expect((await site.call('POST', '/ask', { ...ask, ...window })).status).toBe(429);
  });

  test('are not exceeded by many who ask at the same time', async () => {
    const site = await startSite();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => site.call('POST', '/ask', { ...ask, ...window })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
  });
});

describe('notifications', () => {
  const content = { title: 'Done', body: 'All green' };

  test('are ten in five minutes, and a place comes free with the oldest', async () => {
    const site = await startSite();
    await site.call('POST', '/send', content);
    site.pass(60);
    for (let count = 1; count < 10; count += 1) await site.call('POST', '/send', content);
    const refused = await site.call('POST', '/send', content);
    expect(refused).toMatchObject({ status: 429, body: { code: 'notification_limit', retryAfter: 240 } });
    site.pass(239);
    expect((await site.call('POST', '/send', content)).status).toBe(429);
    site.pass(1);
    expect((await site.call('POST', '/send', content)).status).toBe(200);
    expect((await site.call('POST', '/send', content)).status).toBe(429);
  });

  test('that were refused reach nobody and cost nothing', async () => {
    const site = await startSite({ limits: { notifications: 0 } });
    await site.call('POST', '/send', content);
    expect(site.notifications()).toEqual([]);
    expect((await site.call('GET', '/campaigns')).body.data).toEqual([]);
  });

  test('count down the month, which begins anew', async () => {
    const site = await startSite({ limits: { notificationsPerMonth: 5 } });
    expect((await site.call('POST', '/send', content)).body.limits).toEqual({ remaining: 2, limit: 5 });
    const refused = await site.call('POST', '/send', content);
    expect(refused).toMatchObject({ status: 402, body: { code: 'quota_exhausted' } });
    site.pass(10 * 86_400);
    expect((await site.call('POST', '/send', content)).body.limits).toEqual({ remaining: 2, limit: 5 });
  });

  test('repeated with their key cost nothing again', async () => {
    const site = await startSite({ limits: { notifications: 1 } });
    await site.call('POST', '/send', { ...content, idempotencyKey: 'k' });
    expect((await site.call('POST', '/send', { ...content, idempotencyKey: 'k' })).status).toBe(200);
  });
});

test('a follow-up question without a free slot sends nothing at all', async () => {
  const site = await startSite({ limits: { pendingPerSite: 0 } });
  const send = { title: 'Done', body: 'b', context: { type: 'info', askQuestion: { question: 'Go on?' } } };
  expect((await site.call('POST', '/send', send)).body.code).toBe('site_question_limit');
  expect(site.notifications()).toEqual([]);
});

test('saved campaigns are limited by the plan', async () => {
  const site = await startSite({ limits: { savedCampaigns: 1 } });
  const campaign = { name: 'n', title: 't', body: 'b' };
  expect((await site.call('POST', '/campaigns', campaign)).status).toBe(201);
  expect((await site.call('POST', '/campaigns', campaign)).status).toBe(402);
});
