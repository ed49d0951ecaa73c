// The file with the passwords of the channels is pushed nowhere, though it lies below the folder that files come from.
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
