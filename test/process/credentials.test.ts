// The person's file of credentials, seen from outside: what it opens, and what stops the server before a word is spoken.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handshake, listTools, run, start } from './run.ts';

let home: string;
let path: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'push-mcp-credentials-'));
  mkdirSync(join(home, 'push-mcp'), { mode: 0o700 });
  path = join(home, 'push-mcp', 'credentials.json');
  writeFileSync(path, JSON.stringify({ PUSHARY_API_KEY: 'pk_0123456789.sk_canary' }), { mode: 0o600 });
});
afterEach(() => rmSync(home, { recursive: true }));

async function toolsWith(flags: readonly string[]): Promise<string> {
  const server = start([...flags], { XDG_CONFIG_HOME: home });
  server.send(...handshake, listTools);
  const answer = JSON.stringify(await server.answer(2));
  server.child.stdin.end();
  await server.ended;
  return answer;
}

test('sets a service up', async () => {
  expect(await toolsWith([])).toContain('"ask_user"');
});

test('that others can read stops the start, together with every other problem', async () => {
  chmodSync(path, 0o644);
  const { code, stdout, stderr } = await run([], { XDG_CONFIG_HOME: home, PWPUSH_TIMEOUT: 'soon' });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('credentials.json can be read or changed by other users');
  expect(stderr).toContain('PWPUSH_TIMEOUT');
  expect(stderr).not.toContain('canary');
});

test('is not looked at in the sandbox', async () => {
  chmodSync(path, 0o644);
  expect(await toolsWith(['--sandbox'])).toContain('"ask_user"');
});
