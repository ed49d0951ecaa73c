// The file with the passwords of the channels is pushed nowhere, though it lies below the folder that files come from.
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callTool, handshake, start } from '../process/run.ts';
import { createCanaries } from '../support/canaries.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type Double, startDouble } from '../support/double.ts';

const canaries = createCanaries();
let folder: string;
let double: Double;
let server: Connection;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-kept-'));
  mkdirSync(join(folder, 'config'));
  const file = join(folder, 'config', 'channels.json');
  const channel = {
    channel_id: '06J0FZG1Y8XGG14VTQ4Y3G10MR',
    gateway: 'https://push.example.com',
    password: canaries.mint(),
    added_at: '2026-11-21T14:30:00.000Z',
  };
  writeFileSync(file, JSON.stringify({ version: 1, channels: [channel] }), { mode: 0o600 });
  writeFileSync(`${file}.4711-0c9d3a52-7d0e-4f0e-9a53-1d1d5c0f7f11.tmp`, canaries.mint(), { mode: 0o600 });
  linkSync(file, join(folder, 'hard'));
  symlinkSync(file, join(folder, 'soft'));
  symlinkSync('config', join(folder, 'way'));
  writeFileSync(join(folder, 'notes.txt'), 'notes');
  double = await startDouble();
  server = await connect({
    PWPUSH_BASE_URL: double.origin,
    PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U',
    PWPUSH_API_EMAIL: 'owner@example.org',
    PWPUSH_FILE_ROOT: folder,
    PUSHGO_CHANNELS_FILE: file,
  });
});
afterAll(async () => {
  await server.close();
  await double.close();
  rmSync(folder, { recursive: true });
});

const pushesAt = () => double.arrivals.filter(({ method }) => method === 'POST');

test.each([
  'config/channels.json',
  'config/channels.json.4711-0c9d3a52-7d0e-4f0e-9a53-1d1d5c0f7f11.tmp',
  'way/channels.json',
  'hard',
  'soft',
])('%s', async (path) => {
  server.lines.length = 0;
  for (const file_paths of [[path], ['notes.txt', path]]) {
    const outcome = await server.call('create_push', { payload: 'see the file', kind: 'file', file_paths });
    expect(outcome).toHaveProperty('refused');
    expect(canaries.findIn(JSON.stringify(outcome))).toEqual([]);
  }
  const audited = server.lines.filter((line) => line.includes('"audit"'));
  expect(audited).toHaveLength(2);
  for (const line of audited) expect(line).toContain('"code":"FILE_OUTSIDE"');
  expect(canaries.findIn(server.lines.join(''))).toEqual([]);
  expect(pushesAt()).toEqual([]);
});

test.each([
  ['a swap file of vim', 'config/.channels.json.swp'],
  ['a lock file of emacs', 'config/#channels.json#'],
  ['anything else beside it', 'config/notes.txt'],
  ['anything below its folder', 'config/old/notes.txt'],
  ['that folder through a link', 'way/old/notes.txt'],
])('%s', async (_, path) => {
  mkdirSync(join(folder, 'config', 'old'), { recursive: true });
  writeFileSync(join(folder, path), 'nothing secret');
  expect(await server.call('create_push', { file_paths: [path] })).toMatchObject({
    refused: expect.stringContaining('is not below the folder'),
  });
  expect(pushesAt()).toEqual([]);
});

describe('a file that holds a credential', () => {
  const TOKEN = '87vceEoMea_yQoG53b2U';
  const key = 'pk_0123456789abcdef.sk_fedcba9876543210';
  let withKey: Connection;
  beforeAll(async () => {
    withKey = await connect({
      PWPUSH_BASE_URL: double.origin,
      PWPUSH_API_TOKEN: TOKEN,
      PWPUSH_API_EMAIL: 'owner@example.org',
      PUSHARY_API_KEY: key,
      PWPUSH_FILE_ROOT: folder,
      PUSHGO_CHANNELS_FILE: join(folder, 'config', 'channels.json'),
      PUSHGO_BASE_URL: 'https://push.example.com',
      HTTPS_PROXY: 'http://corp:Sommer-2024@proxy.example:3128',
      NO_PROXY: '*',
    });
  });
  afterAll(() => withKey.close());

  const password = () => JSON.parse(readFileSync(join(folder, 'config', 'channels.json'), 'utf8')).channels[0].password;
  test.each<[string, () => string | Buffer]>([
    ['the settings of a client', () => JSON.stringify({ env: { PWPUSH_API_TOKEN: TOKEN } })],
    ['the environment of a process', () => `HOME=/root\0PWPUSH_API_TOKEN=${TOKEN}\0`],
    ['half of a key', () => `export KEY=${key.split('.')[1]}`],
    ['a copy of the channels file elsewhere', () => JSON.stringify({ channels: [{ password: password() }] })],
    ['the password of a proxy', () => 'proxy=http://corp:Sommer-2024@proxy.example:3128'],
    ['UTF-16', () => Buffer.from(`token ${TOKEN}`, 'utf16le')],
    ['the end of a large file', () => `${'x'.repeat(3_000_000)}${TOKEN}`],
  ])('%s: is refused like one outside', async (_, content) => {
    writeFileSync(join(folder, 'copy'), content());
    for (const file_paths of [['copy'], ['notes.txt', 'copy']])
      expect(await withKey.call('create_push', { file_paths })).toMatchObject({
        refused: expect.stringMatching(
          /^file_paths\[\d\] is not below the folder that PWPUSH_FILE_ROOT names, or does/,
        ),
      });
    expect(pushesAt()).toEqual([]);
  });

  test('an e-mail address is none, nor is a part of one', async () => {
    double.reset();
    for (const content of ['owner@example.org', TOKEN.slice(0, 10)]) {
      writeFileSync(join(folder, 'copy'), content);
      expect(await withKey.call('create_push', { file_paths: ['copy'] })).toHaveProperty('result');
    }
    double.reset();
  });
});

test.runIf(process.platform === 'linux')(
  'files of the system are pushed under no root, and a root of that kind warns',
  async () => {
    const home = () => join(folder, 'person');
    mkdirSync(home());
    for (const [root, paths] of [
      [
        '/',
        [
          '/proc/self/environ',
          '/proc/thread-self/environ',
          '/proc/self/cwd/../../proc/version',
          '/sys/kernel/uevent_seqnum',
          '/dev/null',
        ],
      ],
      ['/proc', ['self/environ', 'version']],
      ['/proc/self', ['environ', 'task/../environ']],
      [home(), []],
      [folder, []],
    ] as const) {
      const program = start([], {
        PWPUSH_BASE_URL: double.origin,
        PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U',
        PWPUSH_FILE_ROOT: root,
        HOME: home(),
      });
      program.send(...handshake);
      for (const [id, path] of paths.entries()) {
        program.send(callTool(id + 10, 'create_push', { file_paths: [path] }));
        expect(JSON.stringify((await program.answer(id + 10)).result), path).toContain('is not below the folder');
      }
      program.child.stdin.end();
      await program.ended;
      const warned = program.stderr().includes('PWPUSH_FILE_ROOT is a home folder or one above it');
      expect(warned, root).toBe(!root.startsWith('/proc'));
    }
    expect(pushesAt()).toEqual([]);
  },
);

test('that in the usual place is not pushed either where a setting names another one', async () => {
  const usual = join(folder, 'home', 'push-mcp');
  mkdirSync(usual, { recursive: true });
  writeFileSync(join(usual, 'channels.json'), canaries.mint(), { mode: 0o600 });
  const program = start([], {
    PWPUSH_BASE_URL: double.origin,
    PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U',
    PWPUSH_FILE_ROOT: folder,
    PUSHGO_CHANNELS_FILE: join(folder, 'config', 'channels.json'),
    XDG_CONFIG_HOME: join(folder, 'home'),
  });
  program.send(...handshake, callTool(3, 'create_push', { file_paths: ['home/push-mcp/channels.json'] }));
  const { result } = await program.answer(3);
  expect(result).toMatchObject({ isError: true });
  expect(JSON.stringify(result)).toContain('is not below the folder');
  expect(pushesAt()).toEqual([]);
  program.child.stdin.end();
  await program.ended;
});

test('a file beside it is pushed', async () => {
  const args = { payload: 'see the file', kind: 'file', file_paths: ['notes.txt'] };
  expect(await server.call('create_push', args)).toHaveProperty('result');
  expect(pushesAt()).toHaveLength(1);
});
