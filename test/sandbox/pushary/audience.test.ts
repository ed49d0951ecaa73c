// Subscribers and the pages of lists (docs/services/pushary.md#requests, #answers, #subscribers).
import { describe, expect, test } from 'vitest';
import { startSite } from './support.ts';

describe('subscribers', () => {
  test('have all their fields', async () => {
    const site = await startSite();
    const { data } = (await site.call('GET', '/subscribers?tags=owner&limit=1')).body;
    expect(data).toEqual([
      {
        id: expect.stringMatching(/^sub_/),
        siteId: 'site_sandbox',
        endpoint: expect.stringMatching(/^https:\/\/push\.example\/send\//),
        status: 'active',
        browser: 'Chrome',
        os: 'Android',
        deviceType: 'mobile',
        country: 'DE',
        city: 'Berlin',
        timezone: 'Europe/Berlin',
        language: 'en',
        tags: ['owner'],
        createdAt: '2026-11-21T12:00:10.000Z',
      },
    ]);
    expect((await site.call('GET', `/subscribers/${data[0].id}`)).body).toEqual(data[0]);
  });

  test('are counted', async () => {
    const { body } = await (await startSite()).call('GET', '/subscribers/count');
    expect(body).toEqual({ total: 5, active: 3, unsubscribed: 1 });
  });

  test.each([
    ['', 5],
    ['?status=active', 3],
    ['?status=expired', 1],
    ['?status=bounced', 0],
    ['?tags=vip,owner', 3],
    ['?tags=vip%2Cowner', 3],
    ['?externalId=customer-1', 1],
    ['?status=unsubscribed&tags=newsletter', 1],
  ])('are filtered: %s', async (query, count) => {
    const { body } = await (await startSite()).call('GET', `/subscribers${query}`);
    expect(body.data).toHaveLength(count);
    expect(body.hasMore).toBe(false);
    expect(body).not.toHaveProperty('nextCursor');
  });

  test('that are unknown are told with the one code that is known', async () => {
    const site = await startSite();
    for (const id of ['sub_x', 'a%2Fb%3Fc', '%']) {
      const { status, body } = await site.call('GET', `/subscribers/${id}`);
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'subscriber_not_found' });
    }
  });
});

describe('pages', () => {
  const add = (site: Awaited<ReturnType<typeof startSite>>, name: string) =>
    site.call('POST', '/templates', { name, title: 't', body: 'b' });
  const names = (body: { data: { name: string }[] }) => body.data.map(({ name }) => name);

  test('go from the newest to the oldest, undisturbed by what is added meanwhile', async () => {
    const site = await startSite();
    for (const name of ['1', '2', '3', '4', '5']) await add(site, name);
    const first = (await site.call('GET', '/templates?limit=2')).body;
    expect([names(first), first.hasMore]).toEqual([['5', '4'], true]);
    await add(site, '6');
    const second = (await site.call('GET', `/templates?limit=2&cursor=${first.nextCursor}`)).body;
    expect([names(second), second.hasMore]).toEqual([['3', '2'], true]);
    const third = (await site.call('GET', `/templates?limit=2&cursor=${second.nextCursor}`)).body;
    expect([names(third), third.hasMore]).toEqual([['1'], false]);
  });

  test('have 100 entries unless said', async () => {
    const site = await startSite();
    for (let count = 0; count < 101; count += 1) site.addSubscriber();
    expect((await site.call('GET', '/subscribers')).body.data).toHaveLength(100);
    expect((await site.call('GET', '/subscribers?limit=500')).body.data).toHaveLength(106);
  });

  test.each(['limit=0', 'limit=501', 'limit=x', 'limit=1.5', 'cursor=x', 'cursor=', 'cursor=YWZ0ZXI6eA'])(
    'are refused with 400 for %s',
    async (query) => {
      expect((await (await startSite()).call('GET', `/subscribers?${query}`)).status).toBe(400);
    },
  );
});
