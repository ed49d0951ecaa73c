import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../sandbox/index.ts';
import { namesOf } from '../support/lists.ts';
import { callTool, handshake, listTools, run, start } from './run.ts';

describe('push-mcp channels', () => {
  test('--help says how on stdout and ends with 0', async () => {
    const { code, stdout, stderr } = await run(['channels', '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('push-mcp channels add');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('into a pipe that nobody reads makes no noise', async () => {
    const { child, ended } = start(['channels', '--help']);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    [['channels'], 'Say what to do with channels'],
    [['channels', 'hunter2hunter2'], 'That is none of the commands'],
    [['channels', 'add', '--password=hunter2hunter2'], 'Passwords and tokens do not go on the command line'],
    [['channels', 'list', '--toolsets=pushgo'], 'There is no such flag'],
    [['--read-only', 'channels', 'hunter2hunter2'], 'The only command is `channels`, and it comes first'],
  ])('that is not understood ends with 2: %j', async (words, sentence) => {
    const { code, stdout, stderr } = await run(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('hunter2');
  });

  test('looks below the home of its user where nothing else is said, and makes nothing there', async () => {
    const below = await run(['channels', 'list'], { XDG_CONFIG_HOME: '' });
    expect(below).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('/nonexistent/.config/push-mcp/channels.json'),
      stderr: '',
    });
    // A configuration folder that is not absolute counts for nothing
    expect(await run(['channels', 'list'], { XDG_CONFIG_HOME: 'relative' })).toEqual(below);
    const folder = mkdtempSync(join(tmpdir(), 'push-mcp-empty-'));
    const elsewhere = await run(['channels', 'list'], { XDG_CONFIG_HOME: join(folder, 'config') });
    expect(elsewhere.stdout).toContain(`${folder}/config/push-mcp/channels.json`);
    expect(() => statSync(join(folder, 'config'))).toThrow('ENOENT');
    rmSync(folder, { recursive: true });
  });
});

describe('a channel that a person added', () => {
  let gateway: PushgoSandbox;
  let folder: string;
  let mine: Readonly<Record<string, string>>;
  beforeAll(async () => {
    gateway = await startPushgoSandbox();
  });
  afterAll(() => gateway.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'push-mcp-person-'));
    mine = { XDG_CONFIG_HOME: folder };
    return () => rmSync(folder, { recursive: true });
  });

  const kept = () => join(folder, 'push-mcp/channels.json');

  async function add() {
    const adding = start(
      ['channels', 'add', gateway.channel.id, `--gateway=${gateway.origin}`, '--password-stdin'],
      mine,
    );
    adding.child.stdin.end(`${gateway.channel.password}\n`);
    return adding.ended;
  }

  async function serve(env: Readonly<Record<string, string>> = {}) {
    const server = start([], { ...mine, ...env });
    server.send(...handshake, listTools);
    const { tools } = (await server.answer(2)).result as { tools: { name: string }[] };
    const { instructions } = (await server.answer(1)).result as { instructions: string };
    return { server, names: tools.map(({ name }) => name), instructions };
  }

  test('sets PushGo up from the next start on, and is what a message goes to', { timeout: 60_000 }, async () => {
    const before = await serve();
    expect(before.names).toEqual(namesOf('pwpush'));
    before.server.child.stdin.end();
    await before.server.ended;

    const added = await add();
    expect([added.code, added.stderr]).toEqual([
      0,
      'A server that is running already takes it up once it is started anew.\n',
    ]);
    expect(statSync(kept()).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept(), 'utf8')).toContain(gateway.channel.password);
    const listed = await run(['channels', 'list'], mine);
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining(gateway.channel.id), stderr: '' });

    const { server, names, instructions } = await serve();
    expect(names).toEqual(namesOf('pwpush', 'pushgo'));
    expect(instructions).toContain('One channel is set up');
    server.send(callTool(3, 'pushgo_message_send', { title: 'From a process' }));
    expect((await server.answer(3)).result).toMatchObject({ structuredContent: { accepted: true } });
    expect(gateway.pull().map(({ payload }) => payload.title)).toEqual(['From a process']);
    server.child.stdin.end();
    const { code, stdout, stderr } = await server.ended;
    expect(code).toBe(0);
    for (const told of [added.stdout, listed.stdout, stdout, stderr])
      expect(told).not.toContain(gateway.channel.password);
  });

  test('while the server runs is there on the next call, and gone once it is removed', {
    timeout: 60_000,
  }, async () => {
    const { server, names } = await serve({ PUSHGO_CHANNELS_FILE: kept() });
    expect(names).toEqual(namesOf('pwpush', 'pushgo'));
    server.send(callTool(3, 'pushgo_message_send', { title: 'Too early' }));
    expect((await server.answer(3)).result).toMatchObject({ isError: true });
    await add();
    server.send(callTool(4, 'pushgo_message_send', { title: 'In time' }));
    expect((await server.answer(4)).result).toMatchObject({ structuredContent: { accepted: true } });
    expect(await run(['channels', 'remove', gateway.channel.id], mine)).toMatchObject({ code: 0 });
    server.send(callTool(5, 'pushgo_message_send', { title: 'Too late' }));
    expect((await server.answer(5)).result).toMatchObject({ isError: true });
    server.child.stdin.end();
    await server.ended;
    expect(gateway.pull().map(({ payload }) => payload.title)).toEqual(['In time']);
  });

  test('is not asked for where toolsets leave PushGo out', async () => {
    await add();
    const { server, names } = await serve({ PUSH_MCP_TOOLSETS: 'pwpush' });
    expect(names).toEqual(namesOf('pwpush'));
    server.child.stdin.end();
    await server.ended;
  });
});
