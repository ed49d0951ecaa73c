// What the mode of a site does to a question (docs/services/pushary.md#ask_user, #wait_for_answer).
import { describe, expect, test } from 'vitest';
import type { SiteMode } from '../../../sandbox/pushary/model.ts';
import { startSite } from './support.ts';

const handOver = { nextAction: 'ask_in_current_client', handoffAction: 'cancel_then_ask_in_current_client' };

describe.each<[SiteMode, object]>([
  ['notify_only', { status: 'notified', answered: false, mode: 'notify_only' }],
  ['terminal_only', { status: 'terminal', answered: false }],
  ['no_devices', { status: 'pending', answered: false, noDevices: true, ...handOver }],
  ['suppressed', { status: 'pending', answered: false, suppressed: true, ...handOver }],
])('a site that is %s', (mode, told) => {
  test.each([true, false])('tells so at once, waiting or not: %s', async (wait) => {
    const site = await startSite({ site: { mode } });
    const { body } = await site.call('POST', '/ask', { question: 'Deploy?', wait });
    expect(body).toEqual({ correlationId: expect.any(String), ...told });
  });
});

test.each<SiteMode>(['no_devices', 'suppressed'])('%s: the question can be withdrawn, once', async (mode) => {
  const site = await startSite({ site: { mode } });
  const id = await site.ask();
  expect((await site.call('DELETE', `/ask/${id}`)).body.cancelled).toBe(true);
  expect((await site.call('DELETE', `/ask/${id}`)).body).toMatchObject({ cancelled: false, handoffAction: 'stop' });
});

test.each<SiteMode>(['notify_only', 'terminal_only'])(
  '%s: there is nothing to wait for, and no slot taken',
  async (mode) => {
    const site = await startSite({ site: { mode }, limits: { pendingPerSite: 0 } });
    const id = await site.ask();
    expect((await site.call('GET', `/ask/${id}?wait=30`)).body).toMatchObject({
      answered: false,
      status: 'unavailable',
    });
  },
);

test('notify_only rings in the words of the gates', async () => {
  const site = await startSite({ site: { mode: 'notify_only' } });
  await site.ask({ question: 'q'.repeat(200) });
  expect(site.notifications()).toMatchObject([{ title: 'Agent needs approval', body: 'q'.repeat(180) }]);
});

test('a person who hands everything back answers with defer', async () => {
  const site = await startSite({ site: { mode: 'deferred' } });
  const { body } = await site.call('POST', '/ask', { question: 'Deploy?' });
  expect(body).toMatchObject({ answered: true, value: 'defer' });
  const id = await site.ask();
  expect((await site.call('GET', `/ask/${id}`)).body).toMatchObject({ answered: true, value: 'defer' });
});

test('a question for nobody in particular is as if there were no device', async () => {
  const site = await startSite();
  const { body } = await site.call('POST', '/ask', { question: 'Deploy?', wait: false, externalIds: ['nobody'] });
  expect(body).toMatchObject({ noDevices: true });
});

test('a site changes its mode while it runs', async () => {
  const site = await startSite();
  site.changeSite({ mode: 'no_devices' });
  expect((await site.call('POST', '/ask', { question: 'Deploy?' })).body.noDevices).toBe(true);
  site.changeSite({ mode: 'normal' });
  expect((await site.call('POST', '/ask', { question: 'Deploy?', wait: false })).body.status).toBe('pending');
});
