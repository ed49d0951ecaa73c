// Channels by the names that they have now (docs/services/pushgo.md#channels): asked for without a password, and rarely.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect } from '../support/connect.ts';
import { keptChannel, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { sendingTools, toolNames } from './samples.ts';

const OPS = { id: 'AZY7G6ZM7GKK8YR8J2KPM6RAB8', name: 'Ops', password: 'a password of ops' };
const HOME = { id: '06J0FZG1Y8XGG14VTQ4Y3G10MR', name: 'Home', password: 'a password of home' };

let pushgo: PushgoTest;
beforeEach(async () => {
  // What remembers names takes its clock when it is made
  vi.useFakeTimers({ toFake: ['Date'] });
  pushgo = await startPushgo({ channelless: true, sandbox: { channels: [OPS, HOME] } });
  for (const channel of [OPS, HOME]) await pushgo.channels.add(keptChannel(channel, pushgo.sandbox.origin));
});
afterEach(async () => {
  vi.useRealTimers();
  await pushgo.close();
});

async function rename({ id, password }: typeof OPS, name: string) {
  const body = JSON.stringify({ channel_id: id, channel_name: name, password });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${pushgo.sandbox.origin}/channel/rename`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
}
const asked = () => pushgo.arrivals.filter(({ path }) => path.startsWith('/channel/exists'));
const namesListed = async () => {
  const outcome = await pushgo.call('pushgo_channel_list');
  const { channels } = ('result' in outcome ? outcome.result : {}) as { channels: { channel_name: string }[] };
  return channels.map(({ channel_name }) => channel_name);
};

test('a channel that was renamed is listed, read as a resource and told by its name of now', async () => {
  await rename(OPS, 'Night shift');
  expect(await namesListed()).toEqual(['Night shift', 'Home']);
  const { client } = pushgo.connection;
  const { resources } = await client.listResources();
  expect(resources.map(({ name }) => name)).toEqual(['Channels', 'Night shift', 'Home']);
  const { contents } = await client.readResource({ uri: `pushgo://channels/${OPS.id}` });
  expect(JSON.stringify(contents)).toContain('Night shift');
  expect(await pushgo.call('pushgo_message_send', { title: 'x', channel_id: OPS.id })).toMatchObject({
    result: { channel_name: 'Night shift' },
  });
});

test('a gateway is asked once in ten minutes about a channel, and gets no password', async () => {
  const start = Date.now();
  await Promise.all([namesListed(), namesListed(), pushgo.connection.client.listResources()]);
  await namesListed();
  expect(asked()).toHaveLength(2);
  vi.setSystemTime(start + 599_000);
  await namesListed();
  expect(asked()).toHaveLength(2);
  await rename(OPS, 'Later');
  vi.setSystemTime(start + 601_000);
  expect(await namesListed()).toEqual(['Later', 'Home']);
  expect(asked()).toHaveLength(4);
  expect(JSON.stringify(asked())).not.toMatch(/a password of/);
});

test.each(toolNames)('%s takes a name wherever it takes an id', async (tool) => {
  await rename(OPS, 'Night shift');
  for (const channel_id of ['Night shift', ' night SHIFT '])
    expect(await pushgo.call(tool, { ...sendingTools[tool].least, channel_id })).toMatchObject({
      result: { channel_id: OPS.id, channel_name: 'Night shift' },
    });
  expect(await pushgo.call(tool, { ...sendingTools[tool].least, channel_id: 'Ops' })).toEqual({
    refused: expect.stringMatching(/^No kept channel has this id or name; pushgo_channel_list tells both\. /),
  });
});

test('a channel is forgotten by its name', async () => {
  expect(await pushgo.call('pushgo_channel_unbind', { channel_id: 'Home' })).toEqual({
    result: { channel_id: HOME.id, channel_name: 'Home', removed: true },
  });
  expect(pushgo.channels.list().map(({ channelId }) => channelId)).toEqual([OPS.id]);
});

test('a name of two channels is a guess that nobody makes', async () => {
  await rename(HOME, 'Ops');
  const refused =
    'More than one kept channel has this name: pass the id of one as channel_id, as pushgo_channel_list tells it.';
  const calls: readonly [string, object][] = [
    ['pushgo_message_send', { title: 'x' }],
    ['pushgo_channel_unbind', {}],
  ];
  for (const [tool, args] of calls)
    expect(await pushgo.call(tool, { ...args, channel_id: 'Ops' })).toEqual({ refused });
  expect(pushgo.channels.list()).toHaveLength(2);
  expect(pushgo.sandbox.pull()).toEqual([]);
});

test('an id asks nobody for names', async () => {
  await pushgo.call('pushgo_message_send', { title: 'x', channel_id: OPS.id });
  expect(asked()).toEqual([]);
});

test('where a gateway cannot be reached, the name that is kept counts', async () => {
  const dead = await connect({ PUSHGO_CHANNELS_FILE: pushgo.file, PUSHGO_BASE_URL: 'http://127.0.0.1:9' });
  await pushgo.channels.add(keptChannel(OPS, 'http://127.0.0.1:9'));
  expect(await dead.call('pushgo_channel_list')).toMatchObject({ result: { channels: [{ channel_name: 'Ops' }] } });
  await dead.close();
});
