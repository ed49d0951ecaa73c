// A channels file that cannot be used: one sentence with its path and what to do, never with anything that stands in it.
import { chmodSync, chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { expectRefused, expectTaken, sendingTools, toolNames } from './samples.ts';

let pushgo: PushgoTest;
beforeEach(async () => {
  pushgo = await startPushgo();
});
afterEach(() => pushgo.close());

const write = (text: string | Buffer) => writeFileSync(pushgo.file, text, { mode: 0o600 });
const remove = () => rmSync(pushgo.file, { force: true });
const replaceBy = (make: () => void) => {
  remove();
  make();
};
const channel = (over: object = {}) => ({
  channel_id: pushgo.sandbox.channel.id,
  gateway: pushgo.sandbox.origin,
  password: 'redherring-redherring',
  added_at: '2026-11-21T14:30:00.000Z',
  ...over,
});
const content = (...channels: object[]) => JSON.stringify({ version: 1, channels });

const isRoot = process.getuid?.() === 0;

/** Each way in which the file is no good, with a part of what is said. */
const faults: Record<string, [spoil: () => void, says: string]> = {
  'readable by the group': [
    () => chmodSync(pushgo.file, 0o640),
    'can be read or changed by other users: run chmod 600 on it',
  ],
  'readable by others': [() => chmodSync(pushgo.file, 0o604), 'can be read or changed by other users'],
  'writable by the group': [() => chmodSync(pushgo.file, 0o620), 'can be read or changed by other users'],
  'no JSON': [() => write('{"version": 1, "channels": [redherring'), 'it holds no JSON object'],
  empty: [() => write(''), 'it holds no JSON object'],
  'a list': [() => write('["redherring"]'), 'it holds no JSON object'],
  'of no version': [() => write('{"channels": ["redherring"]}'), 'its version is not 1'],
  'of a newer version': [
    () => write('{"version": 2, "channels": "redherring"}'),
    'newer version of push-mcp: update this one',
  ],
  'without channels': [() => write('{"version": 1, "channels": "redherring"}'), 'it has no list of channels'],
  'with a text as channel': [() => write(content(channel(), 'redherring' as never)), 'channels[1] is no object'],
  'with a wrong id': [
    () => write(content(channel({ channel_id: 'redherring' }))),
    'channels[0].channel_id is missing or',
  ],
  'with a path in a gateway': [
    () => write(content(channel({ gateway: 'https://redherring.example.com/x' }))),
    'channels[0].gateway is',
  ],
  'with a short password': [
    () => write(content(channel({ password: 'herring' }))),
    'channels[0].password is missing or',
  ],
  'with a number as password': [
    () => write(content(channel({ password: 12345678 }))),
    'channels[0].password is missing or',
  ],
  'with a token of two lines': [
    () => write(content(channel({ gateway_token: 'red\nherring' }))),
    'channels[0].gateway_token is',
  ],
  'with a channel twice': [() => write(content(channel(), channel())), 'channels[1] is there a second time'],
  'not UTF-8': [() => write(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 'is not UTF-8 text'],
  'too large': [() => write(' '.repeat(1024 * 1024 + 1)), 'is larger than 1 MiB'],
  'a folder': [() => replaceBy(() => mkdirSync(pushgo.file)), 'is no plain file'],
  // To a superuser no mode is in the way, but another owner is
  'not to be read by this user': isRoot
    ? [() => chownSync(pushgo.file, 65_534, 65_534), 'belongs to another user: use a file of your own']
    : [() => chmodSync(pushgo.file, 0), 'cannot be read (EACCES)'],
  'a link to nothing': [
    () => replaceBy(() => symlinkSync('/nowhere/redherring', pushgo.file)),
    'is a link to a file that is not there',
  ],
};

describe.each(Object.entries(faults))('a file that is %s', (_, [spoil, part]) => {
  test('is refused by every tool, and nothing is sent', async () => {
    spoil();
    const says = expect.stringMatching(/^\/.*channels\.json .*\.$/);
    for (const tool of toolNames) await expectRefused(pushgo, tool, {}, says);
    const outcomes = [
      await pushgo.call('pushgo_message_send', sendingTools.pushgo_message_send.least),
      await pushgo.call('pushgo_channel_list'),
      await pushgo.call('pushgo_channel_unbind', { channel_id: pushgo.sandbox.channel.id }),
    ];
    for (const outcome of outcomes) {
      const refused = 'refused' in outcome ? outcome.refused : '';
      expect(refused).toContain(part);
      expect(refused.startsWith(pushgo.file)).toBe(true);
      expect(refused).not.toMatch(/\n|herring/);
    }
    expect(pushgo.connection.lines.join('')).not.toMatch(/herring/);
  });
});

test('resources of a file that cannot be used are an error with the same sentence, and the instructions say where to look', async () => {
  write('{"version": 1, "channels": [redherring');
  for (const ask of [
    () => pushgo.connection.client.listResources(),
    () => pushgo.connection.client.readResource({ uri: 'pushgo://channels' }),
  ]) {
    const error: Error = await ask().then(
      () => new Error('no error'),
      (reason) => reason,
    );
    expect(error.message).toContain(`${pushgo.file} is no channels file: it holds no JSON object.`);
    expect(error.message).not.toContain('redherring');
  }
  const another = await connect({ PUSHGO_BASE_URL: pushgo.sandbox.origin, PUSHGO_CHANNELS_FILE: pushgo.file });
  expect(another.client.getInstructions()).toContain(
    'The channels that are kept cannot be read; pushgo_channel_list says why.',
  );
  await another.close();
});

test('a file that is put in order is used with the next call', async () => {
  chmodSync(pushgo.file, 0o644);
  await expectRefused(pushgo, 'pushgo_message_send', {}, expect.stringContaining('chmod 600'));
  chmodSync(pushgo.file, 0o600);
  await expectTaken(pushgo, 'pushgo_message_send');
  remove();
  await expectRefused(pushgo, 'pushgo_message_send', {}, expect.stringContaining('No channel is set up'));
  const { password } = pushgo.sandbox.channel;
  write(content(channel({ password, name: 'By hand', note: 'of a person' })));
  await expectTaken(pushgo, 'pushgo_message_send');
});

test('arguments are checked before the file is read', async () => {
  write('nothing');
  await expectRefused(pushgo, 'pushgo_message_send', { title: ' ' }, 'title is required.');
});
