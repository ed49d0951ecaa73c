// Started in a folder that is gone, as the worktrees of agents are when their work is done.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callTool, handshake, listTools, type Running, start } from './run.ts';

/** Starts the program in a folder that is deleted before the program runs. */
function startNowhere(args: readonly string[], env: Record<string, string> = {}): Running {
  const folder = mkdtempSync(join(tmpdir(), 'push-mcp-gone-'));
  const script = `import { rmdirSync } from 'node:fs'; process.chdir('${folder}'); rmdirSync('${folder}');`;
  return start(args, env, ['--import', `data:text/javascript,${encodeURIComponent(script)}`]);
}

test('it serves, and a question to a person names no folder', async () => {
  const server = startNowhere(['--sandbox']);
  server.send(...handshake, listTools, callTool(3, 'ask_user', { question: 'Shall I?', wait: false }));
  expect((await server.answer(2)).result).toHaveProperty('tools');
  expect((await server.answer(3)).result).not.toHaveProperty('isError');
  server.child.stdin.end();
  expect((await server.ended).code).toBe(0);
});

test('files below a folder that is gone are refused, and nothing else is', async () => {
  const server = startNowhere(['--sandbox'], { PWPUSH_FILE_ROOT: '.' });
  server.send(
    ...handshake,
    callTool(3, 'create_push', { file_paths: ['a.txt'] }),
    callTool(4, 'create_push', { payload: 'x' }),
  );
  expect((await server.answer(3)).result).toMatchObject({ isError: true });
  expect((await server.answer(4)).result).not.toHaveProperty('isError');
  server.child.stdin.end();
  const { code, stderr } = await server.ended;
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('ENOENT')]);
});

test.each(['--version', '--help'])('%s is answered', async (flag) => {
  expect(await startNowhere([flag]).ended).toMatchObject({ code: 0, stderr: '' });
});
