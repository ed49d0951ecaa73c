// Requests that come close: a name that is nearly one, an audience of nobody, parameters that MCP does not have.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { type PusharyTest, startPushary } from '../support/pushary.ts';
import { connectRaw, type RawConnection } from '../support/raw.ts';

let server: Connection;
let raw: RawConnection;
let pushary: PusharyTest;
beforeAll(async () => {
  const env = { PUSHGO_BASE_URL: 'https://push.example', PUSHARY_API_KEY: 'pk_0123456789.sk_0123456789' };
  server = await connect(env);
  raw = await connectRaw(env);
  pushary = await startPushary();
});
afterAll(async () => {
  await server.close();
  await raw.close();
  await pushary.close();
});

test.each(['', ' ', 'a', 'us', '-'])('the tool name %j is too little for a guess', async (name) => {
  const { error } = await raw.ask('tools/call', { name, arguments: {} });
  expect(error).toMatchObject({ message: 'There is no such tool.' });
});

test.each([
  ['GET_VERSION', 'get_version'],
  ['AskUser', 'ask_user'],
  ['get_versio', 'get_version'],
])('the tool name %s is answered with %s', async (name, meant) => {
  const { error } = await raw.ask('tools/call', { name, arguments: {} });
  expect(error).toMatchObject({ message: `There is no such tool. Did you mean ${meant}?` });
});

test.each(['', 'e', 'na'])('the argument name %j is too little for a guess', async (name) => {
  expect(await server.call('create_push', { [name]: 'x' })).toEqual({
    refused: expect.stringMatching(/^One argument has a name that this tool does not know\. It takes payload, /),
  });
});

test.each(['expire_after_days', 'expireAfterDays', 'expire_after_duration'])(
  'days are not taken for views: %s is answered with duration',
  async (name) => {
    expect(await server.call('create_push', { payload: 'x', [name]: 7 })).toEqual({
      refused: 'One argument has a name that this tool does not know. Did you mean duration?',
    });
  },
);

test.each([[['']], [[' ', 'null']], ['[""]'], [['NULL']]])(
  'an audience of nobody, %j, is never sent',
  async (nobody) => {
    for (const name of ['subscriberIds', 'externalIds', 'tags'])
      expect(await pushary.call('send_notification', { title: 't', body: 'b', [name]: nobody })).toEqual({
        refused: `${name} is empty. Leave it out to reach everybody, or name somebody.`,
      });
    expect(pushary.arrivals).toEqual([]);
  },
);

test.each(['', ' ', 'null'])('a segment without a name, %j, is no campaign to everybody', async (segmentId) => {
  const args = { name: 'n', title: 't', body: 'b', segmentId };
  expect(await pushary.call('create_campaign', args)).toEqual({
    refused: 'segmentId is empty. Leave it out to reach everybody, or name somebody.',
  });
  expect(pushary.arrivals).toEqual([]);
});

test.each<[string, object, string]>([
  ['tools/call', {}, 'name'],
  ['tools/call', { name: 5 }, 'name'],
  ['tools/call', { name: null, arguments: {} }, 'name'],
  ['prompts/get', {}, 'name'],
  ['prompts/get', { name: ['create_push'] }, 'name'],
  ['tools/list', { cursor: 5 }, 'cursor'],
  ['completion/complete', { ref: { type: 'ref/prompt', name: 'create_push' } }, 'argument'],
  ['completion/complete', { ref: 5, argument: { name: 'kind', value: 't' } }, 'ref'],
])('%s with %j is refused in our own words', async (method, params, wrong) => {
  expect((await raw.ask(method, params)).error).toEqual({
    code: -32602,
    message: `Invalid params: ${wrong} is missing or not as MCP has it.`,
  });
});

test('the arguments of a prompt are taken as texts, null as absent, and nothing else', async () => {
  const get = (args: object) => raw.ask('prompts/get', { name: 'expire_push', arguments: args });
  expect((await get({ url_token: 12345 })).result).toMatchObject({
    messages: [{ content: { text: expect.stringContaining('12345') } }],
  });
  expect((await get({ url_token: null })).error).toMatchObject({ message: 'The prompt expire_push needs url_token.' });
  for (const wrong of [['x'], { a: 1 }])
    expect((await get({ url_token: wrong })).error).toEqual({
      code: -32602,
      message: 'An argument of a prompt is a text, and no list or object.',
    });
});
