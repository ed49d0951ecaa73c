// Calls as they are made for the Python server of the same name (`pwpush-mcp` 0.5), whose settings and arguments are kept.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { type Connected, clients } from './clients.ts';
import { environmentOf, startInstance } from './instance.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startInstance();
  const unbound = { PWPUSH_API_EMAIL: '<UNKNOWN>', PWPUSH_CA_BUNDLE: '', PWPUSH_ENABLED_TOOLS: '' };
  const settings = {
    PWPUSH_API_VERSION: 'auto',
    PWPUSH_VERIFY_SSL: 'true',
    PWPUSH_READ_ONLY: 'false',
    PWPUSH_TIMEOUT: '30',
  };
  const connect = clients['SDK 1.x'] as NonNullable<(typeof clients)[string]>;
  client = await connect({ ...environmentOf(sandbox), ...settings, ...unbound });
});
afterAll(async () => {
  await client.close();
  await sandbox.close();
});

async function call(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { structuredContent, isError, content } = await client.callTool(name, args);
  expect(isError, JSON.stringify(content)).toBeFalsy();
  return structuredContent as Record<string, unknown>;
}

test('null counts as absent, for every argument that may be', async () => {
  const nulls = {
    passphrase: null,
    name: null,
    note: null,
    file_paths: null,
    kind: null,
    duration: null,
    expire_after_views: null,
  };
  const made = await call('create_push', {
    payload: 'a secret',
    deletable_by_viewer: null,
    retrieval_step: null,
    ...nulls,
  });
  expect(made).toMatchObject({
    kind: 'text',
    asked: { duration: '1w', expire_after_views: 1 },
    granted: { retrieval_step: true },
  });
  expect(await call('list_active_pushes', { page: null })).toMatchObject({ page: 1 });
});

test.each(['5', ' 5 ', 5])('a number of views may be written as %j', async (expire_after_views) => {
  const made = await call('create_push', { payload: 'a secret', expire_after_views });
  expect(made.granted).toMatchObject({ expire_after_views: 5 });
});

test.each([
  [8, '3d', 3],
  ['8', '3d', 3],
  ['7d', '1w', 7],
  ['1 week', '1w', 7],
  ['24 hours', '1d', 1],
  ['2mo', '2mo', 60],
])('a duration may be written as %j', async (duration, label, expire_after_days) => {
  const made = await call('create_push', { payload: 'a secret', duration });
  expect(made).toMatchObject({ asked: { duration: label }, granted: { expire_after_days } });
});

test.each([
  ['true', true],
  ['False', false],
  [true, true],
])('a switch may be written as %j', async (deletable_by_viewer, granted) => {
  const made = await call('create_push', { payload: 'a secret', deletable_by_viewer });
  expect(made.granted).toMatchObject({ deletable_by_viewer: granted });
});

test('a push is named by its token or by its link', async () => {
  const { url_token, html_url } = await call('create_push', { payload: 'a secret', name: 'one', note: 'of mine' });
  const page = '2';
  expect(await call('preview_push', { url_token: html_url })).toMatchObject({ url_token, url: html_url });
  expect(await call('get_push_audit', { url_token, page })).toMatchObject({ entries: [], page: 2 });
  expect(await call('expire_push', { url_token: ` ${url_token} ` })).toMatchObject({ url_token, expired: true });
});

describe('what the Python server would have refused as well', () => {
  test.each([
    ['a duration that is none', { payload: 'a secret', duration: 18 }, 'duration is none of'],
    ['too many views', { payload: 'a secret', expire_after_views: 101 }, 'at most 100'],
    ['no payload', { payload: null }, 'payload is missing'],
    ['text for a number', { payload: 'a secret', expire_after_views: 'five' }, 'a number'],
  ])('%s', async (_, args, sentence) => {
    const { isError, content } = await client.callTool('create_push', args);
    expect(isError).toBe(true);
    expect(JSON.stringify(content)).toContain(sentence);
  });
});
