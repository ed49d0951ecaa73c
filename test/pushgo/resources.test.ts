// The channels as resources (docs/services/pushgo.md#resources): a list, one for each, and never a password.
import { afterEach, expect, test } from 'vitest';
import { keptChannel, type PushgoOptions, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { connectRaw } from '../support/raw.ts';

const OPS = { id: 'AZY7G6ZM7GKK8YR8J2KPM6RAB8', name: 'Ops', password: 'a password of ops' };
const json = 'application/json';
const added_at = '2026-11-21T14:30:00.000Z';

let pushgo: PushgoTest;
const start = async (options?: PushgoOptions) => {
  pushgo = await startPushgo(options);
};
afterEach(() => pushgo.close());

async function read(uri: string): Promise<unknown> {
  const { contents } = await pushgo.connection.client.readResource({ uri });
  const [content] = contents;
  expect(contents).toEqual([{ uri, mimeType: json, text: expect.any(String) }]);
  return JSON.parse(content && 'text' in content ? content.text : '');
}

test('the list of channels and each channel are listed', async () => {
  await start();
  await pushgo.channels.add(keptChannel(OPS, pushgo.sandbox.origin));
  const { id, name } = pushgo.sandbox.channel;
  const { resources } = await pushgo.connection.client.listResources();
  expect(resources).toEqual([
    {
      uri: 'pushgo://channels',
      name: 'Channels',
      description: 'Channels that messages can be sent to',
      mimeType: json,
    },
    { uri: `pushgo://channels/${id}`, name, mimeType: json },
    { uri: `pushgo://channels/${OPS.id}`, name: 'Ops', mimeType: json },
  ]);
});

test('the list is there without a channel', async () => {
  await start({ channelless: true });
  expect((await pushgo.connection.client.listResources()).resources.map(({ uri }) => uri)).toEqual([
    'pushgo://channels',
  ]);
  expect(await read('pushgo://channels')).toEqual({ channels: [] });
});

test('a channel has a template', async () => {
  await start();
  const { resourceTemplates } = await pushgo.connection.client.listResourceTemplates();
  expect(resourceTemplates).toEqual([
    {
      uriTemplate: 'pushgo://channels/{channel_id}',
      name: 'Channel',
      description: 'A channel that messages can be sent to',
      mimeType: json,
    },
  ]);
});

test('they are read as the tool tells them, by any spelling of the id, and without a password', async () => {
  await start();
  const { id, name, password } = pushgo.sandbox.channel;
  const channel = { channel_id: id, channel_name: name, gateway: pushgo.sandbox.origin, added_at };
  expect(await read('pushgo://channels')).toEqual({ channels: [channel] });
  expect(await pushgo.call('pushgo_channel_list')).toEqual({ result: { channels: [channel] } });
  for (const spelling of [id, id.toLowerCase(), id.replace(/(.{5})/g, '$1-')])
    expect(await read(`pushgo://channels/${spelling}`)).toEqual(channel);
  expect(JSON.stringify(await pushgo.connection.client.listResources())).not.toContain(password);
  expect(JSON.stringify(await read('pushgo://channels'))).not.toContain(password);
  expect(pushgo.arrivals).toEqual([]);
});

test('a change of the file is there with the next reading', async () => {
  await start();
  await pushgo.channels.add(keptChannel({ ...OPS, name: 'Night shift' }, pushgo.sandbox.origin));
  expect(await read(`pushgo://channels/${OPS.id}`)).toMatchObject({ channel_name: 'Night shift' });
  await pushgo.channels.remove(OPS.id);
  await expect(read(`pushgo://channels/${OPS.id}`)).rejects.toThrow('There is no such resource.');
});

test('a name that somebody chose cannot act on a terminal', async () => {
  await start({ channelless: true });
  const channel = { ...OPS, name: 'Ops\u001b[2J\u202eevil\u0000' };
  await pushgo.channels.add(keptChannel(channel, pushgo.sandbox.origin));
  const told = JSON.stringify([
    await pushgo.connection.client.listResources(),
    await read('pushgo://channels'),
    await pushgo.call('pushgo_channel_list'),
  ]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
  expect(JSON.parse(`[${JSON.stringify(told)}]`)[0]).not.toMatch(/[\u0000-\u001f\u202e]|\\u001b|\\u0000/);
  expect(told).toContain('Ops');
});

test('a list shows no password, even where the id of another channel is the same text', async () => {
  await start({ channelless: true });
  await pushgo.channels.add(keptChannel(OPS, pushgo.sandbox.origin));
  const other = { id: 'BZY7G6ZM7GKK8YR8J2KPM6RAB8', name: 'Other', password: OPS.id };
  await pushgo.channels.add(keptChannel(other, pushgo.sandbox.origin));
  const { resources } = await pushgo.connection.client.listResources();
  expect(resources.map(({ uri }) => uri)).toContain('pushgo://channels/[redacted]');
  expect(JSON.stringify(resources)).not.toContain(OPS.id);
});

test.each([
  'pushgo://channels/AZY7G6ZM7GKK8YR8J2KPM6RAB8',
  'pushgo://channels/redherring',
  'pushgo://channels/',
  'pushgo://channels/../channels',
  'pushgo://channel',
  'pushgo://',
  'file:///etc/passwd',
  'redherring',
  '',
])('%j is no resource, which is an error of the protocol that does not repeat it', async (uri) => {
  await start();
  const raw = await connectRaw({ PUSHGO_BASE_URL: pushgo.sandbox.origin, PUSHGO_CHANNELS_FILE: pushgo.file });
  const { error } = await raw.ask('resources/read', { uri });
  await raw.close();
  // The code that MCP of 2026-07 has for it, in place of upstream's -32002
  expect(error).toEqual({ code: -32_602, message: 'There is no such resource.', data: { uri: 'unknown' } });
});

test('they are there as long as the tool that lists channels is, also in read-only mode', async () => {
  await start({ env: { PUSHGO_READ_ONLY: 'true' } });
  expect(await read('pushgo://channels')).toMatchObject({ channels: [{ channel_name: 'Sandbox' }] });
  await pushgo.close();
  await start({ env: { PUSHGO_ENABLED_TOOLS: 'pushgo_message_send' } });
  expect(pushgo.connection.client.getServerCapabilities()).not.toHaveProperty('resources');
});
