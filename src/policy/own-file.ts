import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { cleanText } from './clean.ts';

/** More than thousands of secrets have. */
const LARGEST = 1024 * 1024;

/** Windows has no mode of a file that says who may read it; what lies in a user's profile is that user's by inheritance. */
const hasModes = process.platform !== 'win32';

/**
 * A file of the person's cannot be read or changed. The message is one sentence for a person: it holds paths and no content.
 */
export class OwnFileError extends Error {
  override name = 'OwnFileError' as const;
  readonly code = 'E_OWN_FILE';
}

/** What a kind of file is called, what secrets it holds, and what to do once it is removed. */
export interface OwnFileWords {
  readonly kind: string;
  readonly secrets: string;
  readonly again: string;
}

/** A path in a sentence. */
export const shown = (path: string): string => cleanText(path);

/** Where a path leads: to itself where there is nothing yet. Throws a `OwnFileError`. */
export function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(path, error);
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new OwnFileError(`${shown(path)} is a link to a file that is not there: remove the link, or make the file.`);
  return path;
}

/**
 * The text of a file that only its owner can read and write and whose owner is this user; undefined where there is none.
 * Throws a `OwnFileError` for every other one.
 */
export function readOwnFile(path: string, words: OwnFileWords): string | undefined {
  const real = resolveLinks(path);
  let file: number;
  try {
    file = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  try {
    checkOwn(path, fstatSync(file), words);
    return readText(path, file, words);
  } catch (error) {
    throw error instanceof OwnFileError ? error : unreadable(path, error);
  } finally {
    closeSync(file);
  }
}

function checkOwn(path: string, stats: Stats, { secrets }: OwnFileWords): void {
  const name = shown(path);
  if (!stats.isFile()) throw new OwnFileError(`${name} is no plain file.`);
  if (!hasModes) return;
  if (stats.uid !== process.geteuid?.())
    throw new OwnFileError(`${name} belongs to another user: use a file of your own.`);
  if ((stats.mode & 0o077) !== 0)
    throw new OwnFileError(
      `${name} can be read or changed by other users: run chmod 600 on it, and change the ${secrets} in it if others were here.`,
    );
}

/** Throws an `OwnFileError` where somebody else could exchange what lies in the folder of a file. */
export function checkOwnFolder(path: string): void {
  const folder = dirname(resolveLinks(path));
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!hasModes || !stats || (stats.uid === process.geteuid?.() && (stats.mode & 0o022) === 0)) return;
  throw new OwnFileError(
    `${shown(folder)} belongs to another user or can be changed by others: run chmod 700 on your own.`,
  );
}

function readText(path: string, file: number, { kind, again }: OwnFileWords): string {
  if (fstatSync(file).size > LARGEST)
    throw new OwnFileError(`${shown(path)} is larger than 1 MiB: that is no ${kind}.`);
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new OwnFileError(`${shown(path)} is not UTF-8 text: correct it, or remove it and ${again}.`);
  }
}

function unreadable(path: string, error: unknown): OwnFileError {
  return new OwnFileError(`${shown(path)} cannot be read (${codeOf(error)}).`);
}

/** The system's name of an error, never its text: that may hold more than we want to say. */
export function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'no reason given';
}
