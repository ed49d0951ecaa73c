import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ToolError } from '../../overrides/rule/failure.ts';
import { readFiles } from '../../src/calls/files.ts';

let base: string;
let root: string;
const never = new AbortController().signal;

beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'push-mcp-')));
  root = join(base, 'root');
  mkdirSync(join(root, 'inner'), { recursive: true });
  mkdirSync(join(base, 'rootless'));
  writeFileSync(join(root, 'key.pem'), 'inside');
  writeFileSync(join(root, 'inner', 'deep.txt'), 'deep');
  writeFileSync(join(root, '..dots'), 'dots');
  writeFileSync(join(base, 'outside.txt'), 'outside');
  writeFileSync(join(base, 'rootless', 'near.txt'), 'outside');
  symlinkSync(join(base, 'outside.txt'), join(root, 'link-out'));
  symlinkSync('../outside.txt', join(root, 'link-out-relative'));
  symlinkSync('/etc', join(root, 'link-etc'));
  symlinkSync('key.pem', join(root, 'link-in'));
  symlinkSync('loop', join(root, 'loop'));
  symlinkSync('nowhere', join(root, 'dangling'));
  symlinkSync(root, join(base, 'link-to-root'));
  execFileSync('mkfifo', [join(root, 'fifo')]);
});
afterAll(() => rmSync(base, { recursive: true }));

async function refusal(path: string, folder: string | undefined = root): Promise<{ code: string; message: string }> {
  try {
    await readFiles({ root: folder, setting: 'PWPUSH_FILE_ROOT', kept: [] }, [path], never);
  } catch (error) {
    if (error instanceof ToolError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('It was read.');
}

test.each(['key.pem', './key.pem', 'inner/../key.pem', 'link-in', 'inner/deep.txt', '..dots'])(
  '%s is read',
  async (path) => {
    const [file] = await readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [] }, [path], never);
    expect(await file?.data.text()).toMatch(/inside|deep|dots/);
    expect(file?.name).not.toContain('/');
  },
);

test('an absolute path below the folder is read, also through a link to the folder itself', async () => {
  for (const [folder, path] of [
    [root, join(root, 'key.pem')],
    [join(base, 'link-to-root'), join(base, 'link-to-root', 'key.pem')],
    [join(base, 'link-to-root'), 'key.pem'],
  ] as const) {
    const [file] = await readFiles({ root: folder, setting: 'PWPUSH_FILE_ROOT', kept: [] }, [path], never);
    expect(await file?.data.text()).toBe('inside');
  }
});

test('what is outside and what does not exist get the same answer, so that nobody can look around', async () => {
  const paths = [
    ...[
      '../outside.txt',
      '../nowhere.txt',
      '..',
      '../..',
      '.',
      '',
      '/',
      'inner/..',
      '/etc/passwd',
      '/etc/nowhere',
      '/etc/shadow/x',
      '/proc/self/environ',
      '/proc/self/fd/0',
      '/dev/zero',
      '/dev/stdin',
    ],
    ...[
      'link-out',
      'link-out-relative',
      'link-etc/passwd',
      'link-etc/nowhere',
      'link-etc',
      'loop',
      'dangling',
      'nowhere',
      'key.pem/x',
      'inner/../../outside.txt',
      '../rootless/near.txt',
    ],
    ...[
      'key.pem\0',
      '\0',
      'key.pem\0/../../outside.txt',
      '~/x',
      'file:///etc/passwd',
      'C:\\x',
      '..\\outside.txt',
      '%2e%2e/outside.txt',
      'x'.repeat(5000),
      'a/'.repeat(3000),
      '\ud800',
    ],
  ];
  const answers = new Set<string>();
  for (const path of [
    ...paths,
    join(base, 'outside.txt'),
    join(base, 'rootless', 'near.txt'),
    base,
    `${root}less/near.txt`,
  ]) {
    const { code, message } = await refusal(path);
    expect(code, path).toBe('FILE_OUTSIDE');
    answers.add(message);
  }
  expect([...answers]).toMatchInlineSnapshot(`
    [
      "file_paths[0] is not below the folder that PWPUSH_FILE_ROOT names, or does not exist.",
    ]
  `);
});

test.each([['inner'], ['fifo']])('%s below the folder is no plain file, and is not waited for', async (path) => {
  expect(await refusal(path)).toMatchObject({ code: 'NO_FILE' });
});

test('a socket below the folder is refused', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(root, 'socket'), resolve));
  expect((await refusal('socket')).code).toMatch(/FILE_UNREADABLE|NO_FILE/);
  server.close();
});

test('a file that may not be read is refused without its name', async () => {
  writeFileSync(join(root, 'locked.txt'), 'locked');
  chmodSync(join(root, 'locked.txt'), 0);
  const { code, message } = await asNobody(() => refusal('locked.txt'));
  expect(code).toBe('FILE_UNREADABLE');
  expect(message).not.toContain('locked.txt');
});

/** The superuser reads what nobody may, so it becomes somebody else for the while. */
async function asNobody<T>(task: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return task();
  for (const folder of [base, root]) chmodSync(folder, 0o755);
  process.seteuid?.(65_534);
  try {
    return await task();
  } finally {
    process.seteuid?.(0);
  }
}

test('files are too large alone and together, and are not read for it', async () => {
  for (const [name, megabytes] of [
    ['large', 101],
    ['half', 51],
    ['other-half', 51],
  ] as const) {
    writeFileSync(join(root, name), '');
    truncateSync(join(root, name), megabytes * 1024 * 1024);
  }
  const before = process.memoryUsage.rss();
  expect(await refusal('large')).toMatchObject({ code: 'FILE_TOO_LARGE', message: expect.stringContaining('100 MiB') });
  expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024);
  await expect(
    readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [] }, ['half', 'other-half'], never),
  ).rejects.toThrow(/file_paths\[1\] is too large/);
});

describe('a file is taken as a whole or not at all', () => {
  const content = 'the whole of it, from the first word to the last';
  const path = () => join(root, 'moving');
  afterEach(() => vi.restoreAllMocks());

  /** Makes each read from the file system a short one, with something done before the second. */
  async function readShort(beforeSecond: () => void = () => {}, bytes = 5): Promise<void> {
    const handle = await open(path());
    const prototype = Object.getPrototypeOf(handle) as typeof handle;
    await handle.close();
    const { read } = prototype;
    let reads = 0;
    vi.spyOn(prototype, 'read').mockImplementation(async function (this: typeof handle, ...args: never[]) {
      reads += 1;
      if (reads === 2) beforeSecond();
      const [buffer, offset, length, position] = args as unknown as [Buffer, number, number, number | null];
      return Reflect.apply(read, this, [buffer, offset, Math.min(length, bytes), position]);
    } as never);
  }

  test('where the file system gives it in pieces', async () => {
    writeFileSync(path(), content);
    await readShort();
    const [file] = await readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [] }, ['moving'], never);
    expect(await file?.data.text()).toBe(content);
  });

  test.each<[string, () => void]>([
    ['grows', () => appendFileSync(path(), ' and more')],
    ['shrinks', () => truncateSync(path(), 8)],
    ['is emptied', () => truncateSync(path(), 0)],
    [
      'is overwritten by as much',
      () => {
        writeFileSync(path(), content.toUpperCase());
        // Clocks of file systems tick more slowly than this test runs
        utimesSync(path(), 0, 0);
      },
    ],
  ])('and is refused where it %s while it is read', async (_, change) => {
    writeFileSync(path(), content);
    await readShort(change);
    expect(await refusal('moving')).toMatchObject({
      code: 'FILE_UNREADABLE',
      message: 'file_paths[0] changed while it was read.',
    });
  });

  test('and is refused where a piece of it cannot be read', async () => {
    writeFileSync(path(), content);
    await readShort(() => {
      throw Object.assign(new Error(`EIO: ${path()}`), { code: 'EIO' });
    });
    expect(await refusal('moving')).toEqual({ code: 'FILE_UNREADABLE', message: 'file_paths[0] cannot be read.' });
  });

  test('and one that grows beyond the limit is not read for ever', async () => {
    writeFileSync(path(), '');
    await readShort(() => truncateSync(path(), 300 * 1024 * 1024), 64 * 1024 * 1024);
    appendFileSync(path(), 'x');
    expect((await refusal('moving')).code).toMatch(/FILE_UNREADABLE|FILE_TOO_LARGE/);
  });

  test('which may be empty', async () => {
    writeFileSync(path(), '');
    const [file] = await readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [] }, ['moving'], never);
    expect(file?.data.size).toBe(0);
  });

  test.skipIf(!existsSync('/proc/sys/kernel/ostype'))('though its size is told as 0, as in /proc', async () => {
    const [file] = await readFiles(
      { root: '/proc/sys/kernel', setting: 'PWPUSH_FILE_ROOT', kept: [] },
      ['ostype'],
      never,
    );
    expect(await file?.data.text()).toBe('Linux\n');
  });

  test('unless the call is cancelled on the way', async () => {
    writeFileSync(path(), content);
    const controller = new AbortController();
    await readShort(() => controller.abort(new Error('cancelled')));
    await expect(
      readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [] }, ['moving'], controller.signal),
    ).rejects.toThrow('cancelled');
  });
});

test('without a folder, and with one that is gone, file pushes are off', async () => {
  await expect(
    readFiles({ root: undefined, setting: 'PWPUSH_FILE_ROOT', kept: [] }, ['key.pem'], never),
  ).rejects.toThrow(/PWPUSH_FILE_ROOT/);
  const { code, message } = await refusal('key.pem', join(base, 'gone'));
  expect(code).toBe('FILES_OFF');
  expect(message).not.toContain(base);
});

test('a cancelled call reads nothing more', async () => {
  await expect(
    readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [] }, ['key.pem'], AbortSignal.abort(new Error('cancelled'))),
  ).rejects.toThrow('cancelled');
});

describe('a file of ours that holds secrets is never read', () => {
  const kept = () => join(root, 'config', 'channels.json');
  beforeAll(() => {
    mkdirSync(join(root, 'config'));
    writeFileSync(kept(), 'secrets');
    writeFileSync(`${kept()}.4711.tmp`, 'secrets on their way');
    writeFileSync(join(root, 'config', 'notes.txt'), 'notes');
    linkSync(kept(), join(root, 'hard-to-kept'));
    symlinkSync(kept(), join(root, 'link-to-kept'));
    symlinkSync('config', join(root, 'link-to-config'));
    symlinkSync(kept(), join(base, 'kept-link'));
    symlinkSync(join(root, 'config'), join(base, 'config-link'));
  });

  const ways = ['config/channels.json', 'link-to-config/channels.json', 'link-to-kept', 'hard-to-kept'];
  test.each([...ways, 'config/channels.json.4711.tmp', 'link-to-config/channels.json.4711.tmp'])(
    '%s, by whatever name it is kept',
    async (path) => {
      const names = [kept(), join(base, 'kept-link'), join(base, 'config-link', 'channels.json')];
      for (const name of names) {
        const error = await readFiles(
          { root, setting: 'PWPUSH_FILE_ROOT', kept: ['/nowhere', name] },
          [path],
          never,
        ).catch((thrown) => thrown);
        expect(error, name).toBeInstanceOf(ToolError);
        expect(error.code, name).toBe('FILE_OUTSIDE');
        expect(error.message).not.toMatch(/channels|config/);
      }
    },
  );

  test('one that it is written through is not, before it is there for the first time', async () => {
    writeFileSync(join(root, 'config', 'first.json.4711.tmp'), 'secrets on their way');
    const names = [join(root, 'config', 'first.json'), join(base, 'config-link', 'first.json')];
    for (const name of names) {
      const reading = readFiles(
        { root, setting: 'PWPUSH_FILE_ROOT', kept: [name] },
        ['config/first.json.4711.tmp'],
        never,
      );
      await expect(reading, name).rejects.toMatchObject({ code: 'FILE_OUTSIDE' });
    }
  });

  test('and what lies beside it is', async () => {
    const [file] = await readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [kept()] }, ['config/notes.txt'], never);
    expect(await file?.data.text()).toBe('notes');
  });
});

test('a hard link is a file of the folder like any other', async () => {
  linkSync(join(root, 'key.pem'), join(root, 'hard'));
  const [file] = await readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [] }, ['hard'], never);
  expect(await file?.data.text()).toBe('inside');
});

test('a folder or file that is exchanged for a link all the while never gives out what is outside', {
  timeout: 60_000,
}, async () => {
  mkdirSync(join(root, 'swap'));
  mkdirSync(join(base, 'evil'));
  writeFileSync(join(root, 'swap', 'x'), 'inside');
  writeFileSync(join(root, 'y'), 'inside');
  writeFileSync(join(base, 'evil', 'x'), 'outside');
  const script = `
    const { renameSync, symlinkSync, unlinkSync } = require('node:fs');
    const end = Date.now() + 4000;
    while (Date.now() < end) {
      renameSync('root/swap', 'root/kept');
      symlinkSync('../evil', 'root/swap');
      unlinkSync('root/swap');
      renameSync('root/kept', 'root/swap');
      renameSync('root/y', 'root/kept');
      symlinkSync('../outside.txt', 'root/y');
      unlinkSync('root/y');
      renameSync('root/kept', 'root/y');
    }`;
  const swapper = spawn(process.execPath, ['-e', script], { cwd: base, stdio: 'inherit' });
  const ended = new Promise((resolve) => swapper.on('exit', resolve));
  let running = true;
  void ended.then(() => {
    running = false;
  });
  const seen = { inside: 0, refused: 0 };
  try {
    while (running) {
      const outcomes = await Promise.all(
        ['swap/x', 'y', 'swap/x', 'y'].map((path) =>
          readFiles({ root, setting: 'PWPUSH_FILE_ROOT', kept: [] }, [path], never).catch((error: unknown) => error),
        ),
      );
      for (const outcome of outcomes) {
        if (!Array.isArray(outcome)) {
          expect(outcome).toBeInstanceOf(ToolError);
          seen.refused += 1;
        } else {
          expect(await outcome[0].data.text()).toBe('inside');
          seen.inside += 1;
        }
      }
    }
  } finally {
    if (running) swapper.kill();
  }
  expect(await ended).toBe(0);
  expect(Math.min(seen.inside, seen.refused)).toBeGreaterThan(0);
});
