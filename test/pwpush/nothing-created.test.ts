// A creation that fails before the push is sent says that nothing was created, whatever the question met that came first
import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { type Behaviour, type DoubleOptions, type Reply, startDouble } from '../support/double.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function create(behaviour: Behaviour, generation: DoubleOptions['generation'] = 'v2', env = {}) {
  const double = await startDouble({ behaviour, generation });
  const server = await connect({
    ...{ PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U', PWPUSH_API_EMAIL: 'a@example.org' },
    ...{ PWPUSH_MAX_RETRIES: '0', PWPUSH_TIMEOUT: '1', ...env },
  });
  open.push(server, double);
  const outcome = await server.call('create_push', { payload: 'swordfish' });
  return { said: 'refused' in outcome ? outcome.refused : '', double };
}

const destroyed: Behaviour = (_, response) => {
  response.destroy();
  return null;
};
const failures: readonly (readonly [string, Reply | Behaviour])[] = [
  ['a 503 of maintenance', { status: 503, headers: { 'retry-after': '7200' }, body: 'maintenance' }],
  ['a 500', { status: 500 }],
  ['a 401', { status: 401 }],
  ['a 403', { status: 403 }],
  ['a 429', { status: 429, headers: { 'retry-after': '40' } }],
  ['a broken connection', destroyed],
  ['no answer in time', () => new Promise(() => {})],
  ['a redirect', { status: 302, headers: { location: '/users/sign_in' } }],
  ['a first run', { status: 302, headers: { location: '/first_run' } }],
  ['a page', { status: 200, body: '<h1>Welcome</h1>', headers: { 'content-type': 'text/html' } }],
  ['another JSON', { status: 200, body: { hello: 'world' } }],
];

describe('detection', () => {
  test.each(failures)('met %s', async (_, reply) => {
    const { said, double } = await create((arrival, response) =>
      typeof reply === 'function' ? reply(arrival, response) : reply,
    );
    expect(said).toMatch(/[^ ] Nothing was created\.$/);
    expect(said).not.toContain('may exist');
    expect(double.arrivals.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test.each([{}, { PWPUSH_API_VERSION: 'v2' }, { PWPUSH_API_VERSION: 'v1' }])(
    'found no Password Pusher: %o',
    async (env) => {
      const { said } = await create(() => ({ status: 404, body: { status: 404, error: 'Not Found' } }), 'v2', env);
      expect(said).toMatch(/ Nothing was created\.$/);
    },
  );
});

test('a waiting time is told before it', async () => {
  const { said } = await create(() => ({ status: 503, headers: { 'retry-after': '7200' } }));
  expect(said).toMatch(/failed with 503\. Try again in 7200 seconds\. Nothing was created\.$/);
});

test.each(failures.filter(([name]) => name !== 'a 401'))(
  'the list that tests an old token met %s',
  async (_, reply) => {
    const { said, double } = await create((arrival, response) => {
      if (!arrival.target.includes('active')) return undefined;
      return typeof reply === 'function' ? reply(arrival, response) : reply;
    }, 'v1-tables');
    expect(said).toMatch(/[^ ] Nothing was created\.$/);
    expect(double.arrivals.filter(({ method }) => method === 'POST')).toEqual([]);
  },
);

test('a creation that was sent and refused does not repeat itself', async () => {
  const { said } = await create(({ method }) =>
    method === 'POST' ? { status: 422, body: { payload: ['bad'] } } : undefined,
  );
  expect(said).toMatch(/did not make the push/);
  expect(said).not.toContain('Nothing was created');
});

test('a creation that may have been made claims nothing of the kind', async () => {
  const { said } = await create(({ method }) => (method === 'POST' ? { status: 500 } : undefined));
  expect(said).toContain('may exist all the same');
  expect(said).not.toContain('Nothing was created');
});

test('what only reads says nothing of creating', async () => {
  const double = await startDouble({ behaviour: () => ({ status: 503 }) });
  const server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_MAX_RETRIES: '0' });
  open.push(server, double);
  expect(JSON.stringify(await server.call('get_version'))).not.toContain('created');
});
