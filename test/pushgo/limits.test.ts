// Each limit of docs/services/pushgo.md#transport, #dispatch and #values at, below and above it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { e, rocket, testLimits, x } from './limit.ts';
import {
  type Args,
  eventTools,
  expectRefused,
  expectTaken,
  type SendingTool,
  sendingTools,
  thingTools,
  toolNames,
} from './samples.ts';

let pushgo: PushgoTest;
beforeAll(async () => {
  pushgo = await startPushgo();
});
afterAll(() => pushgo.close());

/** An address of so many bytes. */
const at = (bytes: number) => 'https://example.org/'.padEnd(bytes, 'x');
const named = (name: string, value: unknown = 1) => ({ [name]: value });

/** Titles of so many bytes as JSON text: of characters of one to six bytes. */
const titlesOf = (bytes: number) => [
  x(bytes),
  x(bytes % 2) + e(Math.floor(bytes / 2)),
  x(bytes % 4) + rocket(Math.floor(bytes / 4)),
  x(bytes % 2) + '"'.repeat(Math.floor(bytes / 2)),
  x(bytes % 6) + '\u0001'.repeat(Math.floor(bytes / 6)),
];

/** The longest titles beside bodies of 180 characters of one to six bytes, or titles of some bytes more. Blanks at the ends do not count. */
const beside = (name: string, rest: string, more = 0): Args[] =>
  ['x', 'é', '频', '🚀', '"', '\u0001'].map((character) => {
    const room = 1774 - 180 * (Buffer.byteLength(JSON.stringify(character)) - 2);
    return { title: x(room + more), [name]: `  ${character.repeat(180)}${rest} ` };
  });

const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

testLimits(() => pushgo, {
  'a message title alone at 1774 bytes of JSON text': {
    tools: ['pushgo_message_send'],
    taken: titlesOf(1774).map((title) => ({ title })),
    refused: titlesOf(1776).map((title) => ({ title })),
    // About a thing, its id and 13 bytes beside it are in there, too
    says: /^title is longer than the 17\d\d bytes that every push service carries: put the rest elsewhere\.$/,
  },
  'a title of a thing, or of what has its name only, likewise': {
    tools: ['pushgo_thing_create'],
    taken: titlesOf(1774).flatMap((title) => [
      { title },
      { attrs: { name: title } },
      { title: ' ', attrs: { name: title } },
    ]),
    refused: titlesOf(1776).flatMap((title) => [
      { title },
      { title: null, attrs: { name: title } },
      { title: '\t', attrs: { name: title } },
    ]),
    says: /^(?:title|attrs\.name) is longer than the 1774 bytes that every push service carries: put the rest elsewhere\.$/,
  },
  'a title of a thing that has an id of its own: that and 13 bytes beside it take room': {
    tools: ['pushgo_thing_update', 'pushgo_thing_archive', 'pushgo_thing_delete'],
    // rack-7: 19 bytes
    taken: [{ title: x(1764) }, { thing_id: x(64), title: x(1735) }],
    refused: [{ title: x(1765) }, { thing_id: x(64), title: x(1736) }],
    says: /^title is longer than the 17\d\d bytes that every push service carries: put the rest elsewhere\.$/,
  },
  'a title beside the first 180 characters of a body': {
    tools: ['pushgo_message_send'],
    // 19 bytes are those of the thing
    taken: beside('body', '').concat(beside('body', x(1000))),
    refused: beside('body', '', 1).concat(beside('body', x(1000), 1)),
    says: /^title is longer than the \d+ bytes that every push service carries beside the beginning of body: put the rest elsewhere\.$/,
  },
  'a title beside the first 180 characters of the message of an event': {
    tools: eventTools,
    taken: beside('message', ''),
    refused: beside('message', '', 1),
    says: /^title is longer than the \d+ bytes that every push service carries beside the beginning of message: put the rest elsewhere\.$/,
  },
  'a title beside the first 180 characters of the description of a thing': {
    tools: ['pushgo_thing_create'],
    taken: beside('description', x(1000)),
    refused: beside('description', x(1000), 1),
    says: /^title is longer than the \d+ bytes that every push service carries beside the beginning of description: put the rest elsewhere\.$/,
  },
  'a title beside an op_id longer than those that are made': {
    tools: ['pushgo_thing_create'],
    taken: [{ op_id: `${x(126)}-1`, title: x(1726) }],
    refused: [{ op_id: `${x(126)}-1`, title: x(1727) }],
    says: /^title is longer than the 1726 bytes that every push service carries: put the rest elsewhere\.$/,
  },
  'the name of a thing with a title: as long as it likes': {
    tools: thingTools,
    taken: [{ title: 'Rack', attrs: { name: x(2000) } }],
  },
  'status at 24 characters': {
    tools: eventTools,
    taken: ['x', x(23), x(24), e(24), rocket(24), `  ${x(24)}\n`].map((status) => ({ status })),
    refused: [x(25), e(25), rocket(25)].map((status) => ({ status })),
    says: /^status is longer than 24 characters\.$/,
  },
  'message of an event at 512 characters': {
    tools: eventTools,
    taken: ['x', x(511), x(512), rocket(512), `\t${e(512)} `].map((message) => ({ message })),
    refused: [x(513), rocket(513)].map((message) => ({ message })),
    says: /^message is longer than 512 characters\.$/,
  },
  'a list at 32 entries, before repetitions go': {
    tools: toolNames,
    taken: [{ tags: [] }, { tags: times(31, 'a') }, { tags: times(32, 'a') }],
    refused: [{ tags: times(33, 'a') }],
    says: /^tags holds at most 32 entries\.$/,
  },
  'images at 32 entries': {
    tools: toolNames,
    taken: [{ images: [] }, { images: times(32, at(20)) }],
    refused: [{ images: times(33, at(20)) }],
    says: /^images holds at most 32 entries\.$/,
  },
  'a tag at 64 bytes': {
    tools: toolNames,
    taken: [x(63), x(64), e(32), rocket(16), ` ${x(64)} `].map((tag) => ({ tags: ['a', tag] })),
    refused: [x(65), e(33), rocket(17)].map((tag) => ({ tags: ['a', tag] })),
    says: /^tags\[1\] is longer than 64 bytes\.$/,
  },
  'an image at 2048 bytes': {
    tools: toolNames,
    taken: [at(2047), at(2048), ` ${at(2048)} `].map((image) => ({ images: [image] })),
    refused: [at(2049), `${at(2048)}é`].map((image) => ({ images: [image] })),
    says: /^images\[0\] is longer than 2048 bytes\.$/,
  },
  'the primary image at 2048 bytes': {
    tools: thingTools,
    taken: ['', ' ', at(2048), ` ${at(2048)} `].map((primary_image) => ({ primary_image })),
    refused: [at(2049), `${at(2047)}é`].map((primary_image) => ({ primary_image })),
    says: /^primary_image is longer than 2048 bytes\.$/,
  },
  'a name in metadata at 64 bytes': {
    tools: toolNames,
    taken: [x(64), e(32), ` ${rocket(16)} `].map((name) => ({ metadata: named(name) })),
    refused: [x(65), e(33), rocket(17)].map((name) => ({ metadata: named(name) })),
    says: /^metadata holds a name longer than 64 bytes\.$/,
  },
  'a value in metadata at 512 bytes': {
    tools: toolNames,
    taken: [x(512), e(256), ` ${rocket(128)} `].map((value) => ({ metadata: { value } })),
    refused: [x(513), e(257), rocket(129)].map((value) => ({ metadata: { value } })),
    says: /^metadata holds a value longer than 512 bytes\.$/,
  },
  'a number that JSON passes on exactly': {
    tools: toolNames,
    taken: [2 ** 53 - 1, 1 - 2 ** 53, 0.1, 1e-7].map((value) => ({ metadata: { value } })),
    refused: [2 ** 53, -(2 ** 53), 1e300].map((value) => ({ metadata: { value } })),
    says: /^metadata holds a number too large to be passed on exactly; give it as text\.$/,
  },
  'a name in manufacturer at 64 bytes': {
    tools: thingTools,
    taken: [x(64), rocket(16)].map((name) => ({ attrs: { manufacturer: named(name) } })),
    refused: [x(65), rocket(17)].map((name) => ({ attrs: { manufacturer: named(name) } })),
    says: /^attrs holds a name longer than 64 bytes in manufacturer\.$/,
  },
  'a name of an event attribute: as long as it likes': {
    tools: eventTools,
    taken: [{ attrs: named(x(300)) }, { attrs: { manufacturer: named(x(65)) } }],
  },
  'a name in external_ids at 64 characters': {
    tools: thingTools,
    taken: [x(64), ` ${x(64)} `].map((name) => ({ external_ids: named(name, 'A1') })),
    refused: [x(65)].map((name) => ({ external_ids: named(name, 'A1') })),
    says: /^external_ids takes names of 1 to 64 letters, digits and _ : \. -, and no others\.$/,
  },
  'a value in external_ids at 256 bytes': {
    tools: thingTools,
    taken: [x(256), e(128), ` ${rocket(64)} `].map((erp) => ({ external_ids: { erp } })),
    refused: [x(257), e(129), rocket(65)].map((erp) => ({ external_ids: { erp } })),
    says: /^external_ids holds a value longer than 256 bytes\.$/,
  },
  'op_id at 128 characters': {
    tools: toolNames,
    taken: [x(127), x(128).replace('xx', '_:'), ` ${x(126)}-y `].map((op_id) => ({ op_id })),
    refused: [x(129)].map((op_id) => ({ op_id })),
    says: /^op_id has other characters than letters, digits and _ : -, or over 128\.$/,
  },
  'event_id at 64 characters': {
    tools: ['pushgo_event_update', 'pushgo_event_close'],
    taken: ['a', x(64), ` ${x(64)} `].map((event_id) => ({ event_id })),
    refused: ['', ' ', x(65)].map((event_id) => ({ event_id })),
    says: /^event_id [^.]+ 1 to 64 letters, digits and _ : -\.$/,
  },
  'thing_id at 64 characters': {
    tools: toolNames.filter((name) => name !== 'pushgo_thing_create'),
    taken: ['a', x(64), ` ${x(64)} `].map((thing_id) => ({ thing_id })),
    // A blank one counts as absent where it is optional
    refused: [x(65)].map((thing_id) => ({ thing_id })),
    says: /^thing_id [^.]+ 1 to 64 letters, digits and _ : -\.$/,
  },
});

/** The request that a call with this body makes, in bytes. */
async function bytesSentWith(tool: SendingTool, args: Args): Promise<number> {
  await expectTaken(pushgo, tool, args);
  return Buffer.byteLength(pushgo.arrivals.at(-1)?.body ?? '');
}

test.each([
  ['pushgo_message_send', 'body'],
  ['pushgo_event_create', 'description'],
  ['pushgo_thing_delete', 'ciphertext'],
] as const)('%s sends 32768 bytes of JSON and no more, whatever they are bytes of', async (tool, field) => {
  const says =
    'The arguments together are larger than the 32768 bytes of JSON that the service takes at once. Shorten the longest.';
  const room = 32_768 - (await bytesSentWith(tool, { [field]: '.' })) + 1;
  const isOdd = room % 2;
  expect(await bytesSentWith(tool, { [field]: x(room) })).toBe(32_768);
  expect(await bytesSentWith(tool, { [field]: e((room - isOdd) / 2) + x(isOdd) })).toBe(32_768);
  await expectRefused(pushgo, tool, { [field]: x(room + 1) }, says);
  await expectRefused(pushgo, tool, { [field]: e((room - isOdd) / 2 + 1) + x(isOdd) }, says);
  expect(sendingTools[tool].path).toBe(pushgo.arrivals.at(-1)?.path);
});
