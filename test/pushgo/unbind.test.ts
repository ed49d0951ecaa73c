// A channel that is forgotten here, and what clients are told about it.
import { chmodSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptChannel, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { expectRefused } from './samples.ts';

const OPS = { id: 'AZY7G6ZM7GKK8YR8J2KPM6RAB8', name: 'Ops', password: 'a password of ops' };
const CHANGED = 'notifications/resources/list_changed';

let pushgo: PushgoTest;
let notified: number;
beforeEach(async () => {
  notified = 0;
  pushgo = await startPushgo({ sandbox: { channels: [OPS] } });
  pushgo.connection.client.setNotificationHandler(CHANGED, () => {
    notified += 1;
  });
});
afterEach(() => pushgo.close());

const unbind = (channel_id: string) => pushgo.call('pushgo_channel_unbind', { channel_id });

test('forgets the channel and its password, tells its name, and clients that the list is another one', async () => {
  const { id, name, password } = pushgo.sandbox.channel;
  await pushgo.channels.add(keptChannel(OPS, pushgo.sandbox.origin));
  expect(pushgo.connection.client.getServerCapabilities()?.resources).toEqual({ listChanged: true });
  expect(await unbind(id)).toEqual({ result: { channel_id: id, channel_name: name, removed: true } });
  await expect.poll(() => notified).toBe(1);
  expect(readFileSync(pushgo.file, 'utf8')).not.toContain(password);
  expect(readFileSync(pushgo.file, 'utf8')).toContain(OPS.password);
  expect(await pushgo.call('pushgo_message_send', { title: 'Hello' })).toMatchObject({
    result: { channel_id: OPS.id },
  });
  const { resources } = await pushgo.connection.client.listResources();
  expect(resources.map((resource) => resource.name)).toEqual(['Channels', 'Ops']);
});

test('asks no gateway: the devices stay subscribed', async () => {
  await unbind(pushgo.sandbox.channel.id);
  expect(pushgo.arrivals).toEqual([]);
});

test('the last one leaves none, and a second time there is nothing to forget', async () => {
  const { id } = pushgo.sandbox.channel;
  await unbind(id);
  await expectRefused(pushgo, 'pushgo_message_send', {}, expect.stringContaining('No channel is set up'));
  await expect.poll(() => notified).toBe(1);
  expect(await unbind(id)).toEqual({ result: { channel_id: id, removed: false } });
  expect(await unbind(OPS.id.toLowerCase())).toEqual({ result: { channel_id: OPS.id, removed: false } });
  await sleep(50);
  expect(notified).toBe(1);
});

test('one of this id is forgotten for the configured gateway only', async () => {
  const { id } = pushgo.sandbox.channel;
  const elsewhere = keptChannel({ ...OPS, id }, 'https://push.example.com');
  await pushgo.channels.add(elsewhere);
  expect(await unbind(id)).toMatchObject({ result: { removed: true } });
  expect(pushgo.channels.list().map(({ gateway }) => gateway)).toEqual(['https://push.example.com']);
  expect(await unbind(id)).toMatchObject({ result: { removed: false } });
});

test('needs the id, and takes nothing else', async () => {
  expect(await pushgo.call('pushgo_channel_unbind')).toEqual({ refused: 'channel_id is required.' });
  expect(await pushgo.call('pushgo_channel_unbind', { channel_id: OPS.id, name: 'Ops' })).toHaveProperty('refused');
  expect(await pushgo.call('pushgo_channel_list', { channel_id: OPS.id })).toEqual({
    refused: 'channel_id is no argument of this tool. This tool takes none.',
  });
  expect(pushgo.channels.list()).toHaveLength(1);
});

test('a file that may not be changed stays as it is, and no list is another one', async () => {
  chmodSync(pushgo.file, 0o640);
  expect(await unbind(pushgo.sandbox.channel.id)).toEqual({ refused: expect.stringContaining('run chmod 600 on it') });
  chmodSync(pushgo.file, 0o600);
  expect(pushgo.channels.list()).toHaveLength(1);
  await sleep(50);
  expect(notified).toBe(0);
});

test('it is audited as what destroys, with the channel and without a password', async () => {
  const { id, password } = pushgo.sandbox.channel;
  await unbind(id);
  await pushgo.call('pushgo_channel_list');
  const audited = pushgo.connection.lines.flatMap((line) => (line.includes('"audit"') ? [JSON.parse(line)] : []));
  expect(audited).toMatchObject([
    { tool: 'pushgo_channel_unbind', effect: 'destroy', arguments: { channel_id: id }, outcome: 'done' },
  ]);
  expect(audited).toHaveLength(1);
  expect(pushgo.connection.lines.join('')).not.toContain(password);
});
