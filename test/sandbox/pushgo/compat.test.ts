// The ways in that other services have, contract 1.13: what the recordings do not show.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../../sandbox/index.ts';

let sandbox: PushgoSandbox;
let key: string;
beforeAll(async () => {
  sandbox = await startPushgoSandbox();
  key = encodeURIComponent(`${sandbox.channel.id}:${sandbox.channel.password}`);
});
afterAll(() => sandbox.close());

async function deliver(path: string, init: RequestInit = {}): Promise<Record<string, string>> {
  const response = await fetch(sandbox.origin + path, init);
  expect(response.status).toBe(200);
  return sandbox.pull()[0]?.payload ?? {};
}

describe('ntfy', () => {
  test.each(['publish', 'send', 'trigger'])('is sent to by a GET of /%s', async (action) => {
    const payload = await deliver(`/ntfy/${key}/${action}?message=Body&title=Title`);
    expect(payload).toMatchObject({ title: 'Title', body: 'Body' });
  });

  test('prefers the query to headers, and headers to the body', async () => {
    const init = { method: 'PUT', headers: { Title: 'Header', Message: 'Header' }, body: 'Raw' };
    expect(await deliver(`/ntfy/${key}?body=Query&title=`, init)).toMatchObject({ title: 'Header', body: 'Query' });
    expect(await deliver(`/ntfy/${key}`, init)).toMatchObject({ body: 'Header' });
    expect(await deliver(`/ntfy/${key}`, { method: 'POST', body: 'Raw' })).toMatchObject({
      title: 'Notification',
      body: 'Raw',
    });
  });

  test.each([
    ['1', 'normal'],
    ['3', 'normal'],
    ['4', 'critical'],
    ['max', 'normal'],
  ])('takes priority %s for %s', async (priority, severity) => {
    expect(await deliver(`/ntfy/${key}/publish?priority=${priority}`)).toMatchObject({ severity });
  });
});

test('ServerChan keeps its URL in the metadata, beside what is there', async () => {
  const metadata = encodeURIComponent('{"a":1}');
  const payload = await deliver(`/serverchan/${key}?text=T&url=https://example.org/&metadata=${metadata}`);
  expect(payload).toMatchObject({
    title: 'T',
    metadata: '{"a":1,"compat.serverchan.url":"https://example.org/"}',
  });
});

test.each([
  ['critical', 'critical'],
  ['time-sensitive', 'normal'],
  ['passive', 'normal'],
])('Bark level %s is severity %s', async (level, severity) => {
  expect(await deliver(`/bark/${key}/Body?level=${level}`)).toMatchObject({ severity, body: 'Body' });
});

test.each(['/serverchan/a', '/bark/:b/Body', '/bark/a:/Body'])('%s holds no key', async (path) => {
  const response = await fetch(sandbox.origin + path);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error_code: 'compat_key_invalid' });
});

test('a path that cannot be decoded is refused', async () => {
  expect((await fetch(`${sandbox.origin}/serverchan/%ff`)).status).toBe(400);
});
