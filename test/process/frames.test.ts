// Frames that are nearly JSON-RPC: each that asks for an answer gets one, as sections 4 to 6 of JSON-RPC 2.0 say for its form.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handshake, listTools, messagesOf, type Running, start } from './run.ts';

let server: Running;
let stdout = '';
beforeAll(async () => {
  // Where nothing listens
  server = start([], { PWPUSH_BASE_URL: 'http://127.0.0.1:9' });
  server.child.stdout.on('data', (text: string) => {
    stdout += text;
  });
  server.send(...handshake);
  await server.answer(1);
});
afterAll(async () => {
  server.child.stdin.end();
  expect((await server.ended).code).toBe(0);
});

let last = 100;

/** Everything that the server sends after a frame and before the answer to the request behind it. */
async function sentAfter(frame: string): Promise<unknown[]> {
  last += 1;
  const before = stdout.length;
  server.send(`${frame}\n`, { id: last, method: 'ping' });
  await server.answer(last);
  return messagesOf(stdout.slice(before)).filter(({ id }) => id !== last);
}

const refused = (id: unknown, code: number) => [
  { jsonrpc: '2.0', id, error: { code, message: expect.any(String) as string } },
];

describe('is answered by its method: a request with', () => {
  test.each([
    ['null for params', '{"jsonrpc":"2.0","id":7,"method":"tools/list","params":null}'],
    ['an empty list for params', '{"jsonrpc":"2.0","id":7,"method":"tools/list","params":[]}'],
    ['null for _meta', '{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"_meta":null}}'],
    [
      'null for a progress token',
      '{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"_meta":{"progressToken":null}}}',
    ],
    ['null for a cursor', '{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"cursor":null}}'],
    ['the members of an answer as null', '{"jsonrpc":"2.0","id":7,"method":"tools/list","result":null,"error":null}'],
    ['a member of the sender’s own', '{"jsonrpc":"2.0","id":7,"method":"tools/list","sentAt":"now"}'],
    ['a byte order mark', '\ufeff{"jsonrpc":"2.0","id":7,"method":"tools/list"}'],
  ])('%s', async (_, frame) => {
    const [answer, ...more] = (await sentAfter(frame)) as { id: unknown; result: { tools: unknown[] } }[];
    expect(more).toEqual([]);
    expect(answer?.id).toBe(7);
    expect(answer?.result.tools.length).toBeGreaterThan(0);
  });

  test('null for the arguments of a tool', async () => {
    server.send({ id: 70, method: 'tools/call', params: { name: 'create_push', arguments: null } });
    expect((await server.answer(70)).result).toMatchObject({ isError: true });
  });
});

describe('is refused with', () => {
  test.each<[string, string, unknown, number]>([
    ['no jsonrpc', '{"id":8,"method":"ping"}', 8, -32600],
    ['another jsonrpc', '{"jsonrpc":"1.0","id":"a","method":"ping"}', 'a', -32600],
    ['jsonrpc as a number', '{"jsonrpc":2.0,"id":8,"method":"ping"}', 8, -32600],
    ['no method', '{"jsonrpc":"2.0","id":8}', 8, -32600],
    ['a method that is no text', '{"jsonrpc":"2.0","id":8,"method":1}', 8, -32600],
    ['a method of null', '{"jsonrpc":"2.0","id":8,"method":null}', 8, -32600],
    ['a method that is no text, and no id', '{"jsonrpc":"2.0","method":1,"params":"bar"}', null, -32600],
    ['a text for params', '{"jsonrpc":"2.0","id":8,"method":"ping","params":"bar"}', 8, -32600],
    ['an id of null', '{"jsonrpc":"2.0","id":null,"method":"ping"}', null, -32600],
    ['an id with a fraction', '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', 1.5, -32600],
    ['an id that is a list', '{"jsonrpc":"2.0","id":[8],"method":"ping"}', null, -32600],
    ['an id that is a switch', '{"jsonrpc":"2.0","id":true,"method":"ping"}', null, -32600],
    ['an id that no number holds exactly', '{"jsonrpc":"2.0","id":12345678901234567890,"method":"ping"}', null, -32600],
    ['a method and a result', '{"jsonrpc":"2.0","id":8,"method":"ping","result":{}}', 8, -32600],
    ['an object of nothing', '{}', null, -32600],
    ['a number', '123', null, -32600],
    ['a text', '"x"', null, -32600],
    ['null', 'null', null, -32600],
    ['an empty batch', '[]', null, -32600],
    ['params by position', '{"jsonrpc":"2.0","id":8,"method":"tools/call","params":["get_version"]}', 8, -32602],
    ['_meta that is no object', '{"jsonrpc":"2.0","id":8,"method":"tools/list","params":{"_meta":"x"}}', 8, -32602],
    ['what is no JSON', 'hello', null, -32700],
    ['half an object', '{"jsonrpc":"2.0",', null, -32700],
  ])('%s', async (_, frame, id, code) => {
    expect(await sentAfter(frame)).toEqual(refused(id, code));
  });

  test('bytes that are no UTF-8, so that no other text is taken for the one that was meant', async () => {
    last += 1;
    const before = stdout.length;
    const frame = Buffer.from('{"jsonrpc":"2.0","id":8,"method":"tools/call","params":{"name":"get_version?"}}\n');
    frame[frame.indexOf('?')] = 0xe9;
    server.child.stdin.write(frame);
    server.send({ id: last, method: 'ping' });
    await server.answer(last);
    expect(messagesOf(stdout.slice(before)).filter(({ id }) => id !== last)).toEqual(refused(8, -32700));
  });

  test('a batch: one answer for each member that asks for one, in one list', async () => {
    const batch =
      '[{"jsonrpc":"2.0","id":8,"method":"ping"},1,{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":9,"result":{}}]';
    expect(await sentAfter(batch)).toEqual([[...refused(8, -32600), ...refused(null, -32600)]]);
  });
});

describe('is never answered:', () => {
  test.each([
    ['a notification with null for params', '{"jsonrpc":"2.0","method":"notifications/initialized","params":null}'],
    ['a notification with an id of null', '{"jsonrpc":"2.0","id":null,"method":"notifications/initialized"}'],
    ['a notification without jsonrpc', '{"method":"notifications/initialized"}'],
    ['a notification with a text for params', '{"jsonrpc":"2.0","method":"notifications/cancelled","params":"x"}'],
    ['an answer to nothing', '{"jsonrpc":"2.0","id":99,"result":{}}'],
    ['an answer of null', '{"jsonrpc":"2.0","id":99,"result":null}'],
    ['an answer with null for its error', '{"jsonrpc":"2.0","id":99,"result":{},"error":null}'],
    ['an answer without jsonrpc', '{"id":99,"error":{"code":1,"message":"x"}}'],
    ['a batch of nothing but those', '[{"jsonrpc":"2.0","method":"notifications/initialized"}]'],
    ['a blank line', ' \t\r'],
  ])('%s', async (_, frame) => {
    expect(await sentAfter(frame)).toEqual([]);
  });
});

describe('a frame that is nearly JSON-RPC', () => {
  const warnings = (stderr: string) =>
    stderr
      .split('\n')
      .flatMap((line) => (line.includes('"level":"warn"') ? [JSON.parse(line) as { msg: string }] : []));

  test('has one line in the log, without its content', async () => {
    const own = start();
    own.send(...handshake, '{"id":8,"method":"canary-method","params":{"payload":"canary-payload"}}\n', listTools);
    await own.answer(2);
    own.child.stdin.end();
    const { stderr } = await own.ended;
    expect(warnings(stderr)).toHaveLength(1);
    expect(stderr).not.toContain('canary');
  });

  test('that was mended has one line as well, the first time', async () => {
    const own = start();
    const slip = (id: number) => ({ id, method: 'tools/list', params: null });
    own.send(...handshake, slip(3), slip(4));
    await Promise.all([own.answer(3), own.answer(4)]);
    own.child.stdin.end();
    expect(warnings((await own.ended).stderr)).toHaveLength(1);
  });

  test('before the first frame: a byte order mark', async () => {
    const own = start();
    own.send('\ufeff');
    own.send(...handshake, listTools);
    expect((await own.answer(1)).result).toHaveProperty('serverInfo');
    expect((await own.answer(2)).result).toHaveProperty('tools');
    own.child.stdin.end();
    expect((await own.ended).code).toBe(0);
  });
});
