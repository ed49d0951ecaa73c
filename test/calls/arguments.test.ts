// Arguments as clients and models write them: what can only mean one thing is taken, secrets and free text are taken literally.
import { afterEach, describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/index.ts';
import { connect } from '../support/connect.ts';
import { type PusharyTest, startPushary } from '../support/pushary.ts';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { connectRaw } from '../support/raw.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
});
const opened = <T extends { close(): Promise<void> }>(resource: T): T => {
  open.push(resource);
  return resource;
};

const pushgo = async (): Promise<PushgoTest> => opened(await startPushgo());
const pushary = async (): Promise<PusharyTest> => opened(await startPushary());
const lastBody = ({ arrivals }: PushgoTest | PusharyTest) => JSON.parse(arrivals.at(-1)?.body ?? '{}');

async function pwpush() {
  const bodies: string[] = [];
  const sandbox = opened(
    await startSandbox({ onRequest: ({ method, body }) => method === 'POST' && bodies.push(body) }),
  );
  const server = opened(await connect({ PWPUSH_BASE_URL: sandbox.origin, PWPUSH_API_TOKEN: sandbox.token }));
  return { server, origin: sandbox.origin, sent: () => JSON.parse(bodies.at(-1) ?? '{}').push };
}

describe('lists and objects as their JSON text', () => {
  test.each([
    [{ tags: '["a","b"]' }, { tags: ['a', 'b'] }],
    [{ tags: ' [ "a" ] ' }, { tags: ['a'] }],
    [{ tags: 'urgent' }, { tags: ['urgent'] }],
    [{ tags: '[urgent' }, { tags: ['[urgent'] }],
    [{ metadata: '{"run":7,"ok":true}' }, { metadata: { run: 7, ok: true } }],
    [{ images: '["https://example.org/a.png"]' }, { images: ['https://example.org/a.png'] }],
  ])('%j of a message', async (given, arrived) => {
    const test = await pushgo();
    expect(await test.call('pushgo_message_send', { title: 'x', ...given })).toHaveProperty('result');
    expect(lastBody(test)).toMatchObject(arrived);
  });

  test('at any depth, numbers and switches too', async () => {
    const test = await pushary();
    const steps = JSON.stringify([
      { stepType: 'delay', config: JSON.stringify({ delay: { value: '2', unit: 'Hours' } }) },
      { stepType: 'exit', config: '{}' },
    ]);
    expect(await test.call('create_flow', { name: 'n', triggerType: 'subscription', steps })).toHaveProperty('result');
    expect(lastBody(test).steps).toMatchObject([
      { stepType: 'delay', config: { delay: { value: 2, unit: 'hours' } } },
      { stepType: 'exit', config: {} },
    ]);
  });

  test('a secret and free text are never parsed', async () => {
    const { server, sent } = await pwpush();
    for (const payload of ['["a","b"]', '{"password":"x"}', 'null', '5', 'true']) {
      expect(await server.call('create_push', { payload, note: 'null', name: '[]' })).toHaveProperty('result');
      expect(sent()).toMatchObject({ payload, note: 'null', name: '[]' });
    }
    const asked = await pushary();
    await asked.call('ask_user', { question: '{"a":1}', context: 'null', wait: false });
    expect(lastBody(asked)).toMatchObject({ question: '{"a":1}', context: 'null' });
  });
});

describe('something empty for what may be left out', () => {
  test.each(['', null, 'null', ' NULL ', '  '])('%j everywhere', async (empty) => {
    const test = await pushgo();
    const args = ['severity', 'ttl', 'thing_id', 'occurred_at', 'metadata', 'op_id', 'channel_id', 'url'];
    const given = Object.fromEntries(args.map((name) => [name, empty]));
    expect(await test.call('pushgo_message_send', { title: 'x', ...given })).toHaveProperty('result');
    for (const name of args.filter((name) => !['op_id', 'channel_id'].includes(name)))
      expect(lastBody(test), name).not.toHaveProperty(name);
    const listed = await pushary();
    const filters = { status: empty, externalId: empty, cursor: empty, tags: empty, limit: empty };
    expect(await listed.call('list_subscribers', filters)).toHaveProperty('result');
    expect(listed.requests().at(-1)).toBe('GET /subscribers?limit=20');
  });

  test('null in an open object is data', async () => {
    const test = await pushgo();
    await test.call('pushgo_thing_update', {
      thing_id: 't',
      observed_at: '1710000000',
      attrs: { ip: null, x: 'null' },
    });
    expect(lastBody(test).attrs).toEqual({ ip: null, x: 'null' });
  });

  test('an empty list of images is none', async () => {
    const test = await pushgo();
    expect(await test.call('pushgo_message_send', { title: 'x', images: [], tags: '[]' })).toHaveProperty('result');
    expect(lastBody(test)).not.toHaveProperty('images');
    expect(lastBody(test)).not.toHaveProperty('tags');
  });

  test.each(['subscriberIds', 'externalIds', 'tags'])(
    'an empty audience, %s, is refused and never sent',
    async (name) => {
      const test = await pushary();
      for (const empty of [[], '[]', '', 'null'])
        expect(await test.call('send_notification', { title: 't', body: 'b', [name]: empty })).toEqual({
          refused: `${name} is empty. Leave it out to reach everybody, or name somebody.`,
        });
      expect(test.arrivals).toEqual([]);
    },
  );

  test('what is required is missing', async () => {
    const test = await pushgo();
    expect(await test.call('pushgo_event_update', { event_id: null })).toMatchObject({
      refused: expect.stringContaining('event_id is required.'),
    });
  });
});

describe('arguments as a whole', () => {
  test.each([[undefined], [null], [''], ['{}'], ['null']])('%j are none', async (args) => {
    const { origin } = await pwpush();
    const raw = opened(await connectRaw({ PWPUSH_BASE_URL: origin }));
    const answer = await raw.ask('tools/call', { name: 'get_version', ...(args !== undefined && { arguments: args }) });
    expect(answer).toMatchObject({ result: { structuredContent: { edition: 'oss' } } });
    expect(await raw.ask('prompts/get', { name: 'expire_push', arguments: args })).toMatchObject({
      error: { message: expect.stringContaining('The prompt expire_push needs url_token.') },
    });
  });

  test.each([[[]], ['no JSON'], [5], [true], ['[1]']])('%j are refused in our own words', async (args) => {
    const { origin } = await pwpush();
    const raw = opened(await connectRaw({ PWPUSH_BASE_URL: origin }));
    const text = expect.stringMatching(/^The arguments are no object\./);
    expect(await raw.ask('tools/call', { name: 'get_version', arguments: args })).toMatchObject({
      result: { isError: true, content: [{ text }] },
    });
    expect(await raw.ask('prompts/get', { name: 'create_push', arguments: args })).toMatchObject({
      error: { code: -32602, message: text },
    });
  });

  test('an object as its JSON text is that object', async () => {
    const { origin, sent } = await pwpush();
    const raw = opened(await connectRaw({ PWPUSH_BASE_URL: origin }));
    await raw.ask('tools/call', { name: 'create_push', arguments: '{"payload":"a secret"}' });
    expect(sent()).toMatchObject({ payload: 'a secret' });
  });
});

describe('a name that is no argument', () => {
  test.each([
    ['create_push', 'views', 'expire_after_views'],
    ['create_push', 'secret', 'payload'],
    ['create_push', 'message', 'payload'],
    ['create_push', 'expires_in', 'duration'],
    ['create_push', 'password', 'passphrase'],
    ['create_push', 'files', 'file_paths'],
    ['preview_push', 'link', 'url_token'],
    ['send_notification', 'message', 'body'],
    ['send_notification', 'link', 'url'],
    ['ask_user', 'message', 'question'],
    ['ask_user', 'choices', 'options'],
    ['pushgo_message_send', 'message', 'body'],
    ['pushgo_message_send', 'priority', 'severity'],
    ['pushgo_message_send', 'expires_in', 'ttl'],
    ['pushgo_event_create', 'Channel', 'channel_id'],
  ])('of %s, %s, is answered with %s', async (tool, written, meant) => {
    const server = opened(
      await connect({ PUSHGO_BASE_URL: 'https://push.example', PUSHARY_API_KEY: 'pk_0123456789.sk_0123456789' }),
    );
    expect(await server.call(tool, { [written]: 'x' })).toMatchObject({
      refused: expect.stringContaining(`Did you mean ${meant}?`),
    });
  });

  test('is never answered with one that is not listed', async () => {
    const server = opened(await connect({ PUSHARY_API_KEY: 'pk_0123456789.sk_0123456789' }));
    for (const tool of ['ask_user', 'send_notification'])
      for (const name of ['zzz', 'agentname', 'agent', 'session'])
        expect(await server.call(tool, { [name]: 'x' })).toEqual({
          refused: expect.not.stringMatching(/agentName|sessionId|machineId|repoKey|waitEndsAt/),
        });
  });

  test('and one problem is told of an argument, not what follows from it', async () => {
    const test = await pushary();
    const { refused } = (await test.call('ask_user', { question: 'x?', options: [1, 2, 3, 4, 5, 6, 7] })) as {
      refused: string;
    };
    expect(refused.match(/options/g)).toHaveLength(1);
  });
});
