// The shapes that the gateway takes and refuses (docs/services/pushgo.md#sending, #values): what is required,
// forbidden, of another type, or blank.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
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

const about = (field: string) => expect.stringMatching(new RegExp(`^${field}(?:\\[\\d+\\])? .*\\.$`));

describe('required is what the gateway asks for at run time', () => {
  const required = toolNames.flatMap((tool) =>
    Object.keys(sendingTools[tool].least).map((name) => [tool, name] as const),
  );
  test.each(required)('%s without %s', async (tool, name) => {
    await expectRefused(pushgo, tool, { [name]: undefined }, `${name} is required.`);
    await expectRefused(pushgo, tool, { [name]: null }, `${name} is required.`);
  });

  test('everything that is missing is told at once', async () => {
    expect(await pushgo.call('pushgo_event_update')).toEqual({
      refused:
        'event_id is required. status is required. message is required. severity is required. event_time is required.',
    });
  });

  test('a message about a thing needs the time of it', async () => {
    const says = 'occurred_at is required with thing_id.';
    await expectRefused(pushgo, 'pushgo_message_send', { thing_id: 'rack-7' }, says);
    await expectTaken(pushgo, 'pushgo_message_send', { thing_id: 'rack-7', occurred_at: 1710000000 });
    await expectTaken(pushgo, 'pushgo_message_send', { occurred_at: 1710000000 });
    await expectTaken(pushgo, 'pushgo_event_create', { thing_id: 'rack-7' });
  });

  test.each(toolNames)('%s lists exactly these as required', async (tool) => {
    const { tools } = await pushgo.connection.client.listTools();
    const listed = tools.find(({ name }) => name === tool)?.inputSchema.required ?? [];
    expect(listed.toSorted()).toEqual(Object.keys(sendingTools[tool].least).toSorted());
  });
});

describe('an argument that the route does not take is named, where it is one of another tool', () => {
  const forbidden: Record<SendingTool, readonly string[]> = {
    pushgo_message_send: ['event_id', 'event_time', 'status', 'attrs', 'description'],
    pushgo_event_create: ['event_id', 'ended_at', 'observed_at', 'body'],
    pushgo_event_update: ['started_at', 'ended_at', 'ttl'],
    pushgo_event_close: ['started_at', 'url'],
    pushgo_thing_create: ['thing_id', 'deleted_at', 'severity'],
    pushgo_thing_update: ['created_at', 'deleted_at', 'occurred_at'],
    pushgo_thing_archive: ['created_at', 'deleted_at', 'event_id'],
    pushgo_thing_delete: ['created_at', 'status'],
  };
  test.each(toolNames)('%s', async (tool) => {
    for (const name of forbidden[tool]) {
      const says = expect.stringMatching(`^${name} is no argument of this tool\\. It takes `);
      await expectRefused(pushgo, tool, { [name]: '1710000000' }, says);
    }
    for (const name of ['state', 'priority', 'channel', 'constructor']) {
      const says = expect.stringMatching(/^One argument has a name that this tool does not know\./);
      await expectRefused(pushgo, tool, { [name]: 'swordfish' }, says);
    }
    const off = 'password is not taken here: the server fills it in from what a person set up.';
    await expectRefused(pushgo, tool, { password: 'swordfish' }, off);
  });
});

const wrongTypes: Record<string, readonly unknown[]> = {
  text: [5, true, {}, ['a']],
  list: [5, true, {}, [5], [null], [['a']], [{}]],
  map: [5, true, 'a', '{"a":1}', ['a'], []],
  instant: [true, {}, [1], 1.5, 1e21, 'soon', '1.5', '1e9', '', ' ', '0x10', '2026-11-21', '2026-11-21T14:30:00'],
};

const types: Record<string, keyof typeof wrongTypes> = {
  ...Object.fromEntries(
    [
      'title',
      'description',
      'body',
      'url',
      'ciphertext',
      'op_id',
      'thing_id',
      'event_id',
      'channel_id',
      'primary_image',
    ]
      .concat(['status', 'message', 'severity', 'location_type', 'location_value'])
      .map((name) => [name, 'text']),
  ),
  tags: 'list',
  images: 'list',
  metadata: 'map',
  attrs: 'map',
  external_ids: 'map',
  ...Object.fromEntries(
    ['event_time', 'started_at', 'ended_at', 'observed_at', 'created_at', 'deleted_at', 'occurred_at', 'ttl'].map(
      (name) => [name, 'instant'],
    ),
  ),
};

test.each(toolNames)(
  '%s refuses a value of another type by the name of its argument, whichever it is',
  async (tool) => {
    const { tools } = await pushgo.connection.client.listTools();
    const listed = Object.keys(tools.find(({ name }) => name === tool)?.inputSchema.properties ?? {});
    for (const name of listed) {
      for (const value of wrongTypes[types[name] ?? ''] ?? []) {
        await expectRefused(pushgo, tool, { [name]: value }, about(name));
      }
      // Half of a surrogate pair, which JSON can say and UTF-8 cannot
      const broken = types[name] === 'list' ? ['a\ud800'] : types[name] === 'map' ? { a: 'a\ud800' } : 'a\ud800';
      await expectRefused(pushgo, tool, { [name]: broken }, about(name));
    }
    expect(listed.filter((name) => types[name] === undefined)).toEqual([]);
  },
);

const shapes: Record<string, { tools: readonly SendingTool[]; taken?: readonly Args[]; refused: readonly Args[] }> = {
  title: {
    tools: ['pushgo_message_send'],
    taken: [{ title: ' x ' }],
    refused: ['', ' ', '\n\t\u00a0\u2003'].map((title) => ({ title })),
  },
  severity: {
    tools: eventTools.concat('pushgo_message_send'),
    taken: ['low', 'HIGH', ' Critical ', 'normal'].map((severity) => ({ severity })),
    refused: ['', ' ', 'urgent', 'highest', '1'].map((severity) => ({ severity })),
  },
  status: { tools: eventTools, refused: [{ status: '' }, { status: ' \n' }] },
  message: { tools: eventTools, refused: [{ message: '' }, { message: '\u2003' }] },
  event_id: {
    tools: ['pushgo_event_update', 'pushgo_event_close'],
    refused: ['a b', 'a/b', 'é', 'a.b', 'a\u0000'].map((event_id) => ({ event_id })),
  },
  thing_id: {
    tools: [...eventTools, 'pushgo_thing_update', 'pushgo_thing_archive', 'pushgo_thing_delete'],
    taken: [{ thing_id: 'A_1:b-2' }],
    refused: ['a b', '..', 'é', 'a.b', '#1'].map((thing_id) => ({ thing_id })),
  },
  op_id: {
    tools: toolNames,
    taken: ['', ' ', 'A_1:b-2', ' a '].map((op_id) => ({ op_id })),
    refused: ['a b', 'a.b', 'é', 'a/b'].map((op_id) => ({ op_id })),
  },
  tags: { tools: toolNames, taken: [{ tags: 'one' }], refused: [{ tags: ['a', ''] }, { tags: [' '] }] },
  images: {
    tools: toolNames,
    taken: [{ images: ['not a link'] }],
    refused: [{ images: [''] }, { images: ['a', ' '] }],
  },
  metadata: {
    tools: toolNames,
    taken: [{ metadata: {} }, { metadata: { a: 0, b: false, c: 'x', ' d ': -1.5 } }, { metadata: null }],
    refused: [{ '': 1 }, { ' ': 1 }, { a: 1, ' a': 2 }, { a: '' }, { a: ' ' }, { a: null }, { a: [] }, { a: {} }].map(
      (metadata) => ({ metadata }),
    ),
  },
  attrs: {
    tools: [...eventTools, ...thingTools],
    taken: [{ attrs: {} }, { attrs: { a: null, b: { c: null, d: 1, '': 'x' }, e: '', f: true } }],
    refused: [
      { '': 1 },
      { ' ': 1 },
      { a: [] },
      { a: [1] },
      { a: { b: {} } },
      { a: { b: [] } },
      { a: 2 ** 60 },
      { a: { b: 2 ** 60 } },
    ].map((attrs) => ({ attrs })),
  },
  external_ids: {
    tools: thingTools,
    taken: [{ external_ids: {} }, { external_ids: { 'A_1:b-2.c': 'x', d: null } }],
    refused: [
      { '': 'x' },
      { 'a b': 'x' },
      { é: 'x' },
      { a: '' },
      { a: ' ' },
      { a: 1 },
      { a: true },
      { a: {} },
      { A: 'x', a: 'y' },
      { a: 'x', ' a ': null },
    ].map((external_ids) => ({ external_ids })),
  },
};

describe.each(Object.entries(shapes))('%s', (field, { tools, taken = [], refused }) => {
  test.each(tools)('of %s', async (tool) => {
    for (const args of taken) await expectTaken(pushgo, tool, args);
    for (const args of refused) await expectRefused(pushgo, tool, args, about(field));
  });
});

test.each(thingTools)('%s takes a manufacturer that is an object of names, or null', async (tool) => {
  for (const manufacturer of [null, {}, { name: 'ACME', since: 1949, gone: null }])
    await expectTaken(pushgo, tool, { attrs: { manufacturer } });
  for (const manufacturer of ['ACME', 5, true, [], { '': 1 }, { ' ': 1 }, { a: {} }])
    await expectRefused(pushgo, tool, { attrs: { manufacturer } }, about('attrs'));
});

test('several wrong values are all told, each by its name, and none of them is repeated', async () => {
  const args = { status: 'x'.repeat(25), severity: 'swordfish', event_time: 'swordfish', metadata: ['swordfish'] };
  await expectRefused(
    pushgo,
    'pushgo_event_create',
    args,
    expect.stringMatching(/^status .*\. severity .*\. event_time .*\. metadata .*\.$/),
  );
  await expectRefused(pushgo, 'pushgo_event_create', args, expect.not.stringContaining('swordfish'));
});

test('a title of an event or a thing may be blank, and an argument that is null is not there', async () => {
  for (const tool of [...eventTools, ...thingTools]) await expectTaken(pushgo, tool, { title: ' ' });
  await expectTaken(pushgo, 'pushgo_message_send', { images: null, tags: null, ttl: null, thing_id: null });
  const { images, tags, ttl, thing_id } = JSON.parse(pushgo.arrivals.at(-1)?.body ?? '');
  expect([images, tags, ttl, thing_id]).toEqual([undefined, undefined, undefined, undefined]);
});
