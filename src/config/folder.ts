// Where this program keeps a person's files. Part of the entry: in syntax that Node 12 reads. A variable counts only where it
// holds an absolute path.
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** In `$XDG_CONFIG_HOME` or `~/.config`; on Windows in `%APPDATA%`. */
export function configurationFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return win32.join(inProfile(env.APPDATA, 'Roaming'), 'push-mcp');
  return posix.join(inHome(env.XDG_CONFIG_HOME, env, '.config'), 'push-mcp');
}

/** In `$XDG_CACHE_HOME` or `~/.cache`; on macOS in `~/Library/Caches`; on Windows in `%LOCALAPPDATA%`. */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return win32.join(inProfile(env.LOCALAPPDATA, 'Local'), 'push-mcp', 'Cache');
  const caches = platform === 'darwin' ? undefined : env.XDG_CACHE_HOME;
  return posix.join(inHome(caches, env, platform === 'darwin' ? 'Library/Caches' : '.cache'), 'push-mcp');
}

function inProfile(folder: string | undefined, usual: string): string {
  return folder && win32.isAbsolute(folder) ? folder : win32.join(homedir(), 'AppData', usual);
}

function inHome(folder: string | undefined, { HOME }: NodeJS.ProcessEnv, usual: string): string {
  if (folder && posix.isAbsolute(folder)) return folder;
  return posix.join(HOME && posix.isAbsolute(HOME) ? HOME : homedir(), usual);
}
