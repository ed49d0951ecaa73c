// Facts of docs/services/pwpush.md that no recording of these releases shows.
import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function call(method: string, path: string, json?: unknown, token = sandbox.token) {
  const response = await fetch(sandbox.origin + path, {
    method,
    redirect: 'manual',
    headers: {
      Accept: 'application/json',
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
}

async function start(options: SandboxOptions) {
  sandbox = await startSandbox(options);
}

describe('1.60.0', () => {
  const password = { payload: 'payload-canary' };

  test('without anonymous use refuses to create only, and with a body', async () => {
    await start({ release: '1.60.0', settings: { PWP__ALLOW_ANONYMOUS: 'false' } });
    const refused = { status: 401, json: { error: 'You need to sign in or sign up before continuing.' } };
    expect(await call('POST', '/p.json', { password }, '')).toEqual(refused);
    const { json: push } = await call('POST', '/p.json', { password });
    expect((await call('GET', `/p/${push.url_token}/preview.json`, undefined, '')).status).toBe(200);
    expect((await call('DELETE', `/p/${push.url_token}.json`, undefined, '')).status).toBe(200);
  });

  test('with logins off has no lists and no kind but text', async () => {
    await start({ release: '1.60.0', settings: { PWP__ENABLE_LOGINS: 'false' } });
    expect((await call('GET', '/p/active.json')).status).toBe(401);
    expect((await call('POST', '/p.json', { password: { kind: 'qr', ...password } })).json).toEqual({
      kind: ['QR code pushes are disabled.'],
    });
    expect((await call('POST', '/f.json', { file_push: password })).status).toBe(404);
  });

  test('does not take "1" for true', async () => {
    await start({ release: '1.60.0' });
    const { json: push } = await call('POST', '/p.json', { password: { ...password, deletable_by_viewer: '1' } });
    expect(push.deletable_by_viewer).toBe(false);
  });

  test('answers to everybody before it is set up', async () => {
    await start({ release: '1.60.0', accounts: [] });
    expect((await call('GET', '/api/v1/version.json')).status).toBe(200);
  });
});

describe('2.11.4', () => {
  test('lets an account with a second factor in', async () => {
    const accounts = [{ email: 'a@example.org', token: 'aaaaaaaaaaaaaaaaaaaa', mfa: true }];
    await start({ settings: { PWP__REQUIRE_MFA: 'true' }, accounts });
    expect((await call('GET', '/api/v2/pushes/active.json')).status).toBe(200);
  });

  test('counts days from the instant of creation and keeps counting after the end', async () => {
    let now = new Date('2026-11-01T12:00:00.000Z');
    await start({ now: () => now });
    const { json: push } = await call('POST', '/api/v2/pushes.json', { push: { payload: 'p', expire_after_days: 2 } });
    now = new Date('2026-11-02T11:59:59.000Z');
    expect((await call('GET', '/api/v2/pushes/active.json')).json[0].days_remaining).toBe(2);
    now = new Date('2026-11-02T12:00:00.000Z');
    expect((await call('DELETE', `/api/v2/pushes/${push.url_token}.json`)).json.days_remaining).toBe(1);
    now = new Date('2026-11-09T12:00:00.000Z');
    expect((await call('GET', '/api/v2/pushes/expired.json')).json[0].days_remaining).toBe(0);
  });

  test('lists a push past its days as active until it is opened', async () => {
    let now = new Date('2026-11-01T12:00:00.000Z');
    await start({ now: () => now });
    const { json: push } = await call('POST', '/api/v2/pushes.json', { push: { payload: 'p', expire_after_days: 1 } });
    now = new Date('2026-11-03T12:00:00.000Z');
    expect((await call('GET', '/api/v2/pushes/active.json')).json).toMatchObject([
      { days_remaining: 0, expired: false },
    ]);
    expect((await call('GET', `/api/v2/pushes/${push.url_token}.json`, undefined, '')).json).toMatchObject({
      expired: true,
      payload: null,
    });
    expect((await call('GET', '/api/v2/pushes/active.json')).json).toEqual([]);
  });

  test('delivers a push with one view once to many at the same time', async () => {
    await start({});
    const { json: push } = await call('POST', '/p.json', { password: { payload: 'p', expire_after_views: 1 } });
    const path = `/api/v2/pushes/${push.url_token}.json`;
    const shown = await Promise.all(Array.from({ length: 20 }, () => call('GET', path, undefined, '')));
    expect(shown.filter(({ json }) => json.payload === 'p')).toHaveLength(1);
  });

  test('limits files by its setting', async () => {
    await start({ settings: { PWP__FILES__MAX_FILE_UPLOADS: '1' } });
    const form = new FormData();
    for (const name of ['a.txt', 'b.txt']) form.append('push[files][]', new File(['x'], name));
    const headers = { Authorization: `Bearer ${sandbox.token}` };
    const response = await fetch(`${sandbox.origin}/api/v2/pushes.json`, { method: 'POST', headers, body: form });
    expect([response.status, await response.json()]).toEqual([
      422,
      { files: ['You can only attach up to 1 files per push.'] },
    ]);
  });

  test('makes tokens of the lengths and letters that releases use', async () => {
    await start({ settings: { PWP__THROTTLING__SECOND: '1000', PWP__THROTTLING__MINUTE: '1000' } });
    const lengths = new Set<number>();
    for (let count = 0; count < 100; count += 1) {
      const { json } = await call('POST', '/p.json', { password: { payload: 'p' } });
      expect(json.url_token).toMatch(/^[a-z0-9_-]+$/);
      lengths.add(json.url_token.length);
    }
    expect([...lengths].filter((length) => ![11, 12, 14, 15, 16, 18, 19].includes(length))).toEqual([]);
  });
});
