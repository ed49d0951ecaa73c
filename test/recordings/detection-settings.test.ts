import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, type Answers, hostWith, PATHS } from '../support/probes.ts';

type Host = Awaited<ReturnType<typeof hostWith>>;

const HERE = 'http://127.0.0.1:5100';
const NOT_FOUND: Answer = [404, '', { 'content-type': 'application/json' }];
const UNKNOWN_PUSH: Answer = [404, { error: 'not-found' }];
const THROTTLED: Answer = [429, 'Retry later\n', { 'content-type': 'text/plain' }];
const version = (release: string, api: string, edition?: string): Answer => [
  200,
  { application_version: release, api_version: api, ...(edition !== undefined && { edition }) },
];
const V2 = version('2.11.4', '2.1', 'oss');
const V1 = version('2.2.2', '1.5', 'oss');
const LINK: Answer = [200, { url: `${HERE}/p/abcdefghijk` }];
const TRY_AGAIN = { refused: `${HERE} allows no more requests just now. Try again in a minute.` };
const FOUND = { result: { url_token: 'abcdefghijk', url: `${HERE}/p/abcdefghijk`, warnings: [] } };
const V2_PREVIEW = '/api/v2/pushes/abcdefghijk/preview.json';
const V1_PREVIEW = '/p/abcdefghijk/preview.json';
const push = { url_token: 'abcdefghijk' };
const secret = { payload: 'the payload' };

let host: Host;
afterEach(() => host.close());
const start = async (answers: Record<string, Answers>, env?: Record<string, string>) => {
  host = await hostWith(answers, env);
};

describe('PWPUSH_API_VERSION', () => {
  test('v1 asks for the version of v1 only, though there is v2', async () => {
    await start({ [PATHS.v1]: V1, [V1_PREVIEW]: LINK }, { PWPUSH_API_VERSION: 'v1' });
    expect(await host.call('preview_push', push)).toEqual(FOUND);
    expect(host.asked).toEqual([PATHS.v1, V1_PREVIEW]);
  });

  test('v1 stands in where the version is not to be had, with the shapes of 1.56 and newer', async () => {
    await start({ [PATHS.v1]: THROTTLED, '/p/active.json': [200, []] }, { PWPUSH_API_VERSION: 'v1' });
    expect(await host.call('list_active_pushes')).toEqual({ result: { pushes: [], page: 1 } });
    expect(host.asked).toEqual([PATHS.v1, '/p/active.json']);
  });

  test('v2 stands in where the version is not to be had', async () => {
    await start({ [PATHS.v2]: [502, ''], [V2_PREVIEW]: LINK }, { PWPUSH_API_VERSION: 'v2' });
    expect(await host.call('preview_push', push)).toEqual(FOUND);
    expect(host.asked).toEqual([PATHS.v2, V2_PREVIEW]);
  });

  test('v2 is not tried as v1 where there is none', async () => {
    await start({ [PATHS.v2]: NOT_FOUND }, { PWPUSH_API_VERSION: 'v2' });
    const refused = `${HERE} has no API v2. Set PWPUSH_API_VERSION to auto.`;
    expect(await host.call('get_version')).toEqual({ refused });
    expect(await host.call('preview_push', push)).toEqual({ refused });
    expect(await host.call('create_push', secret)).toEqual({ refused });
  });

  test('v1 is not what a host has that calls it v2', async () => {
    await start({ [PATHS.v1]: V2 }, { PWPUSH_API_VERSION: 'v1' });
    expect(await host.call('preview_push', push)).toEqual({
      refused: `${HERE} does not answer as Password Pusher does, or is a delivery-only host without an API. Check PWPUSH_BASE_URL, and PWPUSH_API_VERSION, which is v1.`,
    });
  });

  test.each(['v1', 'v2'] as const)('%s does not stand in for a creation or the version', async (wanted) => {
    await start({ [PATHS[wanted]]: THROTTLED }, { PWPUSH_API_VERSION: wanted });
    expect(await host.call('create_push', secret)).toEqual(TRY_AGAIN);
    expect(await host.call('get_version')).toEqual(TRY_AGAIN);
    expect(host.bodies).toEqual([]);
  });

  test('auto lets nothing stand in', async () => {
    await start({ [PATHS.v2]: THROTTLED });
    for (const tool of ['preview_push', 'expire_push', 'get_push_audit'])
      expect(await host.call(tool, push)).toEqual(TRY_AGAIN);
    for (const tool of ['list_active_pushes', 'list_expired_pushes']) expect(await host.call(tool)).toEqual(TRY_AGAIN);
    expect(new Set(host.asked)).toEqual(new Set([PATHS.v2]));
  });
});

describe('the edition', () => {
  const created = (fields: object): Answer => [
    201,
    { url_token: 'abcdefghijk', html_url: `${HERE}/p/abcdefghijk`, ...fields },
  ];
  const body = {
    payload: 'the payload',
    kind: 'text',
    expire_after_views: 1,
    deletable_by_viewer: false,
    retrieval_step: true,
  };

  test.each([
    ['is not told', version('2.11.4', '2.1'), {}],
    ['is a new one', version('2.11.4', '2.1', 'enterprise'), {}],
    ['is not told, with v2 insisted on', version('2.11.4', '2.1'), { PWPUSH_API_VERSION: 'v2' }],
  ])('keeps create_push from guessing the expiry field where it %s', async (_case, answer, env) => {
    await start({ [PATHS.v2]: answer, [V2_PREVIEW]: LINK }, env);
    expect(await host.call('create_push', secret)).toEqual({
      refused: `${HERE} does not tell its edition, so how it takes an expiry is unknown. Nothing was created; set PWPUSH_API_VERSION to v1 if the instance has it.`,
    });
    expect(host.bodies).toEqual([]);
    // What does not depend on it works
    expect(await host.call('preview_push', push)).toEqual(FOUND);
  });

  test('open source: days are sent, rounded up, and no index', async () => {
    await start({
      [PATHS.v2]: V2,
      'POST /api/v2/pushes.json': created({
        expire_after_days: 1,
        expire_after_views: 1,
        created_at: '2026-11-21T02:40:21.792Z',
      }),
    });
    expect(await host.call('create_push', { ...secret, duration: '1h' })).toEqual({
      result: {
        html_url: `${HERE}/p/abcdefghijk`,
        url_token: 'abcdefghijk',
        kind: 'text',
        asked: { duration: '1h', expire_after_views: 1 },
        granted: { expire_after_days: 1, expire_after_views: 1 },
        expires_at_computed: '2026-11-22T02:40:21.792Z',
        warnings: ['This instance counts whole days: 1h was rounded up to 1 day.'],
      },
    });
    expect(host.bodies).toEqual([{ push: { ...body, expire_after_days: 1 } }]);
  });

  test('commercial: the index is sent and no days; days in the answer are not taken for a grant', async () => {
    await start({
      [PATHS.v2]: version('4.0.0', '2.1', 'commercial'),
      'POST /api/v2/pushes.json': created({ expire_after_days: 7, created_at: '2026-11-21T02:40:21.792Z' }),
    });
    expect(await host.call('create_push', { ...secret, duration: '1h' })).toEqual({
      result: {
        html_url: `${HERE}/p/abcdefghijk`,
        url_token: 'abcdefghijk',
        kind: 'text',
        asked: { duration: '1h', expire_after_views: 1 },
        granted: {},
        expires_at_computed: '2026-11-21T03:40:21.792Z',
        warnings: ['The service does not confirm the time until expiry; the instant is computed from what was asked.'],
      },
    });
    expect(host.bodies).toEqual([{ push: { ...body, expire_after_duration: 3 } }]);
  });

  test('commercial: a token alone is enough of an answer, and its link is asked for', async () => {
    await start({
      [PATHS.v2]: version('4.0.0', '2.1', 'commercial'),
      'POST /api/v2/pushes.json': [201, { url_token: 'abcdefghijk' }],
      [V2_PREVIEW]: LINK,
    });
    expect(await host.call('create_push', secret)).toEqual({
      result: {
        html_url: `${HERE}/p/abcdefghijk`,
        url_token: 'abcdefghijk',
        kind: 'text',
        asked: { duration: '1w', expire_after_views: 1 },
        granted: {},
        warnings: ['The service does not confirm the time until expiry; the instant is computed from what was asked.'],
      },
    });
  });
});

describe('the release', () => {
  const pushes = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ url_token: `push-number-${index}` }));
  const tables = ['/p/active.json', '/f/active.json', '/r/active.json'];

  test.each([
    ['1.51.10', 25, tables],
    ['1.55.9', 25, tables],
    ['1.56.0', 25, ['/p/active.json']],
    ['1.62.9', 25, ['/p/active.json']],
    ['1.63.0', 50, ['/p/active.json']],
    ['2.2.2', 50, ['/p/active.json']],
  ])('%s has pages of %i, in these tables', async (release, size, paths) => {
    await start({
      [PATHS.v2]: NOT_FOUND,
      [PATHS.v1]: version(release, '1.4', 'oss'),
      '/p/active.json': {
        inTurn: [
          [200, pushes(size)],
          [200, pushes(size - 1)],
        ],
      },
      '/f/active.json': [200, []],
      '/r/active.json': [200, []],
    });
    expect(await host.call('list_active_pushes')).toMatchObject({ result: { page: 1, next_page: 2 } });
    expect(host.asked).toEqual([PATHS.v2, PATHS.v1, ...paths]);
    expect(await host.call('list_active_pushes', { page: 2 })).toMatchObject({
      result: { page: 2, pushes: pushes(size - 1) },
    });
    expect(await host.call('list_active_pushes', { page: 3 })).not.toHaveProperty('result.next_page');
  });
});

describe('how long an answer is kept', () => {
  test('the version is asked once for all tools, and anew by get_version', async () => {
    await start({ [PATHS.v2]: V2, [V2_PREVIEW]: LINK });
    await host.call('preview_push', push);
    await host.call('preview_push', push);
    expect(host.asked).toEqual([PATHS.v2, V2_PREVIEW, V2_PREVIEW]);
    await host.call('get_version');
    await host.call('preview_push', push);
    expect(host.asked.slice(3)).toEqual([PATHS.v2, V2_PREVIEW]);
  });

  test('a failure is not kept', async () => {
    await start({ [PATHS.v2]: { inTurn: [THROTTLED, V2] }, [V2_PREVIEW]: LINK });
    expect(await host.call('preview_push', push)).toEqual(TRY_AGAIN);
    expect(await host.call('preview_push', push)).toEqual(FOUND);
    expect(host.asked).toEqual([PATHS.v2, PATHS.v2, V2_PREVIEW]);
  });

  test('an instance that is upgraded is seen by get_version', async () => {
    await start({ [PATHS.v2]: { inTurn: [NOT_FOUND, V2] }, [PATHS.v1]: V1, [V1_PREVIEW]: LINK, [V2_PREVIEW]: LINK });
    await host.call('preview_push', push);
    await host.call('get_version');
    await host.call('preview_push', push);
    expect(host.asked).toEqual([PATHS.v2, PATHS.v1, V1_PREVIEW, PATHS.v2, V2_PREVIEW]);
  });

  test('calls at once share one probe', async () => {
    await start({ [PATHS.v2]: NOT_FOUND, [PATHS.v1]: NOT_FOUND, [PATHS.preview]: UNKNOWN_PUSH, [V1_PREVIEW]: LINK });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => host.call('preview_push', push)));
    expect(outcomes).toEqual(Array(8).fill(FOUND));
    expect(host.asked.filter((path) => path !== V1_PREVIEW)).toEqual(Object.values(PATHS));
  });

  test('calls at once are each told of a failure', async () => {
    await start({ [PATHS.v2]: THROTTLED });
    expect(await Promise.all([1, 2, 3].map(() => host.call('preview_push', push)))).toEqual([
      TRY_AGAIN,
      TRY_AGAIN,
      TRY_AGAIN,
    ]);
  });
});
