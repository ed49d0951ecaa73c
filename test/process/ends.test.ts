// How the program ends: with what it still owes the client, and with a reason where the client did not ask for the end.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callTool, handshake, listTools, messagesOf, start } from './run.ts';

/** Takes requests and keeps them until the test lets them go. */
let instance: Server;
let kept: ServerResponse[];
let env: Readonly<Record<string, string>>;

beforeEach(async () => {
  kept = [];
  instance = createServer((_, response) => void kept.push(response));
  await new Promise<void>((resolve) => instance.listen(0, '127.0.0.1', resolve));
  env = { PWPUSH_BASE_URL: `http://127.0.0.1:${(instance.address() as AddressInfo).port}`, PWPUSH_MAX_RETRIES: '0' };
});
afterEach(() => {
  instance.closeAllConnections();
  instance.close();
});

const arrival = () => new Promise((resolve) => instance.once('request', resolve));
const idsOf = (stdout: string) => messagesOf(stdout).map(({ id }) => id);
const lineOf = (message: object) => JSON.stringify({ jsonrpc: '2.0', ...message });
const warned = (stderr: string) => stderr.split('\n').filter((line) => /"level":"(?:warn|error)"/.test(line));

describe('at the end of stdin', () => {
  test('calls that were read are answered, the one without an end of its line as well', async () => {
    const server = start(['--sandbox']);
    const call = (id: number) => callTool(id, 'create_push', { payload: 'x' });
    server.send(...handshake, call(3), lineOf(call(4)));
    server.child.stdin.end();
    const { code, stdout, stderr } = await server.ended;
    expect([code, warned(stderr)]).toEqual([0, []]);
    expect(idsOf(stdout).sort()).toEqual([1, 3, 4]);
    for (const id of [3, 4])
      expect(messagesOf(stdout).find((message) => message.id === id)?.result).toHaveProperty('structuredContent');
  });

  test('a call that waits for its service is answered', async () => {
    const server = start([], env);
    const arrived = arrival();
    server.send(...handshake, callTool(3, 'get_version', {}));
    await arrived;
    const ended = new Promise((resolve) => server.child.stdin.once('finish', resolve));
    server.child.stdin.end();
    await ended;
    for (const response of kept) response.writeHead(500).end();
    const { code, stdout, stderr } = await server.ended;
    expect([code, idsOf(stdout), warned(stderr)]).toEqual([0, [1, 3], []]);
  });

  test('a call that was cancelled is not waited for', async () => {
    const server = start([], env);
    const arrived = arrival();
    server.send(...handshake, callTool(3, 'get_version', {}));
    await arrived;
    server.send({ method: 'notifications/cancelled', params: { requestId: 3 } });
    server.child.stdin.end();
    const { code, stdout, stderr } = await server.ended;
    expect([code, idsOf(stdout), warned(stderr)]).toEqual([0, [1], []]);
  });

  test('a call that is not answered after a few seconds is given up, with a line that says so', async () => {
    const server = start([], env);
    server.send(...handshake, callTool(3, 'create_push', { payload: 'x' }));
    server.child.stdin.end();
    const { code, stdout, stderr } = await server.ended;
    expect([code, idsOf(stdout)]).toEqual([0, [1]]);
    expect(warned(stderr)).toEqual([expect.stringMatching(/"unanswered":1.*stdin has ended/)]);
    expect(stderr).toMatch(/"tool":"create_push".*"outcome":"cancelled"/);
  });

  test('an answer that the client is slow to read arrives whole', async () => {
    const server = start(['--sandbox']);
    server.child.stdout.pause();
    const lists = Array.from({ length: 100 }, (_, index) => ({ ...listTools, id: 100 + index }));
    server.send(...handshake, ...lists);
    server.child.stdin.end();
    const sent = new Promise((resolve) => server.child.stdin.once('finish', resolve));
    await sent;
    setTimeout(() => server.child.stdout.resume(), 500);
    const { code, stdout } = await server.ended;
    expect([code, idsOf(stdout).length]).toEqual([0, 101]);
  });

  test('a client of 2026-07-28 that listens does not hold it', async () => {
    const server = start(['--sandbox']);
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    server.send(
      { id: 1, method: 'tools/list', params: { _meta } },
      { id: 2, method: 'subscriptions/listen', params: { _meta, notifications: { resourcesListChanged: true } } },
    );
    await server.answer(1);
    server.child.stdin.end();
    const { code, stdout, stderr } = await server.ended;
    expect([code, warned(stderr)]).toEqual([0, []]);
    expect(idsOf(stdout)).toContain(2);
  });
});

describe.each([[[]], [['--sandbox']]])('a client that closes stdout (%j)', (flags) => {
  test.each(['and sends a request', 'and sends a request while a call is under way'])('%s ends it', async (how) => {
    const server = start(flags, env);
    server.send(...handshake);
    await server.answer(1);
    server.child.stdout.destroy();
    if (how.includes('under way')) server.send(callTool(3, 'create_push', { payload: 'canary-payload' }));
    server.send(listTools);
    // Stdin stays open
    const { code, signal, stderr } = await server.ended;
    expect([code, signal]).toEqual([0, null]);
    expect(warned(stderr)).toEqual([expect.stringContaining('the client has closed stdout')]);
    expect(stderr).not.toMatch(/canary|^ +at /m);
  });
});

test('a connection that breaks off, rather than ends, is told, and the exit code is 1', async () => {
  // The error that reading meets, as the system would report it
  const error = `Object.assign(new Error('canary'), { code: 'EIO' })`;
  const script = `process.on('SIGUSR2', () => process.stdin.destroy(${error}));`;
  const server = start(['--sandbox'], {}, ['--import', `data:text/javascript,${encodeURIComponent(script)}`]);
  server.send(...handshake);
  await server.answer(1);
  server.child.kill('SIGUSR2');
  const { code, signal, stderr } = await server.ended;
  expect([code, signal]).toEqual([1, null]);
  expect(warned(stderr)).toEqual([expect.stringMatching(/"level":"error".*"error":"EIO".*stdin/)]);
  expect(stderr).not.toContain('canary');
});
