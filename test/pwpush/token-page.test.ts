// Where a person makes an API token: the page differs between the editions (docs/services/pwpush.md#authentication)
import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { type DoubleOptions, startDouble, TOKEN } from '../support/double.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function start(generation: NonNullable<DoubleOptions['generation']>, env: Record<string, string> = {}) {
  const double = await startDouble({
    generation,
    behaviour: ({ target }) => (/version|probe/.test(target) ? undefined : { status: 401 }),
  });
  const server = await connect({ PWPUSH_BASE_URL: double.origin, ...env });
  open.push(server, double);
  const refused = async (tool: string, args: object = {}) =>
    JSON.stringify(await server.call(tool, { ...args })).replaceAll(double.origin, 'ORIGIN');
  return { server, refused };
}

const SET = { PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U' };
const OPEN_SOURCE = 'ORIGIN/users/token';
const HOSTED = 'ORIGIN/api_tokens';

describe.each([
  ['commercial', HOSTED, OPEN_SOURCE],
  ['v2', OPEN_SOURCE, HOSTED],
  ['v1', OPEN_SOURCE, HOSTED],
  ['v1-tables', OPEN_SOURCE, HOSTED],
] as const)('%s', (generation, right, wrong) => {
  test('a refused token is to be made anew on the page that it has', async () => {
    const { refused } = await start(generation, SET);
    for (const [tool, args] of [
      ['create_push', { payload: 'swordfish' }],
      ['list_active_pushes', {}],
      ['expire_push', { url_token: TOKEN }],
    ] as const) {
      const said = await refused(tool, args);
      // Before it creates, an old instance is asked whether it takes the pair of e-mail and token: that sentence names no page
      if (!(generation === 'v1-tables' && tool === 'create_push')) expect(said).toContain(right);
      expect(said).not.toContain(wrong);
    }
  });

  test('a missing token is to be made on that page, once the edition is known', async () => {
    const { refused } = await start(generation);
    await refused('get_version');
    for (const [tool, args] of [
      ['create_push', { payload: 'swordfish' }],
      ['list_active_pushes', {}],
      ['get_push_audit', { url_token: TOKEN }],
      ['preview_push', { url_token: TOKEN }],
    ] as const) {
      const said = await refused(tool, args);
      expect(said).toContain(right);
      expect(said).not.toContain(wrong);
    }
  });
});

test('both are told while the edition is not known, and nothing is asked for it', async () => {
  const { refused, server } = await start('commercial');
  const said = [await refused('list_active_pushes'), await refused('get_push_audit', { url_token: TOKEN })];
  for (const sentence of said) {
    expect(sentence).toContain(OPEN_SOURCE);
    expect(sentence).toContain(HOSTED);
  }
  expect(server.client.getInstructions()).toMatch(/\/users\/token.*\/api_tokens/);
});

test.each(['https://pwpush.com', 'https://eu.pwpush.com', 'https://us.pwpush.com'])(
  'the edition of %s needs no question',
  async (origin) => {
    const server = await connect({ PWPUSH_BASE_URL: origin });
    open.push(server);
    const said = JSON.stringify([server.client.getInstructions(), await server.call('list_active_pushes')]);
    expect(said.split(`${origin}/api_tokens`)).toHaveLength(3);
    expect(said).not.toContain('/users/token');
  },
);
