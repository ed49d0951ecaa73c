// The folder in which Node keeps compiled code. Node runs the code that it finds there without any check, so nobody else may be
// able to write to the folder. Part of the entry: in syntax that Node 12 reads.
import { lstatSync, mkdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { posix } from 'node:path';
import { cacheFolder } from './config/folder.ts';

/** The person's own cache folder, made where it is missing. Undefined where none can be had or trusted. */
export function makeCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  try {
    const folder = cacheFolder(env, platform);
    if (platform === 'win32') {
      // In the person's profile, where Windows lets nobody else in
      mkdirSync(folder, { recursive: true });
      return lstatSync(folder).isDirectory() ? folder : undefined;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A link on the way to the folder is fine; the folder itself must not be one
    const parent = realpathSync(posix.dirname(folder));
    const own = posix.join(parent, posix.basename(folder));
    return isPrivate(lstatSync(own)) && isUnshared(statSync(parent)) ? own : undefined;
  } catch {
    // There is no home, it cannot be written, or a file is in the way: Node compiles anew at each start
    return undefined;
  }
}

/** A folder of the person's that nobody else can look into. */
function isPrivate(stats: Stats): boolean {
  return stats.isDirectory() && stats.uid === person() && (stats.mode & 0o077) === 0;
}

/** A folder of the person's or of the system's in which nobody else can exchange ours. The sticky bit would not prevent that. */
function isUnshared({ uid, mode }: Stats): boolean {
  return (uid === person() || uid === 0) && (mode & 0o022) === 0;
}

function person(): number | undefined {
  return process.geteuid ? process.geteuid() : undefined;
}
