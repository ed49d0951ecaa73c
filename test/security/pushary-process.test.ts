import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PusharySandbox, startPusharySandbox } from '../../sandbox/pushary/server.ts';
import { callTool, handshake, listTools, messagesOf, run, start } from '../process/run.ts';

// The built program as a process.

let sandbox: PusharySandbox;
let requests: string[];

beforeEach(async () => {
  requests = [];
  sandbox = await startPusharySandbox({ onRequest: ({ method, path }) => void requests.push(`${method} ${path}`) });
});
afterEach(() => sandbox.close());

const environment = (over: Record<string, string> = {}) => ({
  PUSHARY_BASE_URL: sandbox.origin,
  PUSHARY_API_KEY: sandbox.apiKey,
  PUSH_MCP_TOOLSETS: 'pushary',
  ...over,
});

/** The key, or the half of it that is secret by itself. */
const holdsKey = (text: string, key = sandbox.apiKey) => text.includes(key.split('.')[1] ?? key);

/** What other users of the machine see of a program. */
const visible = (pid: number | undefined) =>
  process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';

test('the key stands neither in the arguments of the process nor on stdout or stderr', async () => {
  const program = start(['--log-level=debug'], environment());
  const { apiKey } = sandbox;
  const question = `Is ${apiKey} the key?`;
  program.send(
    ...handshake,
    listTools,
    callTool(3, 'ask_user', { question, wait: false, callbackUrl: `https://example.org/${apiKey}` }),
    callTool(4, 'send_notification', { title: apiKey, body: apiKey, [apiKey]: apiKey }),
    callTool(5, 'list_sessions', {}),
    callTool(6, apiKey, { apiKey }),
    callTool(7, 'get_campaign', { id: apiKey }),
    callTool(8, 'wait_for_answer', { correlationId: apiKey }),
    { id: 9, method: apiKey, params: { apiKey } },
    { id: 10, method: 'prompts/get', params: { name: apiKey } },
    `${apiKey}\n`,
  );
  for (let id = 2; id <= 10; id += 1) await program.answer(id);
  const seen = visible(program.child.pid);
  sandbox.disturb({ outcome: { status: 401, body: JSON.stringify({ error: `Bearer ${apiKey}`, message: question }) } });
  program.send(callTool(11, 'count_subscribers', {}));
  await program.answer(11);
  program.child.stdin.end();
  const { stdout, stderr, code } = await program.ended;
  expect(code).toBe(0);
  expect(sandbox.questions()).toMatchObject([{ question }]);
  expect(stderr.split('"audit"').length - 1).toBe(2);
  expect(messagesOf(stdout)).toHaveLength(11);
  expect(holdsKey(seen + stdout + stderr)).toBe(false);
});

test.each([
  ['without its secret half', () => sandbox.apiKey.replace('.', '')],
  ['with a blank in it', () => `${sandbox.apiKey} x`],
  ['with more than one dot', () => `${sandbox.apiKey}.x`],
  ['of another service', () => `tk_${sandbox.apiKey}`],
])('a key %s is refused at the start and not repeated', async (_, key) => {
  const { code, stdout, stderr } = await run([], environment({ PUSHARY_API_KEY: key() }));
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('PUSHARY_API_KEY');
  expect(holdsKey(stderr)).toBe(false);
  expect(requests).toEqual([]);
});

test('a key in the place of a flag or an address is not repeated either', async () => {
  const { apiKey } = sandbox;
  const wrong = [
    [[`--key=${apiKey}`], {}],
    [[apiKey], {}],
    [[], { PUSHARY_BASE_URL: `https://${apiKey}@pushary.example` }],
    [[], { PUSHARY_BASE_URL: `https://pushary.example/api/mcp/mcp?api_key=${apiKey}` }],
  ] as const;
  for (const [args, env] of wrong) {
    const { code, stdout, stderr } = await run(args, environment(env));
    expect([code, stdout]).toEqual([2, '']);
    expect(holdsKey(stderr)).toBe(false);
  }
});

test('the sandbox says where the phone is, and its key nowhere', async () => {
  const program = start(['--sandbox', '--log-level=debug'], { PUSHARY_API_KEY: sandbox.apiKey });
  program.send(...handshake, listTools, callTool(3, 'ask_user', { question: 'Deploy?', wait: false }));
  await program.answer(3);
  const seen = visible(program.child.pid);
  program.child.stdin.end();
  const { stdout, stderr } = await program.ended;
  expect(stderr).toMatch(/http:\/\/127\.0\.0\.1:\d+\/sandbox\/phone/);
  expect(stdout).toContain('/sandbox/phone');
  // Of whichever site: keys of the sandbox look like this
  expect(seen + stdout + stderr).not.toMatch(/[ps]k_[0-9a-f]{8}/);
  expect(requests).toEqual([]);
});

describe('a program that is told to end in the middle', () => {
  const stops: [string, (child: ReturnType<typeof start>['child']) => void][] = [
    ['by SIGTERM', (child) => child.kill('SIGTERM')],
    ['by the end of stdin', (child) => child.stdin.end()],
  ];
  const middles = [
    ['of asking', { method: 'POST', delay: 20_000 }, 'ask_user', { question: 'Deploy?' }, ['POST /ask']],
    ['of waiting', { method: 'GET', delay: 20_000 }, 'ask_user', { question: 'Deploy?' }, ['POST /ask', 'GET /ask']],
    ['of sending', { method: 'POST', delay: 20_000 }, 'send_notification', { title: 'T', body: 'B' }, ['POST /send']],
  ] as const;

  describe.each(middles)('%s', (_, fault, tool, args, expected) => {
    test.each(stops)('%s does so at once and sends nothing again', async (_, stop) => {
      const program = start(['--log-level=debug'], environment({ PUSHARY_MAX_RETRIES: '5' }));
      sandbox.disturb(fault);
      program.send(...handshake, callTool(2, tool, args));
      while (requests.length < expected.length) await sleep(10);
      await sleep(100);
      stop(program.child);
      const { stderr, code, signal } = await program.ended;
      expect([code, signal]).toEqual([0, null]);
      expect(stderr).toContain('"outcome":"cancelled"');
      await sleep(100);
      expect(requests.map((request) => request.replace('/api/v1/server', '').split(/\/[0-9a-f]{8}-/)[0])).toEqual(
        expected,
      );
      expect(sandbox.questions().length + sandbox.notifications().length).toBe(1);
    });
  });
});
