// Trouble on demand, and what closing does to callers that wait.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startPusharySandbox } from '../../../sandbox/pushary/server.ts';
import { startSite } from './support.ts';

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

  test('breaks it after the request counted, and the idempotency key helps', async () => {
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

  test('holds an answer back, and not what the request does', async () => {
    const site = await startSite();
    site.disturb({ method: 'POST', delay: 300 });
    const order: string[] = [];
    const held = site.call('POST', '/send', content).then(() => order.push('held'));
    while (site.notifications().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await site.call('GET', '/site').then(() => order.push('other'));
    await held;
    expect(order).toEqual(['other', 'held']);
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
