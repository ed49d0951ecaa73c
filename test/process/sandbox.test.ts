// What a person meets who starts the sandbox by hand.
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { built } from '../support/built.ts';
import { handshake, nobody, start } from './run.ts';

const hasPty = spawnSync('python3', ['-c', 'import pty']).status === 0;
const terminal = fileURLToPath(new URL('../channels/terminal.py', import.meta.url));

/** Runs it on a terminal until it has told all, and ends it with Ctrl+C. */
async function onTerminal(args: readonly string[]): Promise<{ output: string; code: number }> {
  const steps = [
    { wait: 'It speaks MCP here', send: '' },
    { wait: 'same command.', signal: 'SIGINT' },
  ];
  const env = { PATH: process.env.PATH, ...nobody };
  const told = await new Promise<string>((resolve, reject) => {
    const python = execFile('python3', [terminal], (error, stdout) => (error ? reject(error) : resolve(stdout)));
    python.stdin?.end(JSON.stringify({ argv: [process.execPath, built, ...args], steps, env }));
  });
  const { output, code } = JSON.parse(told) as { output: string; code: number };
  return { output: output.replaceAll('\r\n', '\n'), code };
}

test.skipIf(!hasPty)('on a terminal the sandbox tells its addresses as text', async () => {
  const { output, code } = await onTerminal(['--sandbox']);
  expect(
    output.replaceAll(/:\d+/g, ':PORT').replaceAll(/(?<=\S) +(?= )/g, ''),
  ).toBe(`A sandbox: emulators in memory, gone when this ends (Ctrl+C).

  http://127.0.0.1:PORT The sandbox, where share links open
  http://127.0.0.1:PORT/sandbox/device The device, with the messages that arrived
  http://127.0.0.1:PORT/sandbox/phone The phone, where you answer questions

It speaks MCP here. For a client, give it the same command.
`);
  expect(code).toBe(0);
});

test('elsewhere they stand in a line of JSON, and the first address leads to all of them', async () => {
  const server = start(['--sandbox']);
  server.send(...handshake);
  await server.answer(1);
  const { msg, sandbox } = JSON.parse(server.stderr()) as { msg: string; sandbox: string };
  expect(msg).toBe('serving on stdio');
  const [first = ''] = /http:[^\s;]+/.exec(sandbox) ?? [];
  const links = [...(await (await fetch(first)).text()).matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
  expect(links.map((href) => new URL(href).pathname)).toEqual(['/sandbox/device', '/sandbox/phone']);
  for (const href of links) expect((await fetch(href)).status, href).toBe(200);
  server.child.stdin.end();
  expect((await server.ended).code).toBe(0);
});
