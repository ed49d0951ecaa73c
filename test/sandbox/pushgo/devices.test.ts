// The receiving side, docs/services/pushgo.md#channels and #devices: what the recordings do not show.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../../sandbox/index.ts';
import { post, postAsDevice } from './client.ts';

let sandbox: PushgoSandbox;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00.000Z');
  sandbox = await startPushgoSandbox({
    now: () => now,
    channels: [{ id: '06J0FZG1Y8XGG14VTQ4Y3G10MR', name: 'Other', password: 'password-canary-1' }],
  });
});
afterEach(() => sandbox.close());

const other = { channel_id: '06J0FZG1Y8XGG14VTQ4Y3G10MR', password: 'password-canary-1' };

test('a device that changes its platform gets a new key, and the old one ends', async () => {
  const changed = await postAsDevice(sandbox, '/device/register', { platform: 'ios' });
  expect(changed.data).toMatchObject({ issued_new_key: true, issue_reason: 'platform_mismatch' });
  expect(changed.data.device_key).not.toBe(sandbox.device.key);
  expect((await postAsDevice(sandbox, '/channel/subscribe', other)).code).toBe('device_key_not_found');
});

test.each([
  [{ channel_type: 'carrier-pigeon' }, 'invalid_channel_type'],
  [{ channel_type: 'wns', provider_token: 'w'.repeat(20) }, 'wns_channel_requires_windows_platform'],
  [{ channel_type: 'fcm' }, 'provider_token_required'],
  [{ channel_type: 'fcm', platform: 'ios', provider_token: 'f'.repeat(20) }, 'platform_mismatch'],
  [{ channel_type: 'private', provider_token: 'f'.repeat(20) }, 'provider_token_forbidden_for_private_channel'],
])('the route %o is refused', async (route, code) => {
  expect(await postAsDevice(sandbox, '/channel/device', route)).toMatchObject({ status: 400, code });
});

test('a device on the private route is reached by nobody, and joins no channel', async () => {
  await postAsDevice(sandbox, '/channel/device', { channel_type: 'private' });
  expect((await post(sandbox, '/message', { title: 'x' })).status).toBe(200);
  expect(sandbox.peek()).toEqual([]);
  expect((await postAsDevice(sandbox, '/channel/subscribe', other)).code).toBe('private_channel_disabled');
});

test('one delivery is pulled by its id, and the others stay', async () => {
  await post(sandbox, '/message', { title: 'one' });
  await post(sandbox, '/message', { title: 'two' });
  const [one, two] = sandbox.peek();
  const pulled = await postAsDevice(sandbox, '/messages/pull', { delivery_id: two?.delivery_id });
  expect(pulled.data.items).toEqual([two]);
  expect(sandbox.peek()).toEqual([one]);
});

test('what is over its time is not delivered', async () => {
  await post(sandbox, '/message', { title: 'x', ttl: now.getTime() + 1000 });
  expect(sandbox.peek()).toHaveLength(1);
  now = new Date(now.getTime() + 1000);
  expect(sandbox.pull()).toEqual([]);
});

test('a pull takes 512 deliveries at most', async () => {
  await Promise.all(Array.from({ length: 513 }, (_, count) => post(sandbox, '/message', { title: `${count}` })));
  expect(sandbox.pull()).toHaveLength(512);
  expect(sandbox.pull()).toHaveLength(1);
});

test('what was sent while nobody was subscribed is not kept for later', async () => {
  await postAsDevice(sandbox, '/channel/unsubscribe', { channel_id: other.channel_id });
  expect((await post(sandbox, '/message', { ...other, title: 'x' })).status).toBe(200);
  await postAsDevice(sandbox, '/channel/subscribe', other);
  expect(sandbox.pull()).toEqual([]);
});
