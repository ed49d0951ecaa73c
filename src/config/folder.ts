import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * The person's configuration folder of ours: in `$XDG_CONFIG_HOME`, which counts only where it is absolute, or `~/.config`; on
 * Windows in `%APPDATA%`.
 */
export function configurationFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    const { APPDATA } = env;
    const roaming = APPDATA && win32.isAbsolute(APPDATA) ? APPDATA : win32.join(homedir(), 'AppData', 'Roaming');
    return win32.join(roaming, 'push-mcp');
  }
  const { XDG_CONFIG_HOME, HOME } = env;
  const home = HOME && posix.isAbsolute(HOME) ? HOME : homedir();
  const config = XDG_CONFIG_HOME && posix.isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : posix.join(home, '.config');
  return posix.join(config, 'push-mcp');
}
