import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkOwnFolder, OwnFileError, readOwnFile, shown } from '../policy/own-file.ts';
import { configurationFolder } from './folder.ts';

/** Access to the file system, as far as settings need it. */
export interface Files {
  /** Our configuration folder of the person. It may be missing. */
  readonly folder: string;
  /** Whether the file can be read and holds at least one PEM certificate. */
  isCertificates(path: string): boolean;
  isFolder(path: string): boolean;
  exists(path: string): boolean;
  /** The text of a file; undefined where it cannot be read or is larger than a secret may be. */
  readText(path: string): string | undefined;
  /** The person's file of credentials, where it exists. Absent where the server also serves others, or emulators. */
  readonly credentials?: () =>
    | { readonly path: string; readonly text: string }
    | { readonly problem: string }
    | undefined;
}

/** Bytes. Keys of services have a few hundred. */
const LARGEST_SECRET = 64 * 1024;

/** Name of the file of credentials in the configuration folder. */
export const CREDENTIALS = 'credentials.json';

const words = { kind: 'credentials file', secrets: 'credentials', again: 'write it anew' };

export function realFiles(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Files {
  const folder = configurationFolder(env, platform);
  return {
    folder,
    isCertificates: (path) =>
      attempt(() => readFileSync(path, 'utf8'))?.includes('-----BEGIN CERTIFICATE-----') ?? false,
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    exists: existsSync,
    readText: (path) =>
      attempt(() => {
        const stats = statSync(path);
        if (!stats.isFile() || stats.size > LARGEST_SECRET) return undefined;
        return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
      }),
    credentials() {
      const path = join(folder, CREDENTIALS);
      try {
        const text = readOwnFile(path, words);
        if (text === undefined) return undefined;
        checkOwnFolder(path);
        return { path: shown(path), text };
      } catch (error) {
        if (error instanceof OwnFileError) return { problem: error.message };
        throw error;
      }
    },
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
