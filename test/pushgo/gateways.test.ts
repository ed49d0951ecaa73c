// A password and a gateway token go to the gateway that a person gave them for, and nowhere else.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { book } from '../support/book.ts';
import { type Connection, connect } from '../support/connect.ts';
import { keptChannel, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { expectRefused, sendingTools, toolNames } from './samples.ts';

const ONE_ID = 'AZY7G6ZM7GKK8YR8J2KPM6RAB8';
const TOKENS = { ours: 'token-of-ours', theirs: 'token-of-theirs', wrong: 'token-of-nobody' };

let ours: PushgoTest;
let theirs: PushgoTest;
let connection: Connection | undefined;
beforeEach(async () => {
  const channels = (password: string) => [{ id: ONE_ID, name: 'Twice', password }];
  ours = await startPushgo({
    channelless: true,
    sandbox: { token: TOKENS.ours, channels: channels('password of ours') },
  });
  theirs = await startPushgo({
    channelless: true,
    sandbox: { token: TOKENS.theirs, channels: channels('password of theirs') },
  });
});
afterEach(async () => {
  await connection?.close();
  await ours.close();
  await theirs.close();
});

/** A client of a server that reads the channels file of `ours`. */
async function connectWith(env: Record<string, string>): Promise<Connection['call']> {
  connection = await connect({ PUSHGO_CHANNELS_FILE: ours.file, ...env });
  return connection.call;
}

const store = () => openChannelsFile(ours.file, book);
const keep = ({ sandbox }: PushgoTest, token?: string) =>
  store().add(keptChannel(sandbox.channel, sandbox.origin, token));
const keepTwice = ({ sandbox }: PushgoTest, password: string, token: string) =>
  store().add(keptChannel({ id: ONE_ID, name: 'Twice', password }, sandbox.origin, token));
const tokensAt = ({ arrivals }: PushgoTest) => arrivals.map(({ headers }) => headers.authorization);
/** The command for the file that the server reads. */
const add = () => `\`npx push-mcp channels add --file="${ours.file}"\``;
const hello = { title: 'Hello' };

describe('a channel of another gateway than PUSHGO_BASE_URL', () => {
  test('is never sent to either, by its id or without', async () => {
    await keep(theirs, TOKENS.theirs);
    const call = await connectWith({ PUSHGO_BASE_URL: ours.sandbox.origin, PUSHGO_TOKEN: TOKENS.ours });
    const says = (which: string) =>
      `${which} to another gateway than PUSHGO_BASE_URL, ${ours.sandbox.origin}, and no password is sent there. ` +
      `A person adds a channel of this gateway with ${add()}, or unsets PUSHGO_BASE_URL.`;
    for (const tool of toolNames) {
      const { least } = sendingTools[tool];
      const refused = says('The channels that are kept belong');
      expect(await call(tool, least)).toEqual({ refused });
      expect(await call(tool, { ...least, channel_id: theirs.sandbox.channel.id })).toEqual({
        refused: says('This channel belongs'),
      });
    }
    expect([...ours.arrivals, ...theirs.arrivals]).toEqual([]);
  });

  test('is counted and not listed, and the one of the gateway is the only one', async () => {
    await keep(theirs);
    await keep(ours);
    const call = await connectWith({ PUSHGO_BASE_URL: ours.sandbox.origin, PUSHGO_TOKEN: TOKENS.ours });
    expect(await call('pushgo_channel_list')).toMatchObject({
      result: {
        channels: [{ channel_id: ours.sandbox.channel.id, gateway: ours.sandbox.origin }],
        note: 'Kept for other gateways than PUSHGO_BASE_URL, and not used: 1.',
      },
    });
    expect(await call('pushgo_message_send', hello)).toMatchObject({
      result: { accepted: true, channel_id: ours.sandbox.channel.id },
    });
    expect([ours.arrivals.length, theirs.arrivals.length]).toEqual([1, 0]);
  });

  test('is the reason that the list is empty, and says so', async () => {
    await keep(theirs);
    const call = await connectWith({ PUSHGO_BASE_URL: ours.sandbox.origin });
    expect(await call('pushgo_channel_list')).toEqual({
      result: {
        channels: [],
        note: `No channel of ${ours.sandbox.origin} is kept; those of other gateways are not used. A person adds a channel in a terminal with ${add()}; its password does not belong into the conversation.`,
      },
    });
  });

  test('is neither forgotten nor a resource', async () => {
    await keep(theirs);
    const call = await connectWith({ PUSHGO_BASE_URL: ours.sandbox.origin });
    const { id } = theirs.sandbox.channel;
    expect(await call('pushgo_channel_unbind', { channel_id: id })).toEqual({
      result: {
        channel_id: id,
        removed: false,
        note: 'It is kept for another gateway than PUSHGO_BASE_URL, which only a person can change.',
      },
    });
    expect(store().list()).toHaveLength(1);
    const { resources } = (await connection?.client.listResources()) ?? { resources: [] };
    expect(resources.map(({ uri }) => uri)).toEqual(['pushgo://channels']);
  });

  test.each([
    (origin: string) => origin.replace('127.0.0.1', 'localhost'),
    (origin: string) => origin.replace(/\d+$/, '1'),
    (origin: string) => origin.replace('http:', 'https:'),
  ])('is one of another name, port or scheme, too (%#)', async (change) => {
    await keep(ours, TOKENS.ours);
    const call = await connectWith({ PUSHGO_BASE_URL: change(ours.sandbox.origin) });
    expect(await call('pushgo_message_send', hello)).toEqual({ refused: expect.stringContaining('another gateway') });
    expect(ours.arrivals).toEqual([]);
  });
});

describe('without PUSHGO_BASE_URL', () => {
  test('each channel is used on its own gateway, with the token that is kept with it', async () => {
    await keep(ours, TOKENS.ours);
    await keep(theirs, TOKENS.theirs);
    const call = await connectWith({});
    for (const { sandbox } of [theirs, ours]) {
      const { id: channel_id } = sandbox.channel;
      expect(await call('pushgo_message_send', { ...hello, channel_id })).toMatchObject({ result: { channel_id } });
    }
    expect(await call('pushgo_message_send', hello)).toEqual({
      refused: 'channel_id is required: 2 channels are kept, and pushgo_channel_list names them.',
    });
    expect([ours, theirs].map(({ sandbox }) => sandbox.pull().length)).toEqual([1, 1]);
    expect(tokensAt(ours)).toEqual([`Bearer ${TOKENS.ours}`]);
    expect(tokensAt(theirs)).toEqual([`Bearer ${TOKENS.theirs}`]);
  });

  test('one id on two gateways is a guess that nobody makes', async () => {
    await keepTwice(ours, 'password of ours', TOKENS.ours);
    await keepTwice(theirs, 'password of theirs', TOKENS.theirs);
    const call = await connectWith({});
    expect(await call('pushgo_message_send', { ...hello, channel_id: ONE_ID })).toEqual({
      refused: 'This channel id is kept for two gateways. A person sets PUSHGO_BASE_URL to the one to use.',
    });
    expect([...ours.arrivals, ...theirs.arrivals]).toEqual([]);
  });

  test('one id on two gateways is not forgotten either, and nothing of it changes', async () => {
    await keepTwice(ours, 'password of ours', TOKENS.ours);
    await keepTwice(theirs, 'password of theirs', TOKENS.theirs);
    const call = await connectWith({});
    expect(await call('pushgo_channel_unbind', { channel_id: ONE_ID })).toEqual({
      refused: 'This channel id is kept for two gateways. A person sets PUSHGO_BASE_URL to the one to use.',
    });
    expect(connection?.lines.join('')).toContain('"code":"CHANNEL_AMBIGUOUS"');
    expect(store().list()).toHaveLength(2);
  });

  test('one id on two gateways is listed once as a resource, which tells both', async () => {
    await keepTwice(ours, 'password of ours', TOKENS.ours);
    await keepTwice(theirs, 'password of theirs', TOKENS.theirs);
    await connectWith({});
    const { resources } = (await connection?.client.listResources()) ?? { resources: [] };
    const uri = `pushgo://channels/${ONE_ID}`;
    expect(resources.map((resource) => resource.uri)).toEqual(['pushgo://channels', uri]);
    const { contents } = (await connection?.client.readResource({ uri })) ?? { contents: [] };
    const [content] = contents;
    const { channels } = JSON.parse(content && 'text' in content ? content.text : '{}');
    expect(channels).toMatchObject(
      [ours, theirs].map(({ sandbox }) => ({ channel_id: ONE_ID, gateway: sandbox.origin })),
    );
    expect(JSON.stringify(contents)).not.toMatch(/password|token-of/);
  });

  test('PUSHGO_TOKEN goes nowhere', async () => {
    await keep(ours);
    const call = await connectWith({ PUSHGO_TOKEN: TOKENS.ours });
    expect(await call('pushgo_message_send', hello)).toEqual({ refused: expect.stringContaining('gateway token') });
    expect(tokensAt(ours)).toEqual([undefined]);
  });
});

test('one id on two gateways is told apart by PUSHGO_BASE_URL, and each has its own password', async () => {
  await keepTwice(ours, 'password of ours', TOKENS.ours);
  await keepTwice(theirs, 'password of theirs', TOKENS.theirs);
  const call = await connectWith({ PUSHGO_BASE_URL: theirs.sandbox.origin });
  expect(await call('pushgo_message_send', { ...hello, channel_id: ONE_ID })).toMatchObject({
    result: { accepted: true },
  });
  expect(await call('pushgo_message_send', hello)).toMatchObject({ result: { channel_id: ONE_ID } });
  expect(theirs.arrivals.map(({ body }) => JSON.parse(body).password)).toEqual([
    'password of theirs',
    'password of theirs',
  ]);
  expect(ours.arrivals).toEqual([]);
});

describe('the gateway token', () => {
  const missing = () =>
    `${ours.sandbox.origin} wants its gateway token, or another one than it was given. ` +
    `A person sets it as PUSHGO_TOKEN beside PUSHGO_BASE_URL, or adds the channel again with ${add()}.`;

  test.each([
    ['from PUSHGO_TOKEN', TOKENS.ours, undefined],
    ['kept with the channel', undefined, TOKENS.ours],
    ['from PUSHGO_TOKEN before one that is kept with the channel', TOKENS.ours, TOKENS.wrong],
  ])('is sent: %s', async (_, set, kept) => {
    await keep(ours, kept);
    const call = await connectWith({ PUSHGO_BASE_URL: ours.sandbox.origin, ...(set && { PUSHGO_TOKEN: set }) });
    expect(await call('pushgo_message_send', hello)).toMatchObject({ result: { accepted: true } });
    expect(tokensAt(ours)).toEqual([`Bearer ${TOKENS.ours}`]);
  });

  test.each([
    ['missing', undefined, undefined],
    ['wrong in PUSHGO_TOKEN', TOKENS.wrong, undefined],
    ['wrong in PUSHGO_TOKEN, though right where it is kept', TOKENS.wrong, TOKENS.ours],
    ['wrong where it is kept', undefined, TOKENS.wrong],
  ])('that is %s is asked for from a person, and is not repeated', async (_, set, kept) => {
    await keep(ours, kept);
    const call = await connectWith({ PUSHGO_BASE_URL: ours.sandbox.origin, ...(set && { PUSHGO_TOKEN: set }) });
    for (const tool of toolNames) expect(await call(tool, sendingTools[tool].least)).toEqual({ refused: missing() });
    expect(ours.sandbox.pull()).toEqual([]);
  });
});

test('a password that the gateway refuses is asked for from a person, by every tool, and is not repeated', async () => {
  const { id, name } = ours.sandbox.channel;
  await store().add(keptChannel({ id, name, password: 'swordfish-1' }, ours.sandbox.origin, TOKENS.ours));
  const call = await connectWith({ PUSHGO_BASE_URL: ours.sandbox.origin });
  for (const tool of toolNames) {
    expect(await call(tool, sendingTools[tool].least)).toEqual({
      refused: `${ours.sandbox.origin} refused the password of this channel. A person gives it again with ${add()}; it does not belong into the conversation.`,
    });
  }
  expect(ours.sandbox.pull()).toEqual([]);
  expect(connection?.lines.join('')).not.toContain('swordfish');
});

test('a field rule is told before a channel is looked for', async () => {
  await expectRefused(ours, 'pushgo_message_send', { title: '' }, 'title is required.');
});
