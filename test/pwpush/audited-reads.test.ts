// A share link opens a push, so whoever was handed one stands in the audit log, although nothing was changed
import { afterEach, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/index.ts';
import { fingerprint } from '../../src/calls/audit.ts';
import { connect } from '../support/connect.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function start(env: Record<string, string> = {}) {
  const sandbox = await startSandbox();
  const server = await connect({ PWPUSH_BASE_URL: sandbox.origin, PWPUSH_API_TOKEN: sandbox.token, ...env });
  open.push(server, sandbox);
  const lines = () =>
    server.lines.flatMap((line) => (line.includes('"audit"') ? [JSON.parse(line) as Record<string, unknown>] : []));
  return { server, sandbox, lines };
}

test('reads that hand out share links are audited, without the links', async () => {
  const { server, sandbox, lines } = await start();
  const { result } = (await server.call('create_push', { payload: 'swordfish', name: 'the name of it' })) as {
    result: { url_token: string; html_url: string };
  };
  server.lines.length = 0;
  await server.call('list_active_pushes', { page: 1 });
  await server.call('list_expired_pushes');
  await server.call('preview_push', { url_token: result.url_token });
  await server.call('preview_push', { url_token: 'no-such-push' });
  expect(lines()).toMatchObject([
    { tool: 'list_active_pushes', effect: 'read', instance: sandbox.origin, arguments: { page: 1 }, outcome: 'done' },
    { tool: 'list_expired_pushes', effect: 'read', outcome: 'done' },
    {
      tool: 'preview_push',
      effect: 'read',
      arguments: { url_token: '[masked]' },
      target: fingerprint(result.url_token),
      outcome: 'done',
    },
    { tool: 'preview_push', outcome: 'refused', code: 'UNKNOWN_PUSH' },
  ]);
  expect(server.lines.join('')).not.toContain(result.url_token);
  expect(server.lines.join('')).not.toContain('the name of it');
});

test('other reads are not', async () => {
  const { server, lines } = await start();
  const { result } = (await server.call('create_push', { payload: 'swordfish' })) as { result: { url_token: string } };
  server.lines.length = 0;
  await server.call('get_version');
  await server.call('get_push_audit', { url_token: result.url_token });
  expect(lines()).toEqual([]);
});

test('they are audited in read-only mode, and still count as reads', async () => {
  const { server, lines } = await start({ PWPUSH_READ_ONLY: 'true' });
  expect(await server.call('list_active_pushes')).toHaveProperty('result');
  expect(lines()).toMatchObject([{ tool: 'list_active_pushes', effect: 'read' }]);
  const { tools } = await server.client.listTools();
  for (const tool of tools) expect(tool.annotations?.readOnlyHint).toBe(true);
});

test('without an audit log they leave nothing', async () => {
  const { server, lines } = await start({ PWPUSH_AUDIT_LOG: 'false' });
  await server.call('list_active_pushes');
  expect(lines()).toEqual([]);
});
