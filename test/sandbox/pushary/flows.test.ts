// Flows and templates (docs/services/pushary.md#templates, #flows).
import { describe, expect, test } from 'vitest';
import { type Site, startSite } from './support.ts';

const steps = [
  { stepType: 'delay', config: { delay: { value: 2, unit: 'hours' } } },
  { stepType: 'send_notification', config: { notification: { title: 't', body: 'b' } } },
  { stepType: 'exit', config: {} },
];
const welcome = { name: 'Welcome', triggerType: 'subscription', steps };

async function create(site: Site, about: object = {}): Promise<string> {
  return (await site.call('POST', '/flows', { ...welcome, ...about })).body.id;
}

const act = async (site: Site, id: string, action: string) => {
  const { status, body } = await site.call('POST', `/flows/${id}/${action}`);
  return [status, body.status];
};

describe('a flow', () => {
  test('starts as a draft with its steps in order', async () => {
    const site = await startSite();
    const { status, body } = await site.call('POST', '/flows', welcome);
    expect(status).toBe(201);
    const at = '2026-11-21T12:00:10.000Z';
    const common = { id: expect.stringMatching(/^step_/), flowId: body.id, createdAt: at, updatedAt: at };
    expect(body).toEqual({
      id: expect.stringMatching(/^flow_/),
      siteId: 'site_sandbox',
      ...welcome,
      status: 'draft',
      executionCount: 0,
      createdAt: at,
      updatedAt: at,
      steps: steps.map((step, stepOrder) => ({ ...step, ...common, stepOrder })),
    });
  });

  test('is activated and paused, and twice is no mistake', async () => {
    const site = await startSite();
    const id = await create(site);
    expect(await act(site, id, 'activate')).toEqual([200, 'active']);
    expect(await act(site, id, 'activate')).toEqual([200, 'active']);
    expect(await act(site, id, 'pause')).toEqual([200, 'paused']);
    expect(await act(site, id, 'pause')).toEqual([200, 'paused']);
    expect(await act(site, id, 'activate')).toEqual([200, 'active']);
  });

  test('without steps or never started is refused', async () => {
    const site = await startSite();
    expect((await act(site, await create(site, { steps: [] }), 'activate'))[0]).toBe(400);
    expect((await act(site, await create(site), 'pause'))[0]).toBe(409);
    expect((await act(site, 'flow_x', 'activate'))[0]).toBe(404);
  });

  test('is listed by status', async () => {
    const site = await startSite();
    const id = await create(site);
    await act(site, id, 'activate');
    await create(site);
    expect((await site.call('GET', '/flows?status=active')).body.data).toMatchObject([{ id }]);
    expect((await site.call('GET', '/flows?status=running')).status).toBe(400);
  });
});

test.each([
  ['an unknown trigger', { triggerType: 'birthday' }],
  ['a notification without its text', { steps: [{ stepType: 'send_notification', config: {} }] }],
  ['a delay of nothing', { steps: [{ stepType: 'delay', config: { delay: { value: 0, unit: 'hours' } } }] }],
  ['a delay in weeks', { steps: [{ stepType: 'delay', config: { delay: { value: 1, unit: 'weeks' } } }] }],
  ['a campaign that a subscription cannot come from', { triggerCampaignId: 'camp_x' }],
])('%s is refused', async (_, about) => {
  expect((await (await startSite()).call('POST', '/flows', { ...welcome, ...about })).status).toBe(400);
});

test('a campaign belongs to a trigger by a notification', async () => {
  const site = await startSite();
  const about = { triggerType: 'notification_click', triggerCampaignId: 'camp_x' };
  expect((await site.call('POST', '/flows', { ...welcome, ...about })).status).toBe(201);
});

test('a template is stored as it is, placeholders included', async () => {
  const site = await startSite();
  const content = { name: 'Hello', title: 'Hi {{name}}', body: '{{text}}', actionUrl: 'https://example.org/' };
  const { status, body } = await site.call('POST', '/templates', content);
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^tmpl_/),
    siteId: 'site_sandbox',
    ...content,
    createdAt: '2026-11-21T12:00:10.000Z',
  });
  expect((await site.call('GET', '/templates')).body.data).toEqual([body]);
  expect((await site.call('POST', '/templates', { name: 'n', title: 't' })).status).toBe(400);
});
