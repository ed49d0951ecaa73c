// Campaigns and their states (docs/services/pushary.md#campaigns).
import { describe, expect, test } from 'vitest';
import { type Site, startSite } from './support.ts';

const content = { name: 'Launch', title: 'We are live', body: 'Have a look' };
const future = '2026-11-21T13:00:00.000Z';

async function create(site: Site, about: object = {}): Promise<string> {
  return (await site.call('POST', '/campaigns', { ...content, ...about })).body.id;
}

const act = (site: Site, id: string, action: string) => site.call('POST', `/campaigns/${id}/${action}`);
const statusOf = async (site: Site, id: string) => (await site.call('GET', `/campaigns/${id}`)).body.status;

describe('a campaign', () => {
  test('starts as a draft with all its fields', async () => {
    const site = await startSite();
    const { status, body } = await site.call('POST', '/campaigns', { ...content, tags: ['vip'], segmentId: 'seg' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^camp_/),
      siteId: 'site_sandbox',
      ...content,
      status: 'draft',
      totalTargeted: 0,
      totalSent: 0,
      totalDelivered: 0,
      totalClicked: 0,
      createdAt: '2026-11-21T12:00:10.000Z',
    });
    expect((await site.call('GET', '/campaigns')).body).toEqual({ data: [body], hasMore: false });
  });

  test('is sent without a body, and is over a little later', async () => {
    const site = await startSite();
    const id = await create(site);
    expect(await act(site, id, 'send')).toMatchObject({ status: 200, body: { status: 'sending', totalTargeted: 3 } });
    site.pass(5);
    expect(await statusOf(site, id)).toBe('completed');
    expect(site.notifications()).toMatchObject([{ title: content.title, campaignId: id }]);
  });

  test('reaches those with its tags', async () => {
    const site = await startSite();
    await act(site, await create(site, { tags: ['owner'] }), 'send');
    expect(site.notifications()[0]?.recipients).toEqual({ web: 1, mobile: 1 });
  });

  test('goes out by itself at its time', async () => {
    const site = await startSite();
    const id = await create(site, { scheduledAt: future });
    expect(await statusOf(site, id)).toBe('scheduled');
    site.pass(3600);
    expect(await statusOf(site, id)).toBe('sending');
    expect(site.notifications()).toHaveLength(1);
  });

  test('that is paused does not go out, and pausing it twice is no mistake', async () => {
    const site = await startSite();
    const id = await create(site, { scheduledAt: future });
    expect((await act(site, id, 'pause')).body.status).toBe('paused');
    expect((await act(site, id, 'pause')).status).toBe(200);
    site.pass(7200);
    expect(await statusOf(site, id)).toBe('paused');
    expect(site.notifications()).toEqual([]);
  });

  test('for nobody is not sent', async () => {
    const site = await startSite();
    const id = await create(site, { tags: ['nobody'] });
    expect(await act(site, id, 'send')).toMatchObject({ status: 400, body: { error: 'No subscribers found' } });
    expect(await statusOf(site, id)).toBe('draft');
  });
});

test.each([
  ['send', 'sending'],
  ['send', 'completed'],
  ['send', 'cancelled'],
  ['pause', 'draft'],
  ['pause', 'completed'],
  ['pause', 'cancelled'],
])('%s is a conflict while %s', async (action, state) => {
  const site = await startSite();
  // Nobody has the tag, so that it is cancelled when its time comes
  const id = await create(site, state === 'cancelled' ? { tags: ['nobody'], scheduledAt: future } : {});
  if (state === 'cancelled') site.pass(3600);
  if (state === 'sending' || state === 'completed') await act(site, id, 'send');
  if (state === 'completed') site.pass(5);
  const { status, body } = await act(site, id, action);
  expect({ status, error: body.error }).toEqual({ status: 409, error: `Cannot ${action} a campaign that is ${state}` });
});

test('statistics are of a hundred, and nothing divided by nothing', async () => {
  const site = await startSite();
  const id = await create(site);
  const zero = { totalSent: 0, totalDelivered: 0, totalClicked: 0, totalFailed: 0, deliveryRate: 0, clickRate: 0 };
  expect((await site.call('GET', `/campaigns/${id}/stats`)).body).toEqual(zero);
  await act(site, id, 'send');
  const sent = { ...zero, totalSent: 3, totalDelivered: 3, deliveryRate: 100 };
  expect((await site.call('GET', `/campaigns/${id}/stats`)).body).toEqual(sent);
});

test.each([
  ['no name', { name: undefined }],
  ['a title of 101 characters', { title: 't'.repeat(101) }],
  ['a time that is none', { scheduledAt: 'tomorrow' }],
  ['an image that is no address', { imageUrl: 'x' }],
])('%s is refused', async (_, about) => {
  expect((await (await startSite()).call('POST', '/campaigns', { ...content, ...about })).status).toBe(400);
});

test.each(['send', 'pause'])('%s of an unknown campaign is a 404', async (action) => {
  expect((await act(await startSite(), 'camp_x', action)).status).toBe(404);
});
