// The longest titles that Apple devices have room for, beside each kind of text (docs/services/pushgo.md#dispatch): they are
// taken and pushed, and one byte more is refused before anything is sent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { type Args, expectRefused, expectTaken, type SendingTool, sendingTools, toolNames } from './samples.ts';

let pushgo: PushgoTest;
beforeAll(async () => {
  // The address for which the room was measured
  pushgo = await startPushgo({ sandbox: { baseUrl: 'https://push.example.c' } });
  await subscribePhone();
});
afterAll(() => pushgo.close());

/** An iPhone beside the Android device of the sandbox. */
async function subscribePhone(): Promise<void> {
  const { origin, channel } = pushgo.sandbox;
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { data: { device_key: string } }).data;
  };
  const { device_key } = await post('/device/register', { platform: 'ios' });
  await post('/channel/device', { device_key, channel_type: 'apns', provider_token: 'ab'.repeat(32) });
  await post('/channel/subscribe', { device_key, channel_id: channel.id, password: channel.password });
  pushgo.arrivals.length = 0;
}

const long = { ascii: 'x', newlines: '\n', Cyrillic: 'д', quotes: '"', Chinese: '频', emoji: '🚀', control: '\u0001' };
/** In bytes. */
const longest = { ascii: 1594, newlines: 1774, Cyrillic: 1414, quotes: 1414, Chinese: 1234, emoji: 1054, control: 694 };

/** The text that goes along with the title, of 300 characters. */
const textOf = (tool: SendingTool, character: string): Args => {
  const text = character.repeat(300);
  if (tool === 'pushgo_message_send') return { body: text };
  return tool.startsWith('pushgo_event') ? { message: text } : { description: text };
};

// What shows nothing is none
const texts = (Object.keys(long) as (keyof typeof long)[]).filter((kind) => kind !== 'newlines');
const cases = toolNames.flatMap((tool) => texts.map((kind) => [tool, kind] as const));

test.each(cases)('%s beside a text of %s', async (tool, kind) => {
  const text = textOf(tool, long[kind]);
  // `rack-7` and the 13 bytes around it, in two copies of the title
  const bytes = longest[kind] - ('thing_id' in sendingTools[tool].least ? 10 : 0);
  await expectTaken(pushgo, tool, { ...text, title: 't'.repeat(bytes) });
  const [name] = Object.keys(text);
  const says = `title is longer than ${bytes} bytes: Apple devices have no more room beside the first 180 characters of ${name}. Put the rest elsewhere.`;
  await expectRefused(pushgo, tool, { ...text, title: 't'.repeat(bytes + 1) }, says);
});

test('a title without a text, with characters of several bytes', async () => {
  for (const title of ['t'.repeat(1774), 'д'.repeat(887), '频'.repeat(591), '🚀'.repeat(443), '"'.repeat(887)]) {
    await expectTaken(pushgo, 'pushgo_message_send', { title });
    const says = 'title is longer than 1774 bytes: Apple devices have no more room. Put the rest elsewhere.';
    await expectRefused(pushgo, 'pushgo_message_send', { title: `${title}频` }, says);
  }
});

test('a Chinese title of 400 characters beside a Chinese text passes, of 450 it is refused', async () => {
  const body = '频'.repeat(300);
  await expectTaken(pushgo, 'pushgo_message_send', { title: '频'.repeat(400), body });
  await expectRefused(
    pushgo,
    'pushgo_message_send',
    { title: '频'.repeat(450), body },
    expect.stringMatching(/^title /),
  );
});

test('the longest ids take their part of the room', async () => {
  const ids = { op_id: 'k'.repeat(128), thing_id: 'i'.repeat(64) };
  const args = { ...ids, body: '🚀'.repeat(300) };
  await expectTaken(pushgo, 'pushgo_message_send', { ...args, title: 't'.repeat(967) });
  const says = expect.stringMatching(/^title is longer than 967 bytes: /);
  await expectRefused(pushgo, 'pushgo_message_send', { ...args, title: 't'.repeat(968) }, says);
});

test('a text that is shorter than 180 characters takes what it has, and one that is blank nothing', async () => {
  await expectTaken(pushgo, 'pushgo_message_send', { title: 't'.repeat(1764), body: ' 0123456789\n' });
  const says = expect.stringMatching(/^title is longer than 1764 bytes: /);
  await expectRefused(pushgo, 'pushgo_message_send', { title: 't'.repeat(1765), body: '0123456789' }, says);
  await expectTaken(pushgo, 'pushgo_message_send', { title: 't'.repeat(1774), body: '\n'.repeat(300) });
});

test('the name of a thing is its title, and its attributes are its text, where it has no other', async () => {
  const attrs = { name: 't'.repeat(1500) };
  await expectTaken(pushgo, 'pushgo_thing_create', { attrs });
  const says = (bytes: number, beside: string) =>
    `attrs.name is longer than ${bytes} bytes: Apple devices have no more room${beside}. Put the rest elsewhere.`;
  await expectRefused(pushgo, 'pushgo_thing_create', { attrs: { name: 't'.repeat(1775) } }, says(1774, ''));
  const withName = (bytes: number) => ({ attrs: { a: '🚀'.repeat(300), name: 't'.repeat(bytes) } });
  // `a=` and 178 rockets go along
  const room = 1764 - 714;
  await expectTaken(pushgo, 'pushgo_thing_update', withName(room));
  const beside = ' beside the first 180 characters of attrs';
  await expectRefused(pushgo, 'pushgo_thing_update', withName(room + 1), says(room, beside));
});
