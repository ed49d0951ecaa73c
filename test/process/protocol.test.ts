import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callTool, handshake, listTools, messagesOf, start } from './run.ts';

// Takes requests and answers none
let silent: Server;
let instance: Readonly<Record<string, string>>;

beforeAll(async () => {
  silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  instance = { PWPUSH_BASE_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` };
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

const arrival = () => new Promise((resolve) => silent.once('request', resolve));

describe('stdout', () => {
  test('carries nothing but the protocol, whatever is logged', async () => {
    const server = start(['--sandbox', '--log-level=debug'], { PWPUSH_NONSENSE: 'x' });
    server.send(
      ...handshake,
      listTools,
      callTool(3, 'create_push', { payload: 'a secret' }),
      callTool(4, 'create_push', {}),
    );
    await Promise.all([server.answer(2), server.answer(3), server.answer(4)]);
    server.child.stdin.end();
    const { code, stdout, stderr } = await server.ended;
    expect(code).toBe(0);
    expect(messagesOf(stdout).map(({ jsonrpc, id }) => [jsonrpc, id])).toEqual(
      expect.arrayContaining([1, 2, 3, 4].map((id) => ['2.0', id])),
    );
    expect(messagesOf(stdout)).toHaveLength(4);
    for (const line of stderr.trimEnd().split('\n')) expect(() => JSON.parse(line), line).not.toThrow();
  });

  test('that nobody reads any more ends it without noise', async () => {
    const server = start();
    server.send(...handshake);
    await server.answer(1);
    const before = server.stderr();
    server.child.stdout.destroy();
    server.send(listTools, { id: 9, method: 'tools/list' });
    expect(await server.ended).toMatchObject({ code: 0, stderr: before });
  });
});

test('stderr that nobody reads any more changes nothing', async () => {
  const server = start(['--log-level=debug']);
  server.send(...handshake);
  await server.answer(1);
  server.child.stderr.destroy();
  server.send(callTool(3, 'create_push', { unknown: 1 }), callTool(4, 'expire_push', {}));
  expect((await server.answer(3)).result).toMatchObject({ isError: true });
  expect((await server.answer(4)).result).toMatchObject({ isError: true });
  server.child.stdin.end();
  expect((await server.ended).code).toBe(0);
});

describe('on stdin', () => {
  test.each([
    ['text', 'this is no JSON\n'],
    ['half an object', '{"jsonrpc":"2.0",\n'],
    ['other JSON', '{}\n[]\n123\n"x"\nnull\n'],
    ['control characters', '\u0000\u0001\u001b[31m\n'],
    ['blank lines', '\n\n  \n\r\n'],
    ['an unknown notification', '{"jsonrpc":"2.0","method":"notifications/nonsense"}\n'],
  ])('%s does not disturb what follows', async (_, garbage) => {
    const server = start();
    server.send(...handshake, garbage, listTools);
    expect((await server.answer(2)).result).toHaveProperty('tools');
    server.child.stdin.end();
    const { code, stdout, stderr } = await server.ended;
    expect([code, messagesOf(stdout).length >= 2]).toEqual([0, true]);
    expect(stderr).not.toContain('at ');
  });

  test('an unknown method is answered with an error', async () => {
    const server = start();
    server.send(...handshake, { id: 5, method: 'no/such/method' });
    expect((await server.answer(5)).error).toMatchObject({ code: -32601 });
    server.child.kill();
  });

  test('a call with a payload over the limit is refused, and the next one works', async () => {
    const server = start(['--sandbox']);
    server.send(...handshake, callTool(3, 'create_push', { payload: 'x'.repeat(5_000_000) }), listTools);
    const { result } = (await server.answer(3)) as { result: { content: { text: string }[] } };
    expect(result.content[0]?.text).toContain('payload is longer than 1,048,576 characters');
    expect((await server.answer(2)).result).toHaveProperty('tools');
    server.child.stdin.end();
    expect((await server.ended).code).toBe(0);
  });

  test('a line without an end is not kept for ever: it ends the server without noise', async () => {
    const server = start();
    server.send(...handshake);
    await server.answer(1);
    const before = server.stderr();
    server.send('x'.repeat(30_000_000));
    expect(await server.ended).toMatchObject({ code: 0, stderr: before });
  });

  test('requests that came before the end of stdin are answered', async () => {
    const server = start();
    server.send(...handshake, listTools);
    server.child.stdin.end();
    const { code, stdout } = await server.ended;
    expect(code).toBe(0);
    expect(messagesOf(stdout).map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe.each(['the end of stdin', 'SIGTERM', 'SIGINT'] as const)('%s', (how) => {
  const end = ({ child }: ReturnType<typeof start>) =>
    how === 'the end of stdin' ? child.stdin.end() : child.kill(how);

  test.each([[[]], [['--sandbox']]])('ends it at once with 0 (%j)', async (flags) => {
    const server = start(flags);
    server.send(...handshake);
    await server.answer(1);
    end(server);
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
  });

  test('ends it at once with 0 while a call is under way, which its audit line says', async () => {
    const server = start([], instance);
    const arrived = arrival();
    server.send(...handshake, callTool(3, 'create_push', { payload: 'secret-canary-payload' }));
    await arrived;
    end(server);
    const { code, stdout, stderr } = await server.ended;
    expect(code).toBe(0);
    expect(messagesOf(stdout)).toHaveLength(1);
    expect(stderr).toMatch(/"tool":"create_push".*"outcome":"cancelled"/);
    expect(stderr).not.toContain('canary');
  });
});

test('credentials stand in no command line and no line of stderr', async () => {
  const token = 'canary-token-0123456789';
  const server = start(['--log-level=debug'], {
    ...instance,
    PWPUSH_API_TOKEN: token,
    PWPUSH_API_EMAIL: 'canary@example.org',
  });
  const arrived = arrival();
  server.send(
    ...handshake,
    callTool(3, 'list_active_pushes', {}),
    callTool(4, 'create_push', { payload: 'canary-payload-1', passphrase: 'canary-passphrase' }),
  );
  await arrived;
  expect(readFileSync(`/proc/${server.child.pid}/cmdline`, 'utf8')).not.toContain('canary');
  server.child.stdin.end();
  const { stderr } = await server.ended;
  expect(stderr).toContain('create_push');
  expect(stderr).not.toContain('canary');
});
