import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { ToolError } from '../../overrides/rule/failure.ts';
import type { ReadFile } from '../../overrides/rule/tool-rule.ts';
import { cleanText } from '../policy/clean.ts';

/** All files of one push together, in bytes: they are held in memory while they are sent. */
const LARGEST = 100 * 1024 * 1024;
/** The least that is asked for in one read, in bytes. */
const PART = 64 * 1024;

/** What may be read: below `root`, and none of `kept`, files of ours that hold secrets. */
export interface FileRights {
  readonly root: string | undefined;
  /** What a sentence calls the setting that names `root`. */
  readonly setting: string;
  readonly kept: readonly string[];
}

/**
 * Reads files, links resolved. Throws a `ToolError` that names the file by its place in the list: a path may
 * tell more than the model is meant to know.
 */
export async function readFiles(
  { root, setting, kept }: FileRights,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadFile[]> {
  if (root === undefined) {
    throw new ToolError(
      'FILES_OFF',
      `File pushes are off. A person turns them on by setting ${setting} to the folder whose files may be pushed.`,
    );
  }
  const folder = await realpath(root).catch(() => {
    throw new ToolError('FILES_OFF', `The folder that ${setting} names cannot be read.`);
  });
  const files: ReadFile[] = [];
  let left = LARGEST;
  for (const [index, path] of paths.entries()) {
    signal.throwIfAborted();
    const file = await readOne(folder, path, { index, left, setting, kept, signal });
    left -= file.data.size;
    files.push(file);
  }
  return files;
}

async function readOne(
  folder: string,
  path: string,
  {
    index,
    left,
    setting,
    kept,
    signal,
  }: Omit<FileRights, 'root'> & { index: number; left: number; signal: AbortSignal },
): Promise<ReadFile> {
  const where = `file_paths[${index}]`;
  const outside = () =>
    new ToolError('FILE_OUTSIDE', `${where} is not below the folder that ${setting} names, or does not exist.`);
  // One answer for what is outside and for what is not there: the other would tell which files exist
  const real = path.includes('\0') ? undefined : await realpath(resolve(folder, path)).catch(() => undefined);
  if (real === undefined || !isBelow(folder, real)) throw outside();
  // The resolved path holds no link; one that is put there now fails to open, or shows in the place of what was opened
  const handle = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch(
    () => {
      throw new ToolError('FILE_UNREADABLE', `${where} cannot be read.`);
    },
  );
  try {
    const place = await placeOf(handle, real);
    if (place === undefined || !isBelow(folder, place)) throw outside();
    const before = await handle.stat({ bigint: true });
    if (await isOneOf(kept, before, place)) throw outside();
    if (!before.isFile()) throw new ToolError('NO_FILE', `${where} is no plain file.`);
    const size = Number(before.size);
    const parts = size > left ? undefined : await readToEnd(handle, { size, left, where, signal });
    if (parts === undefined)
      throw new ToolError(
        'FILE_TOO_LARGE',
        `${where} is too large: the files of a push may have ${LARGEST / 1024 / 1024} MiB together.`,
      );
    const data = new Blob(parts);
    const after = await handle.stat({ bigint: true });
    const isSame = after.size === before.size && after.mtimeNs === before.mtimeNs;
    // Files of /proc tell a size of 0, whatever they hold
    if (!isSame || (size > 0 && data.size !== size))
      throw new ToolError('FILE_UNREADABLE', `${where} changed while it was read.`);
    return { name: cleanText(basename(real)), data };
  } finally {
    await handle.close();
  }
}

interface ReadLimits {
  readonly size: number;
  readonly left: number;
  readonly where: string;
  readonly signal: AbortSignal;
}

/**
 * The file until its end, in the parts that it came in: a read may give less than was asked for. Undefined where it is
 * more than is left.
 */
async function readToEnd(
  handle: FileHandle,
  { size, left, where, signal }: ReadLimits,
): Promise<Uint8Array<ArrayBuffer>[] | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  while (total <= left) {
    signal.throwIfAborted();
    const part = new Uint8Array(Math.min(Math.max(size - total, PART), left + 1 - total));
    const bytesRead = await handle.read(part, 0, part.length, total).then(
      (read) => read.bytesRead,
      () => {
        throw new ToolError('FILE_UNREADABLE', `${where} cannot be read.`);
      },
    );
    if (bytesRead === 0) return parts;
    parts.push(part.subarray(0, bytesRead));
    total += bytesRead;
  }
  return undefined;
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

/** Whether an open file is one of ours, or one that it is written through: those begin with its name, in its folder. */
async function isOneOf(kept: readonly string[], opened: BigIntStats, place: string): Promise<boolean> {
  for (const path of kept) {
    const there = await stat(path, { bigint: true }).catch(() => undefined);
    if (there !== undefined && there.ino === opened.ino && there.dev === opened.dev) return true;
    // It is written through before it is there for the first time
    const real = await realpath(path).catch(async () =>
      resolve(await realpath(dirname(path)).catch(() => dirname(path)), basename(path)),
    );
    if (dirname(place) === dirname(real) && basename(place).startsWith(basename(real))) return true;
  }
  return false;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
