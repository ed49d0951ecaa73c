// The folder in which Node keeps what it compiled. Node runs what it finds there and takes nobody's word for it, so it has to be
// a folder that nobody else can write. Part of the entry: in syntax that Node 12 reads.
import { lstatSync, mkdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** The person's own cache folder, made where it is missing. Undefined where none can be had or trusted. */
export function makeCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  try {
    const folder = cacheFolder(env, platform);
    if (platform === 'win32') {
      // Below the profile of a person, where Windows lets in nobody else
      mkdirSync(folder, { recursive: true });
      return lstatSync(folder).isDirectory() ? folder : undefined;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The folder may be reached through links; it may be none itself
    const parent = realpathSync(posix.dirname(folder));
    const own = posix.join(parent, posix.basename(folder));
    return isPrivate(lstatSync(own)) && isUnshared(statSync(parent)) ? own : undefined;
  } catch {
    // No home, one that cannot be written, or a file in the way: compiled anew at each start
    return undefined;
  }
}

function cacheFolder({ XDG_CACHE_HOME, LOCALAPPDATA, HOME }: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    const local =
      LOCALAPPDATA && win32.isAbsolute(LOCALAPPDATA) ? LOCALAPPDATA : win32.join(homedir(), 'AppData', 'Local');
    return win32.join(local, 'push-mcp', 'Cache');
  }
  const home = HOME && posix.isAbsolute(HOME) ? HOME : homedir();
  if (platform === 'darwin') return posix.join(home, 'Library', 'Caches', 'push-mcp');
  const caches = XDG_CACHE_HOME && posix.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : posix.join(home, '.cache');
  return posix.join(caches, 'push-mcp');
}

/** A directory of the person's that nobody else can look into. */
function isPrivate(stats: Stats): boolean {
  return stats.isDirectory() && stats.uid === person() && (stats.mode & 0o077) === 0;
}

/** Of the person's, or of the system's, in which nobody else can put a folder in place of ours: with the sticky bit others still could. */
function isUnshared({ uid, mode }: Stats): boolean {
  return (uid === person() || uid === 0) && (mode & 0o022) === 0;
}

function person(): number | undefined {
  return process.geteuid ? process.geteuid() : undefined;
}
