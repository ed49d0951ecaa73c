import { existsSync, readFileSync, statSync } from 'node:fs';
import { defaultChannelsFile } from './default-file.ts';
import type { Files } from './service.ts';

/** The file system, as far as settings are judged by it. */
export function realFiles(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Files {
  return {
    isCertificates(path) {
      try {
        return readFileSync(path, 'utf8').includes('-----BEGIN CERTIFICATE-----');
      } catch {
        return false;
      }
    },
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    exists: existsSync,
    channels: defaultChannelsFile(env, platform),
  };
}
