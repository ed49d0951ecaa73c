import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../src/policy/secret.ts';
import { clients } from '../interop/clients.ts';
import { callTool, handshake, start } from '../process/run.ts';
import { createCanaries } from '../support/canaries.ts';
import { type Relay, startRelay } from './relay.ts';

// The built program as a process, and real clients before it

const canaries = createCanaries();
const ID = '06J0FZG1Y8XGG14VTQ4Y3G10MR';
let password: string;
let token: string;
let relay: Relay;

beforeEach(async () => {
  password = `"${canaries.mint()}", zäh & {}`;
  token = canaries.mint();
  relay = await startRelay({}, { token, channels: [{ id: ID, name: `Alerts of ${password}`, password }] });
  const { channels, sandbox } = relay.pushgo;
  const [ready] = channels.list();
  if (!ready) throw new Error('No channel is kept.');
  await channels.add({ ...ready, channelId: ID, name: `Alerts of ${password}`, password: new Secret(password) });
  await channels.remove(sandbox.channel.id);
});
afterEach(() => relay.close());

const environment = (over: Record<string, string> = {}) => ({
  PUSHGO_BASE_URL: relay.front.origin,
  PUSHGO_TOKEN: token,
  PUSHGO_CHANNELS_FILE: relay.pushgo.file,
  PUSH_MCP_TOOLSETS: 'pushgo',
  ...over,
});
const message = { title: 'Disk', op_id: 'my-key' };

test('no secret stands in the arguments of the process, on stdout or on stderr', async () => {
  const program = start(['--log-level=debug'], environment({ PUSHGO_LEGACY_PASSWORDS: 'true' }));
  const legacy = { ...message, channel_id: ID, password: ` ${password} ` };
  program.send(
    ...handshake,
    callTool(2, 'pushgo_channel_list', {}),
    callTool(3, 'pushgo_message_send', message),
    callTool(4, 'pushgo_message_send', { ...legacy, op_id: 'another', metadata: { [password]: password } }),
    callTool(5, 'pushgo_message_send', { ...legacy, password: [password], [password]: 1 }),
    callTool(6, password, { password }),
    { id: 7, method: 'resources/list' },
    { id: 8, method: 'resources/read', params: { uri: 'pushgo://channels' } },
    { id: 9, method: 'resources/read', params: { uri: `pushgo://channels/${encodeURIComponent(password)}` } },
    { id: 10, method: password, params: { password } },
    { id: 11, method: 'prompts/get', params: { name: password } },
  );
  for (let id = 2; id <= 11; id += 1) await program.answer(id);
  // What other users of the machine see of it
  const seen = process.platform === 'linux' ? readFileSync(`/proc/${program.child.pid}/cmdline`, 'utf8') : '';
  relay.meet({ status: 403, body: { success: false, error: password, error_code: 'password_mismatch' } });
  program.send(callTool(12, 'pushgo_message_send', legacy));
  await program.answer(12);
  program.child.stdin.end();
  const { stdout, stderr, code } = await program.ended;
  expect(code).toBe(0);
  expect(relay.pulled()).toMatchObject([{ op_id: 'my-key' }, { op_id: 'another' }]);
  expect(canaries.findIn(stdout + stderr + seen)).toEqual([]);
  expect(stderr.split('"audit"').length - 1).toBe(4);
});

describe('a program that is told to end during a call', () => {
  test.each<[string, (child: ReturnType<typeof start>['child']) => void]>([
    ['by SIGTERM', (child) => child.kill('SIGTERM')],
    ['by SIGINT', (child) => child.kill('SIGINT')],
    ['by the end of stdin', (child) => child.stdin.end()],
  ])('%s does so at once, sends nothing again and tells no secret', async (_, stop) => {
    const program = start(['--log-level=debug'], environment({ PUSHGO_TIMEOUT: '30', PUSHGO_MAX_RETRIES: '5' }));
    relay.meet('hang-after');
    program.send(...handshake, callTool(2, 'pushgo_message_send', message));
    while (relay.sent().length === 0) await sleep(10);
    await sleep(200);
    stop(program.child);
    const { stdout, stderr, code, signal } = await program.ended;
    expect([code, signal]).toEqual([0, null]);
    expect(stderr).toContain('"outcome":"cancelled"');
    expect(canaries.findIn(stdout + stderr)).toEqual([]);
    expect(relay.sent()).toHaveLength(1);
    expect(relay.front.abandoned()).toBe(1);
    expect(relay.pulled()).toHaveLength(1);
  });

  test('leaves a key with which another one repeats it, and it arrives once', async () => {
    const program = start([], environment({ PUSHGO_TIMEOUT: '30' }));
    relay.meet('hang-after');
    program.send(...handshake, callTool(2, 'pushgo_message_send', message));
    while (relay.sent().length === 0) await sleep(10);
    program.child.kill('SIGKILL');
    await program.ended;
    const another = start([], environment());
    another.send(...handshake, callTool(2, 'pushgo_message_send', message));
    expect(await another.answer(2)).toMatchObject({ result: { structuredContent: { accepted: true } } });
    another.child.stdin.end();
    await another.ended;
    expect(relay.pulled()).toHaveLength(1);
  });
});

describe.each(Object.entries(clients))('%s', (_, connectClient) => {
  test('sends a message and an event to its end, over a connection that breaks', async () => {
    const client = await connectClient(environment());
    const answers: unknown[] = [await client.listTools(), client.instructions()];
    const call = async (name: string, args: Record<string, unknown> = {}) => {
      const answer = await client.callTool(name, args);
      answers.push(answer);
      return answer.structuredContent as Record<string, unknown>;
    };
    expect(await call('pushgo_channel_list')).toMatchObject({
      channels: [{ channel_id: ID, channel_name: 'Alerts of [redacted]' }],
    });
    relay.meet('lose-answer');
    const sent = await call('pushgo_message_send', { title: 'Disk', body: 'full' });
    expect(sent).toMatchObject({ accepted: true });
    const event = { status: 'open', message: 'full', severity: 'high', event_time: '2026-11-21T14:30:00Z' };
    const { event_id } = (await call('pushgo.event.create', { ...event, title: 'Disk' })) as { event_id: string };
    relay.meet('lose');
    expect(await call('pushgo_event_close', { ...event, event_id })).toMatchObject({ accepted: true, event_id });
    expect(await call('pushgo_channel_unbind', { channel_id: ID.toLowerCase() })).toMatchObject({ removed: true });
    expect(relay.pulled()).toMatchObject([
      { entity_type: 'message', message_id: sent.message_id },
      { entity_id: event_id, event_state: 'ONGOING' },
      { entity_id: event_id, event_state: 'CLOSED' },
    ]);
    expect(canaries.findIn(JSON.stringify(answers))).toEqual([]);
    expect(readFileSync(relay.pushgo.file, 'utf8')).not.toContain(ID);
    await client.close();
  });
});
