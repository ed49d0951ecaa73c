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

const named = (name: string, value: unknown = 1) => ({ [name]: value });
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

testLimits(() => pushgo, {
  'a title at 1500 bytes of JSON text': {
    tools: toolNames,
    taken: [
      x(1499),
      x(1500),
      e(750),
      rocket(375),
      '"'.repeat(750),
      '\n'.repeat(749).concat('x'),
      '\u0001'.repeat(250),
    ].map((title) => ({ title })),
    refused: [x(1501), e(751), rocket(376), '"'.repeat(751), '\u0001'.repeat(251)].map((title) => ({ title })),
    says: /^title is longer than 1500 bytes: [^.]+\.$/,
  },
  'the name of a thing that has no title, likewise': {
    tools: thingTools,
    taken: [x(1500), rocket(375)].map((name) => ({ attrs: { name } })),
    refused: [{ title: null, attrs: { name: x(1501) } }, { attrs: { name: rocket(376) } }],
    says: /^attrs\.name is longer than 1500 bytes: [^.]+\.$/,
  },
  'the name of a thing with a title: as long as it likes': {
    tools: thingTools,
    taken: [{ title: 'Rack', attrs: { name: x(1501) } }],
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
    taken: [{ images: [] }, { images: times(32, 'a') }],
    refused: [{ images: times(33, 'a') }],
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
    taken: [x(2047), x(2048), rocket(512)].map((image) => ({ images: [image] })),
    refused: [x(2049), rocket(513)].map((image) => ({ images: [image] })),
    says: /^images\[0\] is longer than 2048 bytes\.$/,
  },
  'the primary image at 2048 bytes': {
    tools: thingTools,
    taken: ['', ' ', x(2048), ` ${e(1024)} `].map((primary_image) => ({ primary_image })),
    refused: [x(2049), e(1025)].map((primary_image) => ({ primary_image })),
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
    refused: [' ', x(65)].map((thing_id) => ({ thing_id })),
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
