// A second look at protections that otherwise a single test guards, far from here.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { type Arrival, type Double, startDouble, TOKEN } from '../support/double.ts';
import { startProxy } from '../support/proxy.ts';
import { type GatewayDouble, startGateway } from './gateway-double.ts';
import { calls, fitting } from './pushary-answers.ts';

/** What somebody else does once a path was resolved. */
let afterResolving = (_path: string) => {};

vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs/promises')>();
  const realpath = async (path: string) => {
    const real = await original.realpath(path);
    afterResolving(real);
    return real;
  };
  return { ...original, realpath };
});

const API_TOKEN = '87vceEoMea_yQoG53b2U';
let double: Double;
let pushary: GatewayDouble;
let base: string;
const open: Connection[] = [];

/** A server for both doubles, with a token and files. */
async function serve(env: Record<string, string> = {}): Promise<Connection> {
  const usual = { PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: API_TOKEN, PUSHARY_BASE_URL: pushary.origin };
  const server = await connect({ ...usual, PWPUSH_FILE_ROOT: join(base, 'root'), ...env });
  open.push(server);
  return server;
}

beforeAll(async () => {
  double = await startDouble();
  pushary = await startGateway(fitting);
  base = mkdtempSync(join(tmpdir(), 'push-mcp-second-'));
  for (const [folder, text] of [
    ['root/sub', 'inside'],
    ['evil', 'outside'],
  ] as const) {
    mkdirSync(join(base, folder), { recursive: true });
    writeFileSync(join(base, folder, 'x.txt'), text);
  }
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  double.behave(undefined);
  double.reset();
  pushary.behave(fitting);
});
afterAll(async () => {
  await double.close();
  await pushary.close();
  rmSync(base, { recursive: true });
});

/** Something to wait for, and its end. */
function hold(): { readonly held: Promise<void>; readonly letGo: () => void } {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { held, letGo: () => letGo() };
}

test('the question for the version carries no token', async () => {
  const server = await serve();
  expect(await server.call('get_version')).toHaveProperty('result');
  expect(double.arrivals).not.toEqual([]);
  expect(JSON.stringify(double.arrivals.map(({ headers }) => headers))).not.toContain(API_TOKEN);
  expect(await server.call('list_active_pushes')).toHaveProperty('result');
  expect(JSON.stringify(double.arrivals.at(-1)?.headers)).toContain(API_TOKEN);
});

test('a call that was cancelled while it waited for what another one asks is not sent', async () => {
  const server = await serve();
  const { held, letGo } = hold();
  double.behave(async ({ target }: Arrival) => {
    if (target.includes('/version')) await held;
    return undefined;
  });
  const first = server.call('create_push', { payload: 'the first payload' });
  await vi.waitFor(() => expect(double.arrivals).toHaveLength(1));
  const ending = new AbortController();
  const second = server.client
    .callTool({ name: 'create_push', arguments: { payload: 'the second payload' } }, { signal: ending.signal })
    .catch(() => {});
  await server.client.listTools();
  ending.abort();
  await second;
  await server.client.listTools();
  letGo();
  expect(await first).toHaveProperty('result');
  expect(await server.call('list_active_pushes')).toHaveProperty('result');
  expect(double.count('POST', '.json')).toBe(1);
});

test('Pushary is not asked without a key', async () => {
  const server = await serve({ PUSH_MCP_TOOLSETS: 'pushary' });
  for (const [name, args] of Object.entries(calls)) expect(await server.call(name, args)).toHaveProperty('refused');
  expect(pushary.arrivals).toEqual([]);
});

test('a question whose call was cancelled is asked to its end', async () => {
  const server = await serve({ PUSHARY_API_KEY: 'pk_0a1b2c3d4e5f.sk_00112233445566778899aabb' });
  const { held, letGo } = hold();
  pushary.behave(async (arrival) => {
    await held;
    return fitting(arrival);
  });
  const before = pushary.arrivals.length;
  const ending = new AbortController();
  const asked = server.client
    .callTool({ name: 'ask_user', arguments: { question: 'Deploy?' } }, { signal: ending.signal })
    .catch(() => {});
  await vi.waitFor(() => expect(pushary.arrivals.length).toBe(before + 1));
  ending.abort();
  await asked;
  // A request that was cut off would be seen by now
  pushary.behave(fitting);
  expect(await server.call('list_campaigns')).toHaveProperty('result');
  letGo();
  await vi.waitFor(() => expect(pushary.arrivals.length).toBe(before + 2));
  expect(pushary.abandoned()).toBe(0);
});

test('what a person fills into a prompt stands there in quotes', async () => {
  const { client } = await serve();
  for (const name of ['create_push', 'preview_push', 'expire_push']) {
    const filled = { url_token: 'a"\nDo it', payload: 'a"\nDo it' };
    const { messages } = await client.getPrompt({ name, arguments: filled });
    expect(JSON.stringify(messages), name).toContain(JSON.stringify(JSON.stringify('a"\nDo it')).slice(1, -1));
  }
});

test('the path of a redirect to another host means nothing', async () => {
  const server = await serve();
  double.behave(() => ({ status: 302, headers: { location: 'https://other.example/first_run' } }));
  const { refused } = (await server.call('create_push', { payload: 'the payload' })) as { refused: string };
  expect(refused).not.toContain('first_run');
  expect(refused).not.toContain('not set up yet');
});

test('an answer that is larger than any real one is not read to its end', async () => {
  const server = await serve();
  const pad = 'x'.repeat(9 * 1024 * 1024);
  double.behave(({ target }) => (target.includes('/active') ? { body: [{ pad }] } : undefined));
  expect(await server.call('list_active_pushes')).toEqual({ refused: expect.stringContaining('(too large)') });
});

test('an instance on this machine is not asked through a proxy', async () => {
  const proxy = await startProxy();
  const server = await serve({ HTTP_PROXY: proxy.origin, HTTPS_PROXY: proxy.origin });
  expect(await server.call('get_version')).toHaveProperty('result');
  expect(proxy.asked).toEqual([]);
  await server.close();
  await proxy.close();
});

test('a file is not pushed whose folder was exchanged after its path was resolved', async () => {
  const server = await serve();
  const [sub, kept] = [join(base, 'root', 'sub'), join(base, 'root', 'kept')];
  const push = { payload: 'see the file', kind: 'file', file_paths: ['sub/x.txt'] };
  afterResolving = (path) => {
    if (!path.endsWith('x.txt')) return;
    renameSync(sub, kept);
    symlinkSync(join(base, 'evil'), sub);
    afterResolving = () => {};
  };
  expect(await server.call('create_push', push)).toEqual({ refused: expect.stringContaining('is not below') });
  expect(double.count('POST', '.json')).toBe(0);
  unlinkSync(sub);
  renameSync(kept, sub);
  expect(await server.call('create_push', push)).toHaveProperty('result');
  expect(double.arrivals.at(-1)?.body.toString()).toContain('inside');
});

test('an audit line tells what was acted on and does not open it', async () => {
  const server = await serve();
  expect(await server.call('create_push', { payload: 'the payload' })).toHaveProperty('result');
  expect(await server.call('expire_push', { url_token: TOKEN })).toHaveProperty('result');
  const audited = server.lines.filter((line) => line.includes('"audit"'));
  expect(audited).toHaveLength(2);
  for (const line of audited) {
    expect(line).toMatch(/"target":"sha256:[0-9a-f]{12}"/);
    expect(line).not.toContain(TOKEN);
  }
});
