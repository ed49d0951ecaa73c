// What is said of the name of a tool that there is not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { served } from '../../generated/served.ts';
import { type Connection, connect } from '../support/connect.ts';

let connection: Connection;
beforeAll(async () => {
  connection = await connect({
    PUSHARY_API_KEY: 'pk_0123456789.sk_0123456789',
    PUSHGO_BASE_URL: 'https://push.example',
    PWPUSH_EMAIL_DOMAINS: 'example.org',
  });
});
afterAll(() => connection.close());

const refusalOf = (name: string) =>
  connection.client.callTool({ name, arguments: {} }).then(
    () => 'called',
    (error: Error) => error.message,
  );

const NONE = 'There is no such tool.';

test.each(['', ' ', '\t', 'a', '_', 'us', '\u200b', 'x'.repeat(101)])(
  '%j is no name that one could mean',
  async (name) => {
    expect(await refusalOf(name)).toBe(NONE);
  },
);

test.each([
  ['GET_VERSION', 'get_version'],
  ['Get_Version', 'get_version'],
  ['getVersion', 'get_version'],
  ['List_Subscribers', 'list_subscribers'],
  ['create_pusj', 'create_push'],
  ['ask_usr', 'ask_user'],
])('%s may mean %s', async (name, meant) => {
  expect(await refusalOf(name)).toBe(`${NONE} Did you mean ${meant}?`);
});

test('a name in other case is never taken for a tool that reaches people', async () => {
  const reaching = served.filter(({ effect }) => effect === 'notify').map(({ name }) => name);
  expect(reaching).toEqual(
    expect.arrayContaining(['ask_user', 'send_notification', 'pushgo_message_send', 'notify_push']),
  );
  for (const name of [...reaching, 'activate_flow', 'send_campaign']) {
    const title = name.replace(/(?:^|_)[a-z]/g, (letter) => letter.toUpperCase());
    for (const written of [name.toUpperCase(), title, `${name.slice(0, -1)}X`]) {
      const said = await refusalOf(written);
      for (const one of [...reaching, 'activate_flow', 'send_campaign'])
        expect(said, written).not.toContain(`mean ${one}?`);
    }
  }
});
