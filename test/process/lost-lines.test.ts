// Lines on stderr that nobody took: they are counted, and said with the next line.
import { expect, test } from 'vitest';
import { createLineWriter } from '../../src/policy/log.ts';
import { callTool, handshake, start } from './run.ts';

interface Line {
  readonly audit?: string;
  readonly lost?: number;
}

const linesOf = (stderr: string) => stderr.trimEnd().split('\n');

test('a client that does not read stderr for a while learns how many lines it missed, and reads no torn one', async () => {
  const program = start([], { PWPUSH_BASE_URL: 'http://127.0.0.1:9' });
  program.child.stderr.pause();
  program.send(...handshake);
  await program.answer(1);
  const calls = 1800;
  for (let id = 10; id < 10 + calls; id++) program.send(callTool(id, 'create_push', {}));
  await program.answer(9 + calls);
  program.child.stderr.resume();
  program.send(callTool(5, 'create_push', {}));
  await program.answer(5);
  program.child.stdin.end();
  const { stderr } = await program.ended;
  const lines = linesOf(stderr).map((line) => JSON.parse(line) as Line);
  const lost = lines.flatMap((line) => line.lost ?? []).reduce((sum, one) => sum + one, 0);
  expect(lost).toBeGreaterThan(0);
  expect(lines.filter(({ audit }) => audit === 'push-mcp').length + lost).toBe(calls + 1);
});

/** A pipe with room for a number of bytes. */
function pipe(room: number) {
  let text = '';
  return {
    text: () => text,
    empty(more: number) {
      room = more;
    },
    write(bytes: Uint8Array): number {
      const taken = bytes.subarray(0, room);
      if (taken.length === 0) throw Object.assign(new Error('full'), { code: 'EAGAIN' });
      room -= taken.length;
      text += Buffer.from(taken).toString('latin1');
      return taken.length;
    },
  };
}

test('a line that a full pipe took in part only is ended before the next one, and counts as lost', () => {
  const { write, empty, text } = pipe(12);
  const writeLine = createLineWriter(write);
  for (const line of ['{"n":1}\n', '{"n":2}\n', '{"n":3}\n']) writeLine(line);
  expect(text()).toBe('{"n":1}\n{"n"');
  empty(1000);
  writeLine('{"n":4}\n');
  writeLine('{"n":5}\n');
  const [first, torn, notice, ...others] = linesOf(text());
  expect([first, torn, ...others]).toEqual(['{"n":1}', '{"n"', '{"n":4}', '{"n":5}']);
  expect(JSON.parse(notice ?? '')).toMatchObject({ level: 'warn', lost: 2, msg: expect.stringContaining('lost') });
});

test('what was lost goes on being counted until it could be said', () => {
  const { write, empty, text } = pipe(0);
  const writeLine = createLineWriter(write);
  writeLine('{"n":1}\n');
  empty(5);
  writeLine('{"n":2}\n');
  empty(1000);
  writeLine('{"n":3}\n');
  const [torn, notice, last] = linesOf(text());
  expect(torn).toBe('{"lev');
  expect(JSON.parse(notice ?? '')).toMatchObject({ lost: 2 });
  expect(last).toBe('{"n":3}');
});
