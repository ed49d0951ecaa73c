// Which channel a call goes to: none, one or several that a person added, by any spelling of the id
// (docs/services/pushgo.md#channel-ids).
import { afterEach, describe, expect, test } from 'vitest';
import { namesOf } from '../support/lists.ts';
import { keptChannel, type PushgoOptions, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { expectRefused, expectTaken, sendingTools, toolNames } from './samples.ts';

let pushgo: PushgoTest;
const start = async (options?: PushgoOptions) => {
  pushgo = await startPushgo(options);
};
afterEach(() => pushgo.close());

const OPS = { id: 'AZY7G6ZM7GKK8YR8J2KPM6RAB8', name: 'Ops', password: 'a password of ops' };
const HOME = { id: '06J0FZG1Y8XGG14VTQ4Y3G10MR', name: 'Home', password: 'a password of home' };
const UNKNOWN = '00000000000000000000000000';

/** How a person adds a channel to the file that the server reads. */
const howToAdd = () =>
  `A person adds a channel in a terminal with \`npx push-mcp channels add --file="${pushgo.file}"\`; its password does not belong into the conversation.`;
const instructions = () => pushgo.connection.client.getInstructions() ?? '';
const message = (channel_id?: string) => ({ title: 'Hello', ...(channel_id !== undefined && { channel_id }) });
const keep = (channel: typeof OPS) => pushgo.channels.add(keptChannel(channel, pushgo.sandbox.origin));
const channelsOfItems = () => pushgo.sandbox.pull().map(({ payload }) => payload.channel_id);

describe('with no channel', () => {
  test('all tools are listed, and the instructions say how a person adds one', async () => {
    await start({ channelless: true });
    const { tools } = await pushgo.connection.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(namesOf('pushgo')));
    expect(instructions()).toContain(`No channel is set up yet. ${howToAdd()}`);
  });

  test.each(toolNames)('%s says how a person adds one', async (tool) => {
    await start({ channelless: true });
    const says = `No channel is set up. ${howToAdd()}`;
    await expectRefused(pushgo, tool, {}, says);
    await expectRefused(pushgo, tool, { channel_id: OPS.id }, says);
  });

  test('so does the list', async () => {
    await start({ channelless: true });
    expect(await pushgo.call('pushgo_channel_list')).toEqual({
      result: { channels: [], note: `No channel is set up. ${howToAdd()}` },
    });
  });
});

describe('with one channel', () => {
  test.each(toolNames)('%s needs no channel_id, and tells which one it was', async (tool) => {
    await start();
    const { id } = pushgo.sandbox.channel;
    expect(await expectTaken(pushgo, tool)).toMatchObject({ channel_id: id });
    expect(await expectTaken(pushgo, tool, { channel_id: id })).toMatchObject({ channel_id: id });
    expect(channelsOfItems()).toEqual([id, id]);
  });

  test('it is listed with its name and gateway, and without its password', async () => {
    await start();
    const { id, name, password } = pushgo.sandbox.channel;
    const listed = await pushgo.call('pushgo_channel_list');
    const { origin: gateway } = pushgo.sandbox;
    const added_at = '2026-11-21T14:30:00.000Z';
    expect(listed).toEqual({ result: { channels: [{ channel_id: id, channel_name: name, gateway, added_at }] } });
    expect(instructions()).toContain('One channel is set up: channel_id may be left out.');
    expect(JSON.stringify([listed, instructions()])).not.toContain(password);
  });

  test('another id is refused before anything is sent', async () => {
    await start();
    const says = /^This channel is not among those that are kept; pushgo_channel_list names them\. .*channels add/;
    await expectRefused(pushgo, 'pushgo_message_send', message(OPS.id), expect.stringMatching(says));
  });
});

describe('with several channels', () => {
  const several: PushgoOptions = { channelless: true, sandbox: { channels: [OPS, HOME] } };
  async function startSeveral() {
    await start(several);
    await keep(OPS);
    await keep(HOME);
  }

  test('channel_id is required', async () => {
    await startSeveral();
    const says = 'channel_id is required: 2 channels are kept, and pushgo_channel_list names them.';
    for (const tool of toolNames) await expectRefused(pushgo, tool, {}, says);
  });

  test('each is used with its own password', async () => {
    await startSeveral();
    for (const { id } of [HOME, OPS]) await expectTaken(pushgo, 'pushgo_event_create', { channel_id: id });
    expect(channelsOfItems()).toEqual([HOME.id, OPS.id]);
    expect(pushgo.arrivals.map(({ body }) => JSON.parse(body).password)).toEqual([HOME.password, OPS.password]);
  });

  test('they are listed in the order in which they were added', async () => {
    await startSeveral();
    expect(await pushgo.call('pushgo_channel_list')).toMatchObject({
      result: {
        channels: [
          { channel_id: OPS.id, channel_name: 'Ops' },
          { channel_id: HOME.id, channel_name: 'Home' },
        ],
      },
    });
  });

  test('a channel that is added while the server runs is there with the next call, and one that is removed is not', async () => {
    await start({ ...several, channelless: true });
    await expectRefused(pushgo, 'pushgo_message_send', message(), expect.stringContaining('No channel is set up'));
    await keep(OPS);
    await expectTaken(pushgo, 'pushgo_message_send', message());
    await keep(HOME);
    await expectRefused(pushgo, 'pushgo_message_send', message(), expect.stringContaining('channel_id is required'));
    await expectTaken(pushgo, 'pushgo_message_send', message(HOME.id));
    await pushgo.channels.remove(OPS.id);
    await expectTaken(pushgo, 'pushgo_message_send', message());
    await expectRefused(pushgo, 'pushgo_message_send', message(OPS.id), expect.stringContaining('not among those'));
    expect(channelsOfItems()).toEqual([OPS.id, HOME.id, HOME.id]);
  });

  test('a password that a person gave again is the one that is sent', async () => {
    await start(several);
    await keep({ ...OPS, password: 'not the password' });
    expect(await pushgo.call('pushgo_message_send', message())).toEqual({
      refused: expect.stringContaining('refused the password of this channel'),
    });
    await keep(OPS);
    await expectTaken(pushgo, 'pushgo_message_send', message());
  });
});

const spellings = [
  ['in lower case', HOME.id.toLowerCase()],
  ['with hyphens', '06J0FZ-G1Y8XG-G14VTQ-4Y3G10-MR'],
  ['with blanks', ' 06J0 FZG1\tY8XG G14V TQ4Y 3G10 MR\n'],
  ['with O for 0', HOME.id.replaceAll('0', 'O')],
  ['with o for 0', HOME.id.replaceAll('0', 'o')],
  ['with I for 1', HOME.id.replaceAll('1', 'I')],
  ['with l for 1', HOME.id.replaceAll('1', 'l')],
] as const;

test.each(spellings)('an id %s is the channel, and is told in its usual spelling', async (_, channel_id) => {
  await start({ channelless: true, sandbox: { channels: [OPS, HOME] } });
  await keep(OPS);
  await keep(HOME);
  expect(await expectTaken(pushgo, 'pushgo_thing_create', { channel_id })).toMatchObject({ channel_id: HOME.id });
  expect(JSON.parse(pushgo.arrivals.at(-1)?.body ?? '').channel_id).toBe(HOME.id);
  expect(await pushgo.call('pushgo_channel_unbind', { channel_id })).toMatchObject({ result: { channel_id: HOME.id } });
  expect(pushgo.channels.list().map(({ channelId }) => channelId)).toEqual([OPS.id]);
});

test('what is no id is refused as such, by every tool, though one channel would be enough', async () => {
  await start();
  const wrong = ['Sandbox', HOME.id.slice(1), `${HOME.id}0`, HOME.id.replace('Z', 'U'), HOME.id.replace('Z', 'é')]
    // The last symbol holds three bits only
    .concat(`${HOME.id.slice(0, -1)}A`, HOME.id.replace('Z', '_'), `${HOME.id}:password`, '-'.repeat(300));
  const says = 'channel_id is no channel id: 26 letters and digits, as pushgo_channel_list tells them.';
  for (const channel_id of wrong) {
    for (const tool of toolNames) await expectRefused(pushgo, tool, { channel_id }, says);
    expect(await pushgo.call('pushgo_channel_unbind', { channel_id })).toEqual({ refused: says });
  }
});

test('a channel that the gateway does not know is told as such, with what to check', async () => {
  await start({ channelless: true });
  await keep({ ...OPS, id: UNKNOWN });
  for (const tool of toolNames) {
    expect(await pushgo.call(tool, sendingTools[tool].least)).toEqual({
      refused: `${pushgo.sandbox.origin} knows no such channel. Check its id and whether it belongs to this gateway.`,
    });
  }
});
