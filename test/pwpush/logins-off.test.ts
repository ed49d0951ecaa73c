// A release up to 1.50 with logins switched off gives no lists, but may go on taking the token of an account that exists
// (docs/services/pwpush.md#v1-create)
import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { type Behaviour, type Reply, startDouble, TOKEN } from '../support/double.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function start(location: string, audit?: Reply | Behaviour) {
  const double = await startDouble({
    generation: 'v1-tables',
    behaviour: (arrival, response) => {
      if (/\/(?:active|expired)\.json/.test(arrival.target)) return { status: 302, headers: { location } };
      if (arrival.target.includes('/audit')) return typeof audit === 'function' ? audit(arrival, response) : audit;
      return undefined;
    },
  });
  const server = await connect({
    ...{ PWPUSH_BASE_URL: double.origin, PWPUSH_MAX_RETRIES: '0' },
    ...{ PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U', PWPUSH_API_EMAIL: 'a@example.org' },
  });
  open.push(server, double);
  return { server, double };
}

const payload = { payload: 'swordfish' };

describe.each(['/en', '/', '/pt-BR'])('a list leads to %s', (location) => {
  test('so the push is made, and nothing is warned of where it belongs to the account', async () => {
    const { server, double } = await start(location);
    expect(await server.call('create_push', payload)).toMatchObject({ result: { url_token: TOKEN, warnings: [] } });
    expect(double.count('POST', '/p.json')).toBe(1);
    expect(double.count('GET', `/p/${TOKEN}/audit.json`)).toBe(1);
    // Once proved, the token is not tested again
    await server.call('create_push', payload);
    expect(double.count('GET', '/audit.json')).toBe(1);
    expect(double.count('GET', '/active.json')).toBe(1);
  });

  test.each<[string, Reply]>([
    ['401', { status: 401, body: { error: 'You need to sign in' } }],
    ['an error that is answered with 200', { status: 200, body: { error: 'not yours' } }],
  ])('and its audit is refused with %s: it belongs to nobody, and that is told', async (_, audit) => {
    const { server, double } = await start(location, audit);
    for (const count of [1, 2]) {
      expect(await server.call('create_push', payload)).toMatchObject({
        result: {
          url_token: TOKEN,
          warnings: [
            'Logins are switched off there, and PWPUSH_API_TOKEN was not taken: this push belongs to nobody, so nobody can audit it.',
          ],
        },
      });
      expect(double.count('GET', '/active.json')).toBe(count);
    }
  });

  test.each<[string, Reply | Behaviour]>([
    ['500', { status: 500 }],
    [
      'a broken connection',
      (_, response) => {
        response.destroy();
        return null;
      },
    ],
  ])('and its audit fails with %s: the push is told all the same', async (_, audit) => {
    const { server } = await start(location, audit);
    expect(await server.call('create_push', payload)).toMatchObject({
      result: {
        url_token: TOKEN,
        warnings: [
          'Logins are switched off there, so it is not known whether PWPUSH_API_TOKEN was taken: if get_push_audit refuses, this push belongs to nobody.',
        ],
      },
    });
  });

  test('what is refused for it is the list, and nothing is said of audits', async () => {
    const { server, double } = await start(location);
    for (const tool of ['list_active_pushes', 'list_expired_pushes'])
      expect(await server.call(tool)).toEqual({
        refused: `Logins are switched off at ${double.origin}, so it gives lists to nobody. Its operator can turn them on.`,
      });
    expect(await server.call('get_push_audit', { url_token: TOKEN })).toHaveProperty('result');
    expect(await server.call('expire_push', { url_token: TOKEN })).toHaveProperty('result');
  });
});

test('a wrong token is still refused before anything is made, where lists tell', async () => {
  const { server, double } = await start('/');
  double.behave(({ target }) => (target.includes('active') ? { status: 401 } : undefined));
  expect(await server.call('create_push', payload)).toEqual({
    refused: expect.stringContaining('Nothing was created.'),
  });
  expect(double.count('POST', '/p.json')).toBe(0);
});
