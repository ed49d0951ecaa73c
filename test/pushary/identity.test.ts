// Who asks and sends (docs/services/pushary.md#agent-identity): filled in where the caller gave nothing, never in place
// of what the caller gave.
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeAgent } from '../../src/calls/agent.ts';
import { createPersonalServer, type PersonalServer } from '../../src/commands/serve.ts';
import { configure } from '../support/connect.ts';
import { type PusharyTest, startPushary } from '../support/pushary.ts';
import { type Args, four, sixteen } from './samples.ts';

const place = { hostname: 'my-host', folder: '/home/somebody/shop' };

describe('the machine', () => {
  test('is the beginning of a digest of its name, as in the test vector', () => {
    expect(describeAgent(undefined, 's', place).machineId).toBe('e6ad3b2d');
  });

  test.each(['MY-HOST', 'mý-host', 'host.example.org'])('is another one for %s', (name) => {
    const { machineId } = describeAgent(undefined, 's', { ...place, hostname: name });
    expect(machineId).toBe(createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 8));
    expect(machineId).not.toBe('e6ad3b2d');
  });

  test('does not tell its name', () => {
    expect(JSON.stringify(describeAgent({ name: 'a' }, 's', place))).not.toContain('my-host');
  });

  test('without a name is left out', () => {
    expect(describeAgent(undefined, 's', { ...place, hostname: '' })).toEqual({
      agentName: 'Agent - shop',
      sessionId: 's',
    });
  });
});

describe('the name of the agent', () => {
  const nameOf = (client?: { name: string; title?: string }, folder = place.folder) =>
    describeAgent(client, 's', { ...place, folder }).agentName;

  test.each([
    [{ name: 'claude-code', title: 'Claude Code' }, 'Claude Code - shop'],
    [{ name: 'claude-code' }, 'claude-code - shop'],
    [undefined, 'Agent - shop'],
    [{ name: '' }, 'Agent - shop'],
    [{ name: ' \u200b\u202e ' }, 'Agent - shop'],
    [{ name: 'a\u0000b\u202ec\nd\u001b[31m' }, 'abcd[31m - shop'],
  ])('of %o is %s', (client, expected) => {
    expect(nameOf(client)).toBe(expected);
  });

  test.each([
    ['/', 'Agent - workspace'],
    ['', 'Agent - workspace'],
    ['/home/shop/', 'Agent - shop'],
    ['/home/\u202eevil\u0007', 'Agent - evil'],
  ])('ends with the last part of the folder %j', (folder, expected) => {
    expect(nameOf(undefined, folder)).toBe(expected);
  });

  test('is bounded to what the service takes, and no half of a character is left', () => {
    expect(nameOf({ name: 'x'.repeat(5000) })).toBe('x'.repeat(100));
    expect(nameOf({ name: 'x' }, `/${'y'.repeat(300)}`)).toBe(`x - ${'y'.repeat(96)}`);
    expect(nameOf({ name: `${'x'.repeat(99)}🚀` })).toBe('x'.repeat(99));
  });
});

describe('through the server', () => {
  let pushary: PusharyTest;
  const open: { close(): Promise<void> }[] = [];
  beforeEach(async () => {
    pushary = await startPushary();
  });
  afterEach(async () => {
    for (const resource of open.splice(0)) await resource.close();
    await pushary.close();
  });

  const startServer = () =>
    createPersonalServer(
      configure({ PUSHARY_BASE_URL: pushary.sandbox.origin, PUSHARY_API_KEY: pushary.sandbox.apiKey }),
      {
        write: () => {},
      },
    );

  type Mode = 'legacy' | { pin: string };
  async function connectAs(
    clientInfo: { name: string; title?: string },
    mode: Mode,
    server: PersonalServer = startServer(),
  ) {
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    const handle = serveStdio(server.connect, { transport: ours });
    const client = new Client({ version: '1', ...clientInfo }, { versionNegotiation: { mode } });
    await client.connect(theirs);
    open.push(client, handle);
    return (name: string, args: Args = {}) => client.callTool({ name, arguments: args });
  }

  const identityOf = ({ agentName, sessionId, machineId }: Args) => ({ agentName, sessionId, machineId });
  const identities = () => pushary.bodies().map(identityOf);
  const project = basename(process.cwd());
  const machine = createHash('sha256').update(hostname(), 'utf8').digest('hex').slice(0, 8);
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  test.each<[string, Mode]>([
    ['when it connects', 'legacy'],
    ['with each request', { pin: '2026-07-28' }],
  ])('a client that introduces itself %s is named to people', async (_, mode) => {
    const call = await connectAs({ name: 'fox', title: 'Fox Code' }, mode);
    await call('ask_user', four.ask_user);
    await call('send_notification', four.send_notification);
    const expected = { agentName: `Fox Code - ${project}`, sessionId: expect.stringMatching(uuid), machineId: machine };
    expect(identities()).toEqual([expected, expected]);
    expect(pushary.sandbox.questions()).toMatchObject([expected]);
  });

  test.each<[string, Mode]>([
    ['when it connects', 'legacy'],
    ['with each request', { pin: '2026-07-28' }],
  ])('what it says of itself %s is cleaned and bounded', async (_, mode) => {
    const call = await connectAs({ name: `\u202eE${'e'.repeat(2000)}\u0000`, title: '' }, mode);
    await call('ask_user', four.ask_user);
    expect(identities()).toMatchObject([{ agentName: `E${'e'.repeat(99)}` }]);
  });

  test('in the newer era each request may be of another client, or of one that does not say', async () => {
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    open.push(serveStdio(startServer().connect, { transport: ours }));
    const answered = new Map<unknown, () => void>();
    theirs.onmessage = (message) => answered.get((message as { id?: unknown }).id)?.();
    await theirs.start();
    const meta = (name: string, value: unknown) => ({ [`io.modelcontextprotocol/${name}`]: value });
    const envelope = { ...meta('protocolVersion', '2026-07-28'), ...meta('clientCapabilities', {}) };
    for (const [id, name] of ['one', 'two', undefined].entries()) {
      const _meta = { ...envelope, ...(name && meta('clientInfo', { name, version: '1' })) };
      const params = { name: 'send_notification', arguments: four.send_notification, _meta };
      const answer = new Promise<void>((resolve) => answered.set(id, resolve));
      await theirs.send({ jsonrpc: '2.0', id, method: 'tools/call', params });
      await answer;
    }
    expect(identities().map(({ agentName }) => agentName)).toEqual(
      ['one', 'two', 'Agent'].map((name) => `${name} - ${project}`),
    );
  });

  test('the session is one for all calls and connections of a process, and another one in the next', async () => {
    const server = startServer();
    for (const name of ['one', 'two']) {
      const call = await connectAs({ name }, 'legacy', server);
      for (let i = 0; i < 2; i += 1) await call('send_notification', four.send_notification);
    }
    const ofOne = new Set(identities().map(({ sessionId }) => sessionId));
    expect(ofOne.size).toBe(1);
    await (await connectAs({ name: 'three' }, 'legacy'))('send_notification', four.send_notification);
    expect(ofOne).not.toContain(identities().at(-1)?.sessionId);
    expect(new Set(identities().map(({ machineId }) => machineId))).toEqual(new Set([machine]));
  });

  test.each(['ask_user', 'send_notification'])(
    '%s: each value of the caller wins, the others are filled in',
    async (tool) => {
      const given: Args[] = [
        { agentName: 'Hermes' },
        { sessionId: 'window 7' },
        { machineId: 'm' },
        { agentName: 'A', sessionId: 'B', machineId: 'C' },
        { agentName: null, sessionId: null },
      ];
      for (const args of given) expect(await pushary.call(tool, { ...four[tool], ...args })).toHaveProperty('result');
      const filled = { agentName: `test - ${project}`, sessionId: expect.stringMatching(uuid), machineId: machine };
      expect(identities()).toEqual([...given.slice(0, 4).map((args) => ({ ...filled, ...args })), filled]);
    },
  );

  test('no other request says who makes it', async () => {
    await pushary.call('send_notification', four.send_notification);
    const [{ sessionId = '' } = {}] = identities();
    const before = pushary.arrivals.length;
    for (const [name, { least }] of Object.entries(sixteen)) await pushary.call(name, least);
    for (const name of ['wait_for_answer', 'cancel_question']) await pushary.call(name, four[name]);
    const later = pushary.arrivals.slice(before);
    expect(later.length).toBeGreaterThanOrEqual(18);
    expect(JSON.stringify(later)).not.toContain(sessionId);
    expect(JSON.stringify(later)).not.toMatch(/agentName|machineId|sessionId/);
  });

  test.each(['wait_for_answer', 'cancel_question'])('%s takes none either', async (name) => {
    expect(await pushary.call(name, { ...four[name], sessionId: 'window 7' })).toHaveProperty('refused');
    expect(pushary.arrivals).toEqual([]);
  });

  test('the session is found again where sessions are listed', async () => {
    await pushary.call('ask_user', four.ask_user);
    const [{ agentName, sessionId, machineId } = {}] = identities();
    expect(await pushary.call('list_sessions')).toMatchObject({
      result: {
        sessions: [{ agentName, sessionId, machineId, computedStatus: 'waiting' }],
        pendingQuestions: [{ question: 'Deploy?', sessionId, machineId }],
      },
    });
  });
});
