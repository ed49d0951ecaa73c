import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { ToolError } from '../../overrides/rule/failure.ts';
import type { ReadFile } from '../../overrides/rule/tool-rule.ts';
import { cleanText } from '../policy/clean.ts';

/** All files of one push together, in bytes: they are held in memory while they are sent. */
const LARGEST = 100 * 1024 * 1024;
/** Bytes that one read asks for at least. */
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
    const file = await readOne(path, { folder, setting, kept, signal, left, where: `file_paths[${index}]` });
    left -= file.data.size;
    files.push(file);
  }
  return files;
}

/** What the reading of one file depends on. */
interface Reading extends Omit<FileRights, 'root'> {
  /** `root`, links resolved. */
  readonly folder: string;
  /** What a sentence calls the file. */
  readonly where: string;
  /** Bytes that it may have. */
  readonly left: number;
  readonly signal: AbortSignal;
}

async function readOne(path: string, reading: Reading): Promise<ReadFile> {
  const { folder, setting, kept, where, left } = reading;
  const outside = () =>
    new ToolError('FILE_OUTSIDE', `${where} is not below the folder that ${setting} names, or does not exist.`);
  // One sentence for a file outside and for a missing one: two would tell which files exist
  const real = path.includes('\0') ? undefined : await realpath(resolve(folder, path)).catch(() => undefined);
  if (real === undefined || !isBelow(folder, real)) throw outside();
  // The resolved path holds no link. One that is put there now fails to open, or shows in where the opened file lies
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(real, flags).catch(() => unreadable(where));
  try {
    const place = await placeOf(handle, real);
    if (place === undefined || !isBelow(folder, place)) throw outside();
    const before = await handle.stat({ bigint: true });
    if (await isOneOf(kept, before, place)) throw outside();
    if (!before.isFile()) throw new ToolError('NO_FILE', `${where} is no plain file.`);
    const size = Number(before.size);
    const parts = size > left ? undefined : await readToEnd(handle, size, reading);
    if (parts === undefined)
      throw new ToolError(
        'FILE_TOO_LARGE',
        `${where} is too large: the files of a push may have ${LARGEST / 1024 / 1024} MiB together.`,
      );
    const data = new Blob(parts);
    const after = await handle.stat({ bigint: true });
    const isSame = after.size === before.size && after.mtimeNs === before.mtimeNs;
    // Files of /proc have a size of 0, whatever they hold
    if (!isSame || (size > 0 && data.size !== size))
      throw new ToolError('FILE_UNREADABLE', `${where} changed while it was read.`);
    return { name: cleanText(basename(real)), data };
  } finally {
    await handle.close();
  }
}

function unreadable(where: string): never {
  throw new ToolError('FILE_UNREADABLE', `${where} cannot be read.`);
}

/** The content of a file, in parts: a read may give less than was asked for. Undefined where it is more than is left. */
async function readToEnd(handle: FileHandle, size: number, { left, where, signal }: Reading) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  while (total <= left) {
    signal.throwIfAborted();
    const part = new Uint8Array(Math.min(Math.max(size - total, PART), left + 1 - total));
    const { bytesRead } = await handle.read(part, 0, part.length, total).catch(() => unreadable(where));
    if (bytesRead === 0) return parts;
    parts.push(part.subarray(0, bytesRead));
    total += bytesRead;
  }
  return undefined;
}

/**
 * Where an open file lies. Since its path was resolved, somebody may have exchanged a folder on the way for a link, and back
 * again. Linux tells what was opened; on other systems the path still has to lead to the same file.
 */
async function placeOf(handle: FileHandle, real: string): Promise<string | undefined> {
  const linked = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => undefined);
  if (linked !== undefined) return linked;
  const [opened, there] = [await handle.stat(), await lstat(real).catch(() => undefined)];
  const isSame = there !== undefined && there.ino === opened.ino && there.dev === opened.dev;
  return isSame ? realpath(real).catch(() => undefined) : undefined;
}

/** Whether an open file is one of ours, or a temporary one beside it: its name begins with that of the file it will replace. */
async function isOneOf(kept: readonly string[], opened: BigIntStats, place: string): Promise<boolean> {
  for (const path of kept) {
    const there = await stat(path, { bigint: true }).catch(() => undefined);
    if (there !== undefined && there.ino === opened.ino && there.dev === opened.dev) return true;
    // A temporary file may be there before ours is there for the first time
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
