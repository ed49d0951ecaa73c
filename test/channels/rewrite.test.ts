import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { rewriteFile } from '../../src/callers/channels/rewrite.ts';
import { book } from '../support/book.ts';
import { pauses } from '../support/pauses.ts';
import { buildProgram, makeFolder, startProgram } from './programs.ts';
import { sampleChannel, sampleId } from './samples.ts';

vi.mock('node:timers/promises', async (original) =>
  (await import('../support/pauses.ts')).recordPauses(await original()),
);

const folder = makeFolder();
let adder: string;
let stopper: string;
beforeAll(async () => {
  [adder, stopper] = await Promise.all([buildProgram('adder'), buildProgram('stopper')]);
});

let files = 0;
const newPath = () => join(folder, `file-${files++}.json`);
const besides = (path: string) =>
  readdirSync(dirname(path)).filter((entry) => entry.startsWith(`${path.slice(folder.length + 1)}.`));
const idsIn = (path: string) =>
  openChannelsFile(path, book)
    .list()
    .map(({ channelId }) => channelId);
/** The ids that a program said were kept; a line that was cut off by its end is none. */
const saidIn = (stdout: string) => stdout.split('\n').filter((line) => line.length === 26);
const missingIn = (path: string, said: readonly string[]) => {
  const kept = new Set(idsIn(path));
  return said.filter((id) => !kept.has(id));
};
/** Appends a line, as everybody does here. */
const append = (path: string, line: string) => rewriteFile(path, () => `${readFileSync(path, 'utf8')}${line}\n`);

describe('killed with SIGKILL', () => {
  test('in the middle of writes, fifty times: what was said to be kept is kept, and the file is whole', async () => {
    const path = newPath();
    const said: string[] = [];
    for (let round = 0; round < 50; round++) {
      const { child, ended } = startProgram(adder, [path, String(round * 1000), '1000']);
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await setTimeout(Math.random() * 40);
      child.kill('SIGKILL');
      const { signal, stdout } = await ended;
      expect(signal).toBe('SIGKILL');
      said.push(...saidIn(stdout));
      expect(missingIn(path, said)).toEqual([]);
    }
    expect(said.length).toBeGreaterThanOrEqual(50);
    await openChannelsFile(path, book).add(sampleChannel({ number: 999_999 }));
    expect(besides(path)).toEqual([]);
  }, 120_000);

  test('between reading and writing: the old file is there, and the next writer cleans up at once', async () => {
    const path = newPath();
    writeFileSync(path, 'first\n', { mode: 0o600 });
    expect((await startProgram(stopper, [path, 'second', 'SIGKILL']).ended).signal).toBe('SIGKILL');
    expect(readFileSync(path, 'utf8')).toBe('first\n');
    expect(besides(path)).toHaveLength(1);
    pauses.length = 0;
    await append(path, 'third');
    // One look that finds and removes what the dead process left. Of a living one it would be a hundred and more
    expect(pauses).toHaveLength(1);
    expect(readFileSync(path, 'utf8')).toBe('first\nthird\n');
    expect(besides(path)).toEqual([]);
  });
});

describe('at once', () => {
  test('six processes lose nothing', async () => {
    const path = newPath();
    const writers = Array.from(
      { length: 6 },
      (_, index) => startProgram(adder, [path, String(index * 100), '20']).ended,
    );
    for (const { code, stderr } of await Promise.all(writers))
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const wanted = Array.from({ length: 6 }, (_, index) =>
      Array.from({ length: 20 }, (__, step) => sampleId(index * 100 + step)),
    );
    expect(idsIn(path).sort()).toEqual(wanted.flat().sort());
    expect(besides(path)).toEqual([]);
  }, 60_000);

  test('while others are killed, the rest lose nothing', async () => {
    const path = newPath();
    const victims = Array.from({ length: 3 }, (_, index) =>
      startProgram(adder, [path, String(index * 10_000), '10000']),
    );
    const writers = Array.from({ length: 3 }, (_, index) =>
      startProgram(adder, [path, String(100_000 + index * 100), '10']),
    );
    await setTimeout(300);
    for (const { child } of victims) {
      await setTimeout(50);
      child.kill('SIGKILL');
    }
    const all = await Promise.all([...victims, ...writers].map(({ ended }) => ended));
    expect(
      missingIn(
        path,
        all.flatMap(({ stdout }) => saidIn(stdout)),
      ),
    ).toEqual([]);
    expect(all.slice(3).map(({ code }) => code)).toEqual([0, 0, 0]);
  }, 60_000);

  test('calls within one process lose nothing', async () => {
    const path = newPath();
    const store = openChannelsFile(path, book);
    await Promise.all(Array.from({ length: 10 }, (_, number) => store.add(sampleChannel({ number }))));
    expect(idsIn(path)).toHaveLength(10);
  });

  test('a process that is stopped in the middle is overtaken, and begins anew when it goes on', async () => {
    const path = newPath();
    writeFileSync(path, 'first\n', { mode: 0o600 });
    const { child, ended } = startProgram(stopper, [path, 'sleeper', 'SIGSTOP']);
    while (besides(path).length === 0) await setTimeout(10);
    await setTimeout(100);
    await append(path, 'overtaker');
    expect(readFileSync(path, 'utf8')).toBe('first\novertaker\n');
    child.kill('SIGCONT');
    expect((await ended).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('first\novertaker\nsleeper\n');
    expect(besides(path)).toEqual([]);
  }, 20_000);

  test('a claim that is removed makes its owner begin anew', async () => {
    const path = newPath();
    writeFileSync(path, '', { mode: 0o600 });
    let rounds = 0;
    await rewriteFile(path, () => {
      rounds += 1;
      const [claim = ''] = besides(path);
      if (rounds < 3) writeFileSync(path, `${readFileSync(path, 'utf8')}other ${rounds}\n`);
      if (rounds < 3) rmSync(join(folder, claim));
      return `${readFileSync(path, 'utf8')}own\n`;
    });
    expect(readFileSync(path, 'utf8')).toBe('other 1\nother 2\nown\n');
  });
});

test('nothing is written where there is nothing to change, and no claim stays', async () => {
  const path = newPath();
  await rewriteFile(path, () => undefined);
  expect([existsSync(path), besides(path)]).toEqual([false, []]);
});

test('a failure to make the text leaves the file and no claim', async () => {
  const path = newPath();
  writeFileSync(path, 'first\n', { mode: 0o600 });
  const failure = new Error('no');
  const make = () => {
    throw failure;
  };
  await expect(rewriteFile(path, make)).rejects.toBe(failure);
  expect([readFileSync(path, 'utf8'), besides(path)]).toEqual(['first\n', []]);
});

test('neither the claim nor the file can be read by others, whatever the umask', async () => {
  const path = newPath();
  const before = process.umask(0);
  try {
    let mode = 0;
    await rewriteFile(path, () => {
      mode = statSync(join(folder, besides(path)[0] ?? '')).mode;
      return 'text';
    });
    expect([mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o600, 0o600]);
  } finally {
    process.umask(before);
  }
});

test('files with names like claims of other files are left alone', async () => {
  const path = newPath();
  const others = ['.backup.tmp', '.1-2.tmp', `.x.999999-${crypto.randomUUID()}.tmp`].map((end) => `${path}${end}`);
  for (const other of others) writeFileSync(other, 'kept');
  await rewriteFile(path, () => 'text');
  expect(others.filter((other) => existsSync(other))).toEqual(others);
});
