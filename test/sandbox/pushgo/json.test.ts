// Bodies at the edge of JSON: what the recordings do not show.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../../sandbox/index.ts';
import { formatDouble } from '../../../sandbox/pushgo/json-value.ts';
import { post, postText } from './client.ts';

let sandbox: PushgoSandbox;
beforeAll(async () => {
  sandbox = await startPushgoSandbox();
});
afterAll(() => sandbox.close());

const withFields = (fields: string) => {
  const { id, password } = sandbox.channel;
  return `{"channel_id":"${id}","password":"${password}",${fields}}`;
};

describe('a body', () => {
  test.each([
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    ],
    ['half a surrogate pair', '{"title":"\\ud800"}'],
    ['an unknown escape', '{"title":"\\x"}'],
    ['a control character', '{"title":"a\nb"}'],
    ['an open string', '{"title":"a'],
    ['a trailing comma', '{"title":"a",}'],
    ['a leading zero', '{"ttl":01}'],
    ['a number without digits', '{"ttl":-}'],
    ['a number out of range', '{"ttl":1e999}'],
    ['a word that is none', '{"title":nul}'],
    ['a key without quotes', '{title:"a"}'],
    ['200 levels', `{"metadata":${'['.repeat(200)}${']'.repeat(200)}}`],
  ])('with %s is no JSON', async (_, body) => {
    const refused = await postText(sandbox, '/message', body);
    expect(refused).toMatchObject({ status: 400, code: 'invalid_json_syntax' });
  });

  test('that is wrong in both ways is refused for what comes first', async () => {
    expect((await postText(sandbox, '/message', '{"extra":1,"title":')).code).toBe('invalid_json_data');
    expect((await postText(sandbox, '/event/create', '{"extra":1,"title":')).code).toBe('invalid_json_syntax');
  });

  test('names the line and the field', async () => {
    const refused = await postText(sandbox, '/message', '{\n  "tags": ["a", 5]\n}');
    expect(refused.error).toMatch(/tags\[1\]: invalid type: integer `5`, expected a string at line 2 column 17$/);
  });

  test('has members of maps twice, and the last counts', async () => {
    await postText(sandbox, '/message', withFields('"title":"t","metadata":{"a":"1","a":"2"}'));
    expect(sandbox.pull()[0]?.payload.metadata).toBe('{"a":"2"}');
  });

  test('is no list on event and thing routes', async () => {
    expect((await postText(sandbox, '/thing/update', '[]')).code).toBe('invalid_json_data');
  });

  test('keeps members that JavaScript would take for its own', async () => {
    const fields = '"title":"t","metadata":{"__proto__":"x","constructor":"y"}';
    expect((await postText(sandbox, '/message', withFields(fields))).status).toBe(200);
    expect(sandbox.pull()[0]?.payload.metadata).toBe('{"__proto__":"x","constructor":"y"}');
    expect((await post(sandbox, '/message', { title: 't', constructor: 1 })).error).toContain(
      'unknown field `constructor`',
    );
  });
});

test.each([
  [0, '0.0'],
  [-0, '-0.0'],
  [1, '1.0'],
  [97.5, '97.5'],
  [-0.25, '-0.25'],
  [100, '100.0'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e16'],
  [1.5e300, '1.5e300'],
  [0.00001, '0.00001'],
  [1e-6, '1e-6'],
])('the double %d is written %s', (value, text) => {
  expect(formatDouble(value)).toBe(text);
});
