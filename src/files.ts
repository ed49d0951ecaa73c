import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { Refusal } from '../overrides/rule/failure.ts';
import type { ReadFile } from '../overrides/rule/tool-rule.ts';
import { cleanText } from './policy/clean.ts';

/** All files of one push together, in bytes: they are held in memory while they are sent. */
const LARGEST = 100 * 1024 * 1024;

/**
 * Reads files below `root`, links resolved. Throws a `Refusal` that names the file by its place in the list: a path may
 * tell more than the model is meant to know.
 */
export async function readFiles(
  root: string | undefined,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadFile[]> {
  if (root === undefined) {
    throw new Refusal(
      'FILES_OFF',
      'File pushes are off. A person turns them on by setting PWPUSH_FILE_ROOT to the folder whose files may be pushed.',
    );
  }
  const folder = await realpath(root).catch(() => {
    throw new Refusal('FILES_OFF', 'The folder that PWPUSH_FILE_ROOT names cannot be read.');
  });
  const files: ReadFile[] = [];
  let left = LARGEST;
  for (const [index, path] of paths.entries()) {
    signal.throwIfAborted();
    const file = await readOne(folder, path, index, left);
    left -= file.data.size;
    files.push(file);
  }
  return files;
}

async function readOne(folder: string, path: string, index: number, left: number): Promise<ReadFile> {
  const where = `file_paths[${index}]`;
  const outside = () =>
    new Refusal('FILE_OUTSIDE', `${where} is not below the folder that PWPUSH_FILE_ROOT names, or does not exist.`);
  // One answer for what is outside and for what is not there: the other would tell which files exist
  const real = path.includes('\0') ? undefined : await realpath(resolve(folder, path)).catch(() => undefined);
  if (real === undefined || !isBelow(folder, real)) throw outside();
  // The resolved path holds no link; one that is put there now fails to open, or shows in the place of what was opened
  const handle = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch(
    () => {
      throw new Refusal('FILE_UNREADABLE', `${where} cannot be read.`);
    },
  );
  try {
    const place = await placeOf(handle, real);
    if (place === undefined || !isBelow(folder, place)) throw outside();
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Refusal('NO_FILE', `${where} is no plain file.`);
    if (stat.size > left)
      throw new Refusal(
        'FILE_TOO_LARGE',
        `${where} is too large: the files of a push may have ${LARGEST / 1024 / 1024} MiB together.`,
      );
    const bytes = Buffer.alloc(stat.size);
    const { bytesRead } = await handle.read(bytes, 0, stat.size, 0);
    return { name: cleanText(basename(real)), data: new Blob([bytes.subarray(0, bytesRead)]) };
  } finally {
    await handle.close();
  }
}

/**
 * Where an open file lies. A folder on the way may have been exchanged for a link since its path was resolved, and back
 * again since; Linux tells what was opened. Elsewhere the path has to lead to the same file still.
 */
async function placeOf(handle: FileHandle, real: string): Promise<string | undefined> {
  const told = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => undefined);
  if (told !== undefined) return told;
  const [opened, there] = [await handle.stat(), await lstat(real).catch(() => undefined)];
  const isSame = there !== undefined && there.ino === opened.ino && there.dev === opened.dev;
  return isSame ? realpath(real).catch(() => undefined) : undefined;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
