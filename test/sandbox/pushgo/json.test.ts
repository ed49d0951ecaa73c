// Bodies at the edge of JSON: what the recordings do not show.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../../sandbox/index.ts';
import { formatDouble } from '../../../sandbox/pushgo/json.ts';
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
    ['bytes that are no UTF-8', Buffer.from([...Buffer.from('{"title":"'), 0xc3, 0x28, ...Buffer.from('"}')])],
    ['a trailing comma', '{"title":"a",}'],
    ['lists within lists beyond any stack', '['.repeat(16_000) + ']'.repeat(16_000)],
  ])('with %s is no JSON', async (_, body) => {
    expect(await postText(sandbox, '/message', body)).toMatchObject({ status: 400, code: 'invalid_json_syntax' });
  });

  test('has members of maps twice, and the last counts', async () => {
    await postText(sandbox, '/message', withFields('"title":"t","metadata":{"a":"1","a":"2"}'));
    expect(sandbox.pull()[0]?.payload.metadata).toBe('{"a":"2"}');
  });

  test('has no field twice, however its name is spelled', async () => {
    const twice = await postText(sandbox, '/message', withFields('"title":"t","\\u0074itle":"t"'));
    expect(twice).toMatchObject({ status: 400, code: 'invalid_json_data' });
  });

  test('keeps numbers in texts, and numbers as they are', async () => {
    const attrs = '"attrs":{"text":"{1.50} \\" 2","whole":18446744073709551615,"half":1.50,"one":1.0}';
    await postText(sandbox, '/thing/create', withFields(`"observed_at":1,"title":"[3]",${attrs}`));
    const { title, attrs: delivered } = sandbox.pull()[0]?.payload ?? {};
    expect(title).toBe('[3]');
    expect(delivered).toBe('{"half":1.5,"one":1.0,"text":"{1.50} \\" 2","whole":18446744073709551615}');
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
