import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { cleanText } from './clean.ts';

/** Bytes: more than thousands of secrets take. */
const LARGEST = 1024 * 1024;

/** Windows has no file mode that says who may read; a file in a user's profile belongs to that user by inheritance. */
const hasModes = process.platform !== 'win32';

/** Says why a file of the person's cannot be used, in one sentence for a person that holds paths and no content. */
export class OwnFileError extends Error {
  override name = 'OwnFileError' as const;
  readonly code = 'E_OWN_FILE';
}

/** Words for a kind of file: its name, the secrets that it holds, and what to do once it is removed. */
export interface OwnFileWords {
  readonly kind: string;
  readonly secrets: string;
  readonly again: string;
}

/** A path in a sentence. */
export const shown = (path: string): string => cleanText(path);

/** The path behind all links; the path itself where nothing is there yet. Throws an `OwnFileError`. */
export function resolveLinks(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(path, error);
  }
  if (fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new OwnFileError(`${shown(path)} is a link to a file that is not there: remove the link, or make the file.`);
  return path;
}

/**
 * The text of a file that only its owner can read and write and whose owner is this user; undefined where there is none.
 * Throws an `OwnFileError` for any other file.
 */
export function readOwnFile(path: string, words: OwnFileWords): string | undefined {
  const real = resolveLinks(path);
  let file: number;
  try {
    file = fs.openSync(real, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  try {
    checkOwn(path, fs.fstatSync(file), words);
    return decode(path, fs.readFileSync(file), words);
  } catch (error) {
    throw error instanceof OwnFileError ? error : unreadable(path, error);
  } finally {
    fs.closeSync(file);
  }
}

function checkOwn(path: string, stats: fs.Stats, { kind, secrets }: OwnFileWords): void {
  const name = shown(path);
  if (!stats.isFile()) throw new OwnFileError(`${name} is no plain file.`);
  if (hasModes && stats.uid !== process.geteuid?.())
    throw new OwnFileError(`${name} belongs to another user: use a file of your own.`);
  if (hasModes && (stats.mode & 0o077) !== 0)
    throw new OwnFileError(
      `${name} can be read or changed by other users: run chmod 600 on it, and change the ${secrets} in it if others were here.`,
    );
  if (stats.size > LARGEST) throw new OwnFileError(`${name} is larger than 1 MiB: that is no ${kind}.`);
}

/** Throws an `OwnFileError` where somebody else could exchange what lies in the folder of a file. */
export function checkOwnFolder(path: string): void {
  const folder = dirname(resolveLinks(path));
  const stats = fs.statSync(folder, { throwIfNoEntry: false });
  if (!hasModes || !stats || (stats.uid === process.geteuid?.() && (stats.mode & 0o022) === 0)) return;
  throw new OwnFileError(
    `${shown(folder)} belongs to another user or can be changed by others: run chmod 700 on your own.`,
  );
}

function decode(path: string, bytes: Uint8Array, { again }: OwnFileWords): string {
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
