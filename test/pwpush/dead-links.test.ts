// The preview gives the link of a push that no longer opens like any other: who asks for it is told
import { afterEach, describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/index.ts';
import { connect } from '../support/connect.ts';
import { type Behaviour, type Double, type DoubleOptions, pushOf, startDouble, TOKEN } from '../support/double.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

const SET = { PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U' };
const dead = 'This push has expired: its link opens nothing any more.';
const preview = (warnings: unknown[], over: object = {}) => ({ result: { url_token: TOKEN, warnings, ...over } });

/** An instance with these pushes in its lists, a page each. */
async function start(
  lists: { active?: readonly object[][]; expired?: readonly object[][] },
  {
    env = SET as Record<string, string>,
    generation = 'v2' as DoubleOptions['generation'],
    own = undefined as Behaviour | undefined,
  } = {},
) {
  const double: Double = await startDouble({
    generation: generation ?? 'v2',
    behaviour: async (arrival, response) => {
      const mine = await own?.(arrival, response);
      if (mine !== undefined) return mine;
      const [, which, page = '1'] = /\/(active|expired)\.json(?:\?page=(\d+))?/.exec(arrival.target) ?? [];
      if (which !== 'active' && which !== 'expired') return undefined;
      const entries = lists[which]?.[Number(page) - 1] ?? [];
      return { body: entries.map((over) => pushOf(double.origin, over)) };
    },
  });
  const server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_MAX_RETRIES: '0', ...env });
  open.push(server, double);
  return { server, double };
}

const others = (count: number) => Array.from({ length: count }, (_, index) => ({ url_token: `another-${index}` }));
const ended = { expired: true, expired_on: '2026-08-21T10:00:00.000Z', days_remaining: 2, views_remaining: 2 };

describe('a preview with a token', () => {
  test.each(['v2', 'commercial', 'v1', 'v1-tables'] as const)(
    'of a push that expired says so on %s',
    async (generation) => {
      const { server } = await start({ expired: [[...others(2), ended]] }, { generation });
      expect(await server.call('preview_push', { url_token: TOKEN })).toMatchObject(preview([dead], { expired: true }));
    },
  );

  test('of one on a later page says so, too', async () => {
    const { server } = await start({ expired: [others(50), others(50), [ended]] });
    expect(await server.call('preview_push', { url_token: TOKEN })).toMatchObject(preview([dead], { expired: true }));
  });

  test.each([{ days_remaining: 0 }, { views_remaining: 0 }])(
    'of one that is listed as active with %o says so',
    async (over) => {
      const { server } = await start({ active: [[over]] });
      expect(await server.call('preview_push', { url_token: TOKEN })).toMatchObject(preview([dead], { expired: true }));
    },
  );

  test('of one that lives for less than a day on the commercial edition does not', async () => {
    const { server } = await start({ active: [[{ days_remaining: 0 }]] }, { generation: 'commercial' });
    expect(await server.call('preview_push', { url_token: TOKEN })).not.toHaveProperty('result.expired');
    expect(await server.call('list_active_pushes')).not.toHaveProperty('result.note');
  });

  test('of a push that opens warns of nothing', async () => {
    const { server } = await start({ active: [[{}]], expired: [others(3)] });
    const outcome = await server.call('preview_push', { url_token: TOKEN });
    expect(outcome).toMatchObject(preview([]));
    expect(outcome).not.toHaveProperty('result.expired');
  });

  test('of a push that is in no list of the account claims neither', async () => {
    const { server } = await start({ active: [others(50)], expired: [others(50), others(50), others(50), others(50)] });
    const outcome = await server.call('preview_push', { url_token: TOKEN });
    expect(outcome).toMatchObject(preview([]));
    expect(outcome).not.toHaveProperty('result.expired');
  });

  test('asks for a few pages at most', async () => {
    const { server, double } = await start({
      active: Array.from({ length: 200 }, () => others(50)),
      expired: Array.from({ length: 200 }, () => others(50)),
    });
    await server.call('preview_push', { url_token: TOKEN });
    expect(double.arrivals.length).toBeLessThanOrEqual(8);
  });

  test.each([401, 403, 404, 429, 500])('gives the link where lists are refused with %i', async (status) => {
    const { server } = await start(
      {},
      { own: ({ target }) => (/active|expired/.test(target) ? { status } : undefined) },
    );
    const outcome = await server.call('preview_push', { url_token: TOKEN });
    expect(outcome).toMatchObject(preview([]));
    expect(outcome).not.toHaveProperty('result.expired');
  });
});

describe('a preview without a token', () => {
  test('asks for nothing but the link', async () => {
    const { server, double } = await start({}, { env: {} });
    expect(await server.call('preview_push', { url_token: TOKEN })).toMatchObject(preview([]));
    expect(double.arrivals.filter(({ target }) => /active|expired/.test(target))).toEqual([]);
  });

  test('of a push that was expired here says so', async () => {
    const { server } = await start({}, { env: {} });
    expect(await server.call('expire_push', { url_token: TOKEN })).toHaveProperty('result');
    expect(await server.call('preview_push', { url_token: TOKEN })).toMatchObject(preview([dead], { expired: true }));
  });
});

test('a push of the real kind lives, and is dead after it was expired', async () => {
  for (const release of ['2.11.4', '1.60.0', 'commercial'] as const) {
    const sandbox = await startSandbox({ release });
    const server = await connect({ PWPUSH_BASE_URL: sandbox.origin, PWPUSH_API_TOKEN: sandbox.token });
    const elsewhere = await connect({ PWPUSH_BASE_URL: sandbox.origin, PWPUSH_API_TOKEN: sandbox.token });
    open.push(elsewhere, server, sandbox);
    const { result } = (await server.call('create_push', { payload: 'swordfish', duration: '2d' })) as {
      result: { url_token: string };
    };
    const push = { url_token: result.url_token };
    expect(await server.call('preview_push', push)).toMatchObject({ result: { ...push, warnings: [] } });
    expect(await elsewhere.call('expire_push', push)).toHaveProperty('result');
    expect(await server.call('preview_push', push)).toMatchObject({ result: { expired: true, warnings: [dead] } });
  }
});
