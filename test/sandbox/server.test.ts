// How the emulator of Password Pusher starts, and what an instance does to every request.
import { afterEach, expect, test } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { send } from './replay/send.ts';

const started: Sandbox[] = [];

async function start(options?: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  started.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

function get(sandbox: Sandbox, headers: Record<string, string> = {}, path = '/api/v2/version.json') {
  return send(sandbox.origin, { method: 'GET', path, headers: { Accept: 'application/json', ...headers } });
}

test('takes no forwarded name in place of the real one, and puts no foreign one into links', async () => {
  const forwarded = [{ Host: 'evil.example', 'X-Forwarded-Host': '127.0.0.1' }, { 'X-Forwarded-Host': 'evil.example' }];
  for (const headers of forwarded) expect((await get(await start(), headers)).status).toBe(403);
});

test('makes up an account and a token of the usual form', async () => {
  const { token, email } = await start();
  expect(token).toMatch(/^[\w-]{20}$/);
  expect(token).not.toMatch(/[lIO0]/);
  expect(email).toBe('sandbox@example.org');
});

test('names a setting that it does not know', async () => {
  await expect(startSandbox({ settings: { PWP__UNHEARD_OF: '1' } })).rejects.toThrow('PWP__UNHEARD_OF');
});

test('throttles as an instance does by default', async () => {
  const sandbox = await start({ now: () => new Date('2026-11-21T12:00:10.000Z') });
  const statuses = [];
  for (let count = 0; count < 61; count += 1) statuses.push((await get(sandbox)).status);
  expect(statuses.lastIndexOf(200)).toBe(59);
  expect((await get(sandbox)).headers['retry-after']).toBe('1');
});

test.each(['..', '%2e%2e', 'a%2fb', 'x.json%3f', '%', '%c3', `${'a'.repeat(10_000)}`, 'ａctive'])(
  'survives the token %j',
  async (token) => {
    const sandbox = await start();
    const path = `/api/v2/pushes/${encodeURI(token).replaceAll('%25', '%')}/preview.json`;
    expect((await get(sandbox, {}, path)).status).toBe(404);
  },
);
