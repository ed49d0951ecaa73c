import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { cleanText } from '../../policy/clean.ts';
import { ChannelsFileError } from './store.ts';

/** Thousands of channels. */
const LARGEST = 1024 * 1024;

/** Windows has no mode of a file that says who may read it; what lies in a user's profile is that user's by inheritance. */
const hasModes = process.platform !== 'win32';

/** A path in a sentence. */
export const shown = (path: string): string => cleanText(path);

/** Where a path leads: to itself where there is nothing yet. Throws a `ChannelsFileError`. */
export function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(path, error);
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new ChannelsFileError(
      `${shown(path)} is a link to a file that is not there: remove the link, or make the file.`,
    );
  return path;
}

/**
 * The text of a file that only its owner can read and write and whose owner is this user; undefined where there is none.
 * Throws a `ChannelsFileError` for every other one.
 */
export function readOwnFile(path: string): string | undefined {
  const real = resolveLinks(path);
  let file: number;
  try {
    file = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  try {
    checkOwn(path, fstatSync(file));
    return readText(path, file);
  } catch (error) {
    throw error instanceof ChannelsFileError ? error : unreadable(path, error);
  } finally {
    closeSync(file);
  }
}

function checkOwn(path: string, stats: Stats): void {
  const name = shown(path);
  if (!stats.isFile()) throw new ChannelsFileError(`${name} is no plain file.`);
  if (!hasModes) return;
  if (stats.uid !== process.geteuid?.())
    throw new ChannelsFileError(`${name} belongs to another user: use a file of your own.`);
  if ((stats.mode & 0o077) !== 0)
    throw new ChannelsFileError(
      `${name} can be read or changed by other users: run chmod 600 on it, and change the passwords in it if others were here.`,
    );
}

function readText(path: string, file: number): string {
  if (fstatSync(file).size > LARGEST)
    throw new ChannelsFileError(`${shown(path)} is larger than 1 MiB: that is no channels file.`);
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ChannelsFileError(
      `${shown(path)} is not UTF-8 text: correct it, or remove it and add the channels again.`,
    );
  }
}

function unreadable(path: string, error: unknown): ChannelsFileError {
  return new ChannelsFileError(`${shown(path)} cannot be read (${codeOf(error)}).`);
}

/** The system's name of an error, never its text: that may hold more than we want to say. */
export function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'no reason given';
}
