// Who can expire a push differs between releases, most of all where it has no owner (docs/services/pwpush.md#expire)
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { type Behaviour, type DoubleOptions, pushOf, startDouble, TOKEN } from '../support/double.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});
const folder = mkdtempSync(join(tmpdir(), 'push-mcp-owner-'));
writeFileSync(join(folder, 'a.txt'), 'a');
writeFileSync(join(folder, 'x;y.txt'), 'b');
writeFileSync(join(folder, 'line\nbreak.txt'), 'c');
afterAll(() => rmSync(folder, { recursive: true }));

const ACCOUNT = { PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U', PWPUSH_API_EMAIL: 'a@example.org' };

/** An instance of a release, which answers to creations with the switches that it was asked for. */
async function start(release: string | undefined, env: Record<string, string> = {}, own?: Behaviour) {
  const isV2 = release?.startsWith('2.') && !/^2\.[012]\./.test(release);
  const generation: DoubleOptions['generation'] =
    release === undefined || release.startsWith('1.54') ? 'v1-tables' : isV2 ? 'v2' : 'v1';
  const double = await startDouble({
    generation,
    behaviour: async (arrival, response) => {
      const mine = await own?.(arrival, response);
      if (mine !== undefined) return mine;
      if (release && arrival.target.includes(isV2 ? '/v2/version' : '/v1/version'))
        return { body: { application_version: release, api_version: isV2 ? '2.1' : '1.5', edition: 'oss' } };
      return undefined;
    },
  });
  const server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_FILE_ROOT: folder, ...env });
  open.push(server, double);
  const call = async (tool: string, args: Record<string, unknown>) => {
    const outcome = await server.call(tool, args);
    return 'refused' in outcome ? { refused: outcome.refused.replaceAll(double.origin, 'ORIGIN') } : outcome;
  };
  const warnings = async (args: Record<string, unknown>) =>
    ((await call('create_push', args)) as { result?: { warnings: string[] } }).result?.warnings;
  return { double, call, warnings };
}

/** Creations come back with these fields. */
const granting =
  (over: object): Behaviour =>
  ({ method, headers }) =>
    method === 'POST' ? { status: 201, body: pushOf(`http://${headers.host}`, over) } : undefined;

describe('a push made without a token', () => {
  const anybody =
    'Made without a token: on this release anybody who has the link can expire this push, whatever viewers may do.';

  test.each(['1.51.10', '1.56.0', '1.69.3', '2.2.0', '2.7.3', '2.9.5'])(
    'can be expired by anybody on %s, and that is told',
    async (release) => {
      const { warnings } = await start(release);
      expect(await warnings({ payload: 'swordfish' })).toContain(anybody);
    },
  );

  test('as one to an address, though viewers never may', async () => {
    const { warnings } = await start('2.7.3', {}, granting({ deletable_by_viewer: null }));
    const told = await warnings({ payload: 'https://e.com', kind: 'url', deletable_by_viewer: true });
    expect(told).toContain(anybody);
    expect(told).not.toContain('Viewers can never expire a url push.');
  });

  test('may be expired by anybody where the release is not told', async () => {
    const { warnings } = await start(undefined);
    expect(await warnings({ payload: 'swordfish' })).toContain(
      'Made without a token: on releases from 1.45.11 on, and this may be one, anybody who has the link can expire this push, whatever viewers may do.',
    );
  });

  test('that viewers may expire warns of nothing: it was asked for', async () => {
    for (const release of ['2.7.3', '1.69.3', '2.11.4']) {
      const { warnings } = await start(release, {}, granting({ deletable_by_viewer: true }));
      expect(await warnings({ payload: 'swordfish', deletable_by_viewer: true })).toEqual([]);
    }
  });

  test.each(['2.9.6', '2.11.4'])('cannot be expired by anybody on %s', async (release) => {
    const { warnings } = await start(release);
    expect(await warnings({ payload: 'swordfish' })).toEqual([
      'Made without a token and not deletable by viewers: nobody can expire this push early.',
    ]);
  });

  test.each(['2.7.3', '1.69.3', '2.11.4'])('a push with an owner warns of nothing on %s', async (release) => {
    const { warnings } = await start(release, ACCOUNT);
    expect(await warnings({ payload: 'swordfish' })).toEqual([]);
  });

  test('to an address, made with a token, can never be expired by viewers', async () => {
    const { warnings } = await start('2.7.3', ACCOUNT, granting({ deletable_by_viewer: null }));
    expect(await warnings({ payload: 'https://e.com', kind: 'url', deletable_by_viewer: true })).toEqual([
      'Viewers can never expire a url push.',
    ]);
  });
});

describe('a file push on releases up to 1.50', () => {
  const nobody =
    'A release before 1.51, as this seems to be, lets nobody expire a file push through its API unless viewers may (deletable_by_viewer).';

  test('that viewers may not expire warns that nobody can', async () => {
    const { warnings } = await start(undefined, ACCOUNT);
    expect(await warnings({ file_paths: ['a.txt'] })).toEqual([nobody]);
  });

  test('warns where the instance has that switched off', async () => {
    const { warnings } = await start(undefined, ACCOUNT);
    expect(await warnings({ file_paths: ['a.txt'], deletable_by_viewer: true })).toContain(nobody);
  });

  test.each([
    [
      'viewers may',
      undefined,
      ACCOUNT,
      { file_paths: ['a.txt'], deletable_by_viewer: true },
      { deletable_by_viewer: true },
    ],
    ['it is a text', undefined, ACCOUNT, { payload: 'swordfish' }, {}],
    ['the release is 1.54', '1.54.0', ACCOUNT, { file_paths: ['a.txt'] }, {}],
    ['the release is new', '2.11.4', ACCOUNT, { file_paths: ['a.txt'] }, {}],
    // The bearer token alone opened a list, which no release before 1.51 does
    [
      'a token without e-mail is taken',
      undefined,
      { PWPUSH_API_TOKEN: ACCOUNT.PWPUSH_API_TOKEN },
      { file_paths: ['a.txt'] },
      {},
    ],
  ] as const)('warns of nothing where %s', async (_, release, env, args, over) => {
    const { warnings } = await start(release, env, granting(over));
    expect(await warnings(args)).toEqual([]);
  });

  const inFiles: Behaviour = ({ target }) =>
    target.startsWith('/p/') && target.includes(TOKEN) ? { status: 404, body: { error: 'not-found' } } : undefined;
  const refusing =
    (reply: { status: number; headers?: Record<string, string>; body?: object }): Behaviour =>
    (arrival, response) =>
      arrival.method === 'DELETE' && arrival.target.startsWith('/f/') ? reply : inFiles(arrival, response);

  test.each([
    ['a redirect', { status: 302, headers: { location: '/' } }],
    ['a redirect of 1.40', { status: 302, headers: { location: '/en' } }],
    ['a 422', { status: 422, body: { error: 'not deletable' } }],
  ])('refused by %s says the same, and blames no token', async (_, reply) => {
    const { call } = await start(undefined, ACCOUNT, refusing(reply));
    const { refused } = (await call('expire_push', { url_token: TOKEN })) as { refused: string };
    expect(refused).toMatch(/^This push was not expired: /);
    expect(refused).toContain(nobody);
    expect(refused).not.toMatch(/account|wrong token/);
  });

  test('keeps the reasons of later releases on 1.54', async () => {
    const { call } = await start('1.54.0', ACCOUNT, refusing({ status: 422, body: { error: 'not deletable' } }));
    expect(await call('expire_push', { url_token: TOKEN })).toEqual({ refused: expect.stringContaining('account') });
  });
});

describe('without a token, on releases whose previews of files want one', () => {
  const closed =
    (deletion: { status: number; body?: object; headers?: Record<string, string> }): Behaviour =>
    ({ method, target }) => {
      if (!target.includes(TOKEN)) return undefined;
      if (method === 'DELETE' && target.startsWith('/f/')) return deletion;
      if (target.startsWith('/p/')) return { status: 404, body: { error: 'not-found' } };
      return { status: 401, body: { error: 'You need to sign in' } };
    };

  test('a file push that viewers may expire is expired', async () => {
    const { call, double } = await start(
      undefined,
      {},
      closed({ status: 200, body: { url_token: TOKEN, expired: true, deleted: true } }),
    );
    expect(await call('expire_push', { url_token: TOKEN })).toMatchObject({ result: { expired: true } });
    expect(double.arrivals.filter(({ method }) => method === 'DELETE').map(({ target }) => target)).toEqual([
      `/f/${TOKEN}.json`,
    ]);
  });

  test('one that they may not is refused as that', async () => {
    const { call } = await start(undefined, {}, closed({ status: 302, headers: { location: '/' } }));
    expect(await call('expire_push', { url_token: TOKEN })).toEqual({
      refused: expect.stringMatching(/^This push was not expired: .*deletable_by_viewer/),
    });
  });

  test('what is no file push needs a token: it may be a push to an address', async () => {
    const { call } = await start(undefined, {}, closed({ status: 404, body: { error: 'not-found' } }));
    expect(await call('expire_push', { url_token: TOKEN })).toEqual({
      refused: expect.stringMatching(/^ORIGIN wants an API token for this\. .*PWPUSH_API_TOKEN/),
    });
  });
});

describe('a refused expiry', () => {
  test('does not claim an owner that the push may not have', async () => {
    const { call } = await start('2.11.4', {}, ({ method }) =>
      method === 'DELETE' ? { status: 401, body: { error: 'not deletable' } } : undefined,
    );
    expect(await call('expire_push', { url_token: TOKEN })).toEqual({
      refused:
        'This push was not expired: viewers may not delete it, and only its owner could, with a token; a push that was made without one has no owner.',
    });
  });
});

describe('an expired push', () => {
  test.each(['2.11.4', '1.69.3', '1.54.0', undefined])('has nothing remaining on %s', async (release) => {
    const { call } = await start(release, ACCOUNT);
    const outcome = await call('expire_push', { url_token: TOKEN });
    expect(outcome).toMatchObject({ result: { expired: true, url_token: TOKEN } });
    expect(JSON.stringify(outcome)).not.toContain('remaining');
  });
});

describe('names of files', () => {
  test.each(['x;y.txt', 'line\nbreak.txt'])('%j arrives under another name, and that is told', async (path) => {
    const { warnings } = await start('2.11.4', ACCOUNT);
    expect(await warnings({ file_paths: ['a.txt', path] })).toEqual([
      'Names of files arrive changed: characters that cannot be seen are taken out, the instance writes - for " ; and %, and cuts what stands before a \\.',
    ]);
  });

  test('plain ones do not', async () => {
    const { warnings } = await start('2.11.4', ACCOUNT);
    expect(await warnings({ file_paths: ['a.txt'] })).toEqual([]);
  });
});
