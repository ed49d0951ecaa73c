// The server around the double: who it answers to, how much it reads, trouble on demand, how it starts and stops.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startPusharySandbox } from '../../../sandbox/pushary/server.ts';
import { send } from '../replay/send.ts';
import { startSite } from './support.ts';

describe('host names', () => {
  const visit = (origin: string, host: string, path: string) =>
    send(origin, { method: 'GET', path, headers: { Host: host } });

  test.each(['localhost', 'LOCALHOST:80', '127.0.0.1:1', '[::1]:5100'])('answers to %s', async (host) => {
    expect((await visit((await startSite()).origin, host, '/sandbox/phone')).status).toBe(200);
  });

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:80', '0.0.0.0'])(
    'refuses %j on every path',
    async (host) => {
      const { origin, apiKey } = await startSite();
      for (const path of ['/', '/sandbox/phone', '/api/v1/server/site']) {
        const reply = await visit(origin, host, path);
        expect(reply.status).toBe(403);
        expect(reply.text).not.toContain(apiKey);
      }
    },
  );

  test('listens on loopback only', async () => {
    expect(new URL((await startSite()).origin).hostname).toBe('127.0.0.1');
  });
});

test('reports each request with its body', async () => {
  const seen: object[] = [];
  const site = await startSite({ onRequest: (request) => seen.push(request) });
  await site.call('POST', '/send?a=b', { title: 't', body: 'b' });
  expect(seen).toMatchObject([
    {
      method: 'POST',
      path: '/api/v1/server/send?a=b',
      headers: { authorization: `Bearer ${site.apiKey}`, 'content-type': 'application/json' },
      body: '{"title":"t","body":"b"}',
    },
  ]);
});

test('stops reading a body that is too large', async () => {
  const { origin, apiKey } = await startSite();
  const init = { method: 'POST', headers: { Authorization: `Bearer ${apiKey}` }, body: 'x'.repeat(2 * 1024 * 1024) };
  // The connection may break before the answer is read
  const status = await fetch(`${origin}/api/v1/server/send`, init).then(
    (response) => response.status,
    () => 413,
  );
  expect(status).toBe(413);
});

describe('trouble', () => {
  const path = '/api/v1/server/send';
  const content = { title: 't', body: 'b' };

  test('breaks a connection before the request counts, once', async () => {
    const site = await startSite();
    site.disturb({ method: 'POST', path, outcome: 'drop-request' });
    await expect(site.call('POST', '/send', content)).rejects.toThrow();
    expect(site.notifications()).toEqual([]);
    expect((await site.call('POST', '/send', content)).status).toBe(200);
  });

  test('breaks it after the request counted, and the key against repetition helps', async () => {
    const site = await startSite();
    site.disturb({ outcome: 'drop-answer' });
    await expect(site.call('POST', '/send', { ...content, idempotencyKey: 'k' })).rejects.toThrow();
    const again = await site.call('POST', '/send', { ...content, idempotencyKey: 'k' });
    expect(again.body.duplicate).toBe(true);
    expect(site.notifications()).toHaveLength(1);
  });

  test('answers in place of the service, as often as said', async () => {
    const site = await startSite();
    site.disturb({ path: /\/send$/, times: 2, outcome: { status: 503, body: '{}' } });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await site.call('POST', '/send', content)).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(site.notifications()).toHaveLength(1);
  });

  test('holds an answer back', async () => {
    const site = await startSite();
    site.disturb({ method: 'GET', delay: 200 });
    const begun = performance.now();
    await site.call('GET', '/site');
    expect(performance.now() - begun).toBeGreaterThan(190);
  });

  test('leaves other requests alone', async () => {
    const site = await startSite();
    site.disturb({ method: 'DELETE', outcome: 'drop-request' });
    site.disturb({ path: '/api/v1/server/ask', outcome: 'drop-request' });
    expect((await site.call('GET', '/site')).status).toBe(200);
  });
});

test('closing ends the calls that wait', async () => {
  const sandbox = await startPusharySandbox();
  const asking = fetch(`${sandbox.origin}/api/v1/server/ask`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${sandbox.apiKey}` },
    body: JSON.stringify({ question: 'Deploy?' }),
  });
  const refused = expect(asking).rejects.toThrow();
  while (sandbox.questions().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await sandbox.close();
  await refused;
});

test('frees its port when closed', async () => {
  const first = await startPusharySandbox();
  await fetch(first.phoneUrl);
  await first.close();
  const second = await startPusharySandbox({ port: Number(new URL(first.origin).port) });
  expect(second.origin).toBe(first.origin);
  await second.close();
});

test('a program that closes it ends, also while somebody waited', async () => {
  const entry = new URL('../../../sandbox/pushary/server.ts', import.meta.url).href;
  const program = `
    const { startPusharySandbox } = await import(${JSON.stringify(entry)});
    const sandbox = await startPusharySandbox();
    const init = { method: 'POST', headers: { Authorization: 'Bearer ' + sandbox.apiKey }, body: '{"question":"q"}' };
    const asking = fetch(sandbox.origin + '/api/v1/server/ask', init).catch(() => console.log('broken'));
    while (sandbox.questions().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await sandbox.close();
    await asking;`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
  expect(stdout.trim()).toBe('broken');
});

test('loads no HTTP server before it is started', async () => {
  const entry = new URL('../../../sandbox/pushary/server.ts', import.meta.url).pathname;
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const program = `${outputFiles[0]?.text}\nconsole.log(process.moduleLoadList.includes('NativeModule http'))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(stdout.trim()).toBe('false');
});
