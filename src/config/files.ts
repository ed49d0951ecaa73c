import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkOwnFolder, OwnFileError, readOwnFile, shown } from '../policy/own-file.ts';
import { configurationFolder } from './folder.ts';

/** The file system, as far as settings are judged by it. */
export interface Files {
  /** The person's configuration folder of ours, which need not be there. */
  readonly folder: string;
  /** Whether the file can be read and holds at least one PEM certificate. */
  isCertificates(path: string): boolean;
  isFolder(path: string): boolean;
  /** Whether there is something at this path. */
  exists(path: string): boolean;
  /** The text of a file that can be read and is not larger than a secret may be. */
  readText(path: string): string | undefined;
  /** The person's file of credentials, where there is one. Absent where the server is not that person's alone. */
  readonly credentials?: () =>
    | { readonly path: string; readonly text: string }
    | { readonly problem: string }
    | undefined;
}

/** Bytes. Keys of services have some hundred. */
const LARGEST_SECRET = 64 * 1024;

/** Where a person's own credentials may stand, in the configuration folder. */
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
