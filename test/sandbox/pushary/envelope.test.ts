// Keys, errors, headers and bodies: what all calls have in common (docs/services/pushary.md#keys to #limits).
import { describe, expect, test } from 'vitest';
import { send } from '../replay/send.ts';
import { call, startSite } from './support.ts';

describe('a key', () => {
  test('is made up in the published form', async () => {
    const { apiKey } = await startSite();
    expect(apiKey).toMatch(/^pk_[0-9a-f]{16}\.sk_[0-9a-f]{48}$/);
  });

  test.each([
    ['no header', undefined],
    ['another scheme', 'Basic pk_a.sk_b'],
    ['an unknown key', 'Bearer pk_a.sk_b'],
    ['an empty key', 'Bearer '],
  ])('is refused with 401 for %s, and not repeated', async (_, authorization) => {
    const { origin } = await startSite();
    const headers = { 'Content-Type': 'application/json', ...(authorization ? { Authorization: authorization } : {}) };
    const reply = await send(origin, { method: 'GET', path: '/api/v1/server/site', headers });
    expect(reply.status).toBe(401);
    expect(JSON.parse(reply.text)).toEqual({
      error: 'Unauthorized',
      message: expect.stringContaining('Authorization: Bearer pk_xxx.sk_xxx'),
    });
    expect(reply.text).not.toContain('sk_b');
  });

  test('is needed before anything is told about paths', async () => {
    const { origin } = await startSite();
    expect((await call(origin, 'pk_a.sk_b', 'GET', '/nowhere')).status).toBe(401);
  });

  test('opens the site it belongs to', async () => {
    const site = await startSite({ site: { name: 'Shop' } });
    const { status, body } = await site.call('GET', '/site');
    expect({ status, body }).toEqual({ status: 200, body: { id: 'site_sandbox', name: 'Shop', plan: 'growth' } });
  });
});

describe('plans', () => {
  test('the free one has no server API', async () => {
    const site = await startSite({ site: { plan: 'free' } });
    expect(await site.call('GET', '/campaigns')).toMatchObject({ status: 403, body: { error: /Free plan/ } });
  });
});

describe('errors', () => {
  test('name the field in `error`', async () => {
    const site = await startSite();
    const { status, body } = await site.call('POST', '/send', { body: 'x' });
    expect({ status, body }).toEqual({ status: 400, body: { error: 'title is required' } });
  });

  test.each([
    ['POST', '/ask/x'],
    ['PUT', '/campaigns'],
    ['GET', '/send'],
    ['GET', '/site/'],
    ['GET', '//site'],
    ['GET', '/subscribers/a/b'],
    ['POST', '/decisions'],
    ['PATCH', '/campaigns/x'],
    ['POST', '/campaigns/x/resume'],
    ['DELETE', '/templates/x'],
    ['GET', '/flows/x'],
  ])('%s %s is not known', async (method, path) => {
    expect(await (await startSite()).call(method, path)).toMatchObject({
      status: 404,
      body: { error: 'Route not found' },
    });
  });

  test('outside of the prefix of the API there is nothing', async () => {
    const { origin } = await startSite();
    expect((await fetch(`${origin}/campaigns`)).status).toBe(404);
  });

  test.each(['{', '[]', '"x"', 'null'])('a body that is no object is refused: %s', async (text) => {
    const { origin, apiKey } = await startSite();
    const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };
    const response = await fetch(`${origin}/api/v1/server/send`, { method: 'POST', headers, body: text });
    expect(response.status).toBe(400);
  });

  test('a null is no way to leave a field out', async () => {
    const site = await startSite();
    expect((await site.call('POST', '/send', { title: 't', body: 'b', url: null })).status).toBe(400);
  });

  test('a field that newer clients send is ignored', async () => {
    const site = await startSite();
    const id = await site.ask({ repoKey: 'github.com/a/b', actionBody: 'x', requestId: 'r' });
    expect(site.questions()[0]).toMatchObject({ id, status: 'pending' });
    expect(site.questions()[0]).not.toHaveProperty('repoKey');
  });
});

describe('requests per minute', () => {
  const limited = { limits: { requestsPerMinute: 2 } };

  test('are told with every answer, also where the call fails', async () => {
    const site = await startSite(limited);
    await site.call('GET', '/site');
    const { headers } = await site.call('GET', '/nowhere');
    expect(headers.get('x-ratelimit-limit')).toBe('2');
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(headers.get('x-ratelimit-reset')).toBe(String(Date.parse('2026-11-21T12:01:00Z') / 1000));
  });

  test('end in a 429 with the time to wait, and begin anew with the next minute', async () => {
    const site = await startSite(limited);
    await site.call('GET', '/site');
    await site.call('GET', '/site');
    const refused = await site.call('GET', '/site');
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({ error: 'Too Many Requests', message: 'Rate limit exceeded', retryAfter: 50 });
    expect(refused.headers.get('retry-after')).toBe('50');
    site.pass(50);
    expect((await site.call('GET', '/site')).status).toBe(200);
  });

  test('do nothing once they are refused', async () => {
    const site = await startSite({ limits: { requestsPerMinute: 0 } });
    await site.call('POST', '/send', { title: 't', body: 'b' });
    expect(site.notifications()).toEqual([]);
  });

  test('of a caller without the key are not counted for it', async () => {
    const site = await startSite(limited);
    for (let count = 0; count < 3; count += 1) await call(site.origin, 'pk_a.sk_b', 'GET', '/site');
    expect((await call(site.origin, 'pk_a.sk_b', 'GET', '/site')).status).toBe(429);
    expect((await site.call('GET', '/site')).status).toBe(200);
  });

  test('follow the plan', async () => {
    const starter = await startSite({ site: { plan: 'starter' } });
    const growth = await startSite();
    const limits = await Promise.all([starter, growth].map(async (site) => site.call('GET', '/site')));
    expect(limits.map(({ headers }) => headers.get('x-ratelimit-limit'))).toEqual(['200', '500']);
  });
});
