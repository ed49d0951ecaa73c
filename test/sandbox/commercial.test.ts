// The little that docs/services/pwpush.md#commercial-edition knows of the commercial edition, and that the rest is not
// made up.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { apiOf, createBrowser, titleOf } from './browser.ts';

let sandbox: Sandbox;
let api: ReturnType<typeof apiOf>;
let now = new Date('2026-11-21T12:00:00.000Z');

beforeAll(async () => {
  sandbox = await startSandbox({ release: 'commercial', now: () => now });
  api = apiOf(sandbox);
});
afterAll(() => sandbox.close());

test('says what it is', async () => {
  expect(await api.get('/api/v2/version.json')).toMatchObject({
    api_version: '2.1',
    edition: 'commercial',
    features: { accounts: { enabled: true } },
  });
});

test('takes the duration and grants it', async () => {
  const push = await api.create({ payload: 'payload-canary', expire_after_duration: 3, expire_after_views: 4 });
  expect(push).toMatchObject({ expire_after_duration: 3, expire_after_views: 4, expired: false });
});

test('tells neither days nor the passphrase, of which nothing is known', async () => {
  const push = await api.create({ payload: 'payload-canary', expire_after_days: 3, passphrase: 'passphrase-canary' });
  expect(Object.keys(push)).not.toContain('passphrase');
  expect(Object.keys(push).filter((key) => key.includes('days'))).toEqual([]);
});

test('lets a push end after its quarter of an hour', async () => {
  const push = await api.create({ payload: 'payload-canary', expire_after_duration: 0, expire_after_views: 9 });
  const browser = createBrowser(sandbox.origin);
  now = new Date(now.getTime() + 899_000);
  expect(titleOf(await browser.visit(`/p/${push.url_token}`))).toBe('Your secret');
  now = new Date(now.getTime() + 1000);
  expect(titleOf(await browser.visit(`/p/${push.url_token}`))).toBe('This secret is gone');
});

test.each([
  [0, 15 * 60],
  [6, 86_400],
  [12, 7 * 86_400],
  [15, 30 * 86_400],
  [17, 90 * 86_400],
])('index %i of the enum is %i seconds', async (expire_after_duration, seconds) => {
  const push = await api.create({ payload: 'payload-canary', expire_after_duration, expire_after_views: 9 });
  const browser = createBrowser(sandbox.origin);
  const start = now.getTime();
  now = new Date(start + seconds * 1000 - 1000);
  expect(titleOf(await browser.visit(`/p/${push.url_token}`))).toBe('Your secret');
  now = new Date(start + seconds * 1000);
  expect(titleOf(await browser.visit(`/p/${push.url_token}`))).toBe('This secret is gone');
});

test('has accounts, and audits under logs', async () => {
  const { url_token } = await api.create({ payload: 'payload-canary' });
  expect(await api.get('/api/v2/accounts.json')).toEqual([{ id: 1, name: 'Sandbox' }]);
  expect(await api.get(`/api/v2/pushes/${url_token}/audit.json`)).toMatchObject({ logs: [{ kind: 'creation' }] });
});

test.each([
  ['GET', '/api/v2/version'],
  ['POST', '/api/v2/pushes'],
  ['GET', '/api/v2/pushes/abc/preview'],
  ['POST', '/p.json'],
])('redirects %s %s to another host', async (method, path) => {
  const response = await fetch(sandbox.origin + path, { method, redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([302, `https://eu.pwpush.example${path}`]);
});

test('has no v1', async () => {
  const response = await fetch(`${sandbox.origin}/api/v1/version.json`, { headers: { Accept: 'application/json' } });
  expect(response.status).toBe(404);
});
