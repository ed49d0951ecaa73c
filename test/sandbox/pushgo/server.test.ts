// What a started gateway has, who may ask, and how much it takes.
import { afterEach, describe, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../../sandbox/index.ts';
import { post, postAsDevice, postText } from './client.ts';

let sandbox: PushgoSandbox;
afterEach(() => sandbox.close());

describe('a started sandbox', () => {
  test('is ready to be sent to', async () => {
    sandbox = await startPushgoSandbox();
    expect(sandbox.channel.name).toBe('Sandbox');
    expect(sandbox.channel.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{25}[048CGMRW]$/);
    const sent = await post(sandbox, '/message', { title: 'Hello' });
    expect(sent).toMatchObject({ status: 200, data: { accepted: true } });
    expect(sandbox.peek()).toHaveLength(1);
    expect(sandbox.pull()[0]?.payload).toMatchObject({ title: 'Hello', base_url: sandbox.origin });
    expect(sandbox.pull()).toEqual([]);
  });

  test('has the channels it was told, and the device is subscribed to them', async () => {
    const id = '06J0FZG1Y8XGG14VTQ4Y3G10MR';
    sandbox = await startPushgoSandbox({ channels: [{ id: id.toLowerCase(), name: 'Ops', password: 'pw-canary-1' }] });
    const sent = await post(sandbox, '/message', { channel_id: id, password: 'pw-canary-1', title: 'Hello' });
    expect(sent.data.channel_id).toBe(id);
    expect(sandbox.pull()[0]?.payload.channel_id).toBe(id);
  });

  test('refuses to start with a channel that the service would not take', async () => {
    sandbox = await startPushgoSandbox();
    const short = [{ name: 'Ops', password: 'short' }];
    await expect(startPushgoSandbox({ channels: short })).rejects.toThrow('password length');
  });

  test('puts no base URL into payloads when there is none', async () => {
    sandbox = await startPushgoSandbox({ baseUrl: null });
    await post(sandbox, '/message', { title: 'Hello' });
    expect(sandbox.pull()[0]?.payload).not.toHaveProperty('base_url');
  });
});

test('needs the gateway token where there is one, on unknown paths and for the page of the device not', async () => {
  sandbox = await startPushgoSandbox({ token: 'token-canary-1' });
  const refused = await post(sandbox, '/message', { title: 'x' });
  expect(refused).toMatchObject({ status: 401, code: 'authentication_failed' });
  const wrong = await post(sandbox, '/message', { title: 'x' }, { Authorization: 'Bearer token-canary-2' });
  expect(wrong.status).toBe(401);
  const right = await post(sandbox, '/message', { title: 'x' }, { Authorization: 'Bearer token-canary-1' });
  expect(right.status).toBe(200);
  expect((await fetch(`${sandbox.origin}/nowhere`)).status).toBe(404);
  expect((await fetch(`${sandbox.origin}/sandbox/device`)).status).toBe(200);
});

describe('sizes', () => {
  const bodyOf = (size: number) => {
    const { id: channel_id, password } = sandbox.channel;
    const empty = JSON.stringify({ channel_id, password, title: 't', body: '' });
    return JSON.stringify({ channel_id, password, title: 't', body: 'b'.repeat(size - empty.length) });
  };

  test('a body of 32 KiB is taken, a byte more is not', async () => {
    sandbox = await startPushgoSandbox();
    expect((await postText(sandbox, '/message', bodyOf(32768))).status).toBe(200);
    const refused = await postText(sandbox, '/message', bodyOf(32769));
    expect(refused).toMatchObject({ status: 400, code: 'invalid_request_body' });
    expect((await postText(sandbox, '/message', bodyOf(5_000_000))).code).toBe('invalid_request_body');
  });

  test.each([
    { platform: 'android', type: 'fcm', token: 'f'.repeat(20), longest: 3575, withBody: 3389 },
    { platform: 'ios', type: 'apns', token: 'ab'.repeat(32), longest: 1785, withBody: 1595 },
    { platform: 'windows', type: 'wns', token: 'w'.repeat(20), longest: 4738, withBody: 4551 },
  ])('a title too long for the wake-up on $platform fails in part', async (device) => {
    sandbox = await startPushgoSandbox({ baseUrl: 'http://127.0.0.1:6666' });
    const { platform, type, token, longest, withBody } = device;
    const { data } = await postText(sandbox, '/device/register', JSON.stringify({ platform }));
    const own = { device_key: data.device_key };
    await postAsDevice(sandbox, '/channel/device', { ...own, channel_type: type, provider_token: token });
    const channel = { channel_name: 'Limits', password: 'password-canary-1' };
    const { data: made } = await postAsDevice(sandbox, '/channel/subscribe', { ...own, ...channel });
    const to = { channel_id: made.channel_id, password: channel.password };
    const send = (length: number, body?: string) =>
      post(sandbox, '/message', { ...to, title: 't'.repeat(length), body });
    expect((await send(longest)).status).toBe(200);
    const partial = await send(longest + 1);
    expect(partial).toMatchObject({ status: 503, success: false, data: { accepted: false }, code: undefined });
    expect((await send(withBody, 'b'.repeat(500))).status).toBe(200);
    expect((await send(withBody + 1, 'b'.repeat(500))).status).toBe(503);
    const pulled = await postAsDevice(sandbox, '/messages/pull', own);
    expect(pulled.data.items).toHaveLength(4);
  });

  test('a channel has no more than 32 subscribers', async () => {
    sandbox = await startPushgoSandbox();
    const { id: channel_id, password } = sandbox.channel;
    const join = async () => {
      const { data } = await postText(sandbox, '/device/register', '{"platform":"android"}');
      const own = { device_key: data.device_key };
      await postAsDevice(sandbox, '/channel/device', { ...own, channel_type: 'fcm', provider_token: 'f'.repeat(20) });
      return postAsDevice(sandbox, '/channel/subscribe', { ...own, channel_id, password });
    };
    for (let count = 1; count < 32; count += 1) expect((await join()).status).toBe(200);
    expect((await join()).code).toBe('channel_subscriber_limit_exceeded');
    expect((await postAsDevice(sandbox, '/channel/subscribe', { channel_id, password })).status).toBe(200);
  });
});
