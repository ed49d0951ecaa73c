import { keepInMemory } from '../callers/channels/memory.ts';
import type { ChannelStore } from '../callers/channels/store.ts';
import type { Environment } from '../config/environment.ts';
import { Secret } from '../policy/secret.ts';

/** Running emulators, with the settings and channels that lead to them. */
interface SandboxSession {
  readonly environment: Environment;
  readonly channels: ChannelStore;
  readonly notice: string;
  /** The same for a person at a terminal: a line for each page that can be looked at. */
  readonly told: string;
  close(): Promise<void>;
}

/**
 * Starts the emulators of all services, and returns the settings that make the server use them and nothing else.
 *
 * @param release of the emulators; empty for the newest
 * @param leftOut variables about real instances: a parameter, so that this file imports little
 */
export async function startSandboxFor(
  release: string,
  set: Environment,
  leftOut: ReadonlySet<string>,
): Promise<SandboxSession | { readonly problem: string; readonly environment: Environment }> {
  const { sandboxReleases, startEmulators } = await import('../../sandbox/index.ts');
  const kept = Object.fromEntries(Object.entries(set).filter(([name]) => !leftOut.has(name)));
  const chosen = release === '' ? sandboxReleases[0] : sandboxReleases.find((name) => name === release);
  if (!chosen)
    return { problem: `--sandbox knows ${sandboxReleases.join(', ')}, and nothing else.`, environment: kept };
  const running = await startEmulators(chosen);
  const all = [...running.values()];
  const addedAt = new Date().toISOString();
  const width = Math.max(...all.map(({ page }) => page.href.length));
  const channels = all.flatMap(({ origin, channels: own = [] }) =>
    own.map(({ id, name, password }) => ({
      ...{ channelId: id, name, gateway: origin, addedAt },
      password: new Secret(password),
    })),
  );
  return {
    environment: Object.assign({}, kept, ...all.map(({ settings }) => settings)),
    channels: keepInMemory(channels),
    notice: [
      'This is a sandbox: emulators in memory, gone when the server ends.',
      ...all.map(({ notice }) => notice),
    ].join(' '),
    told: `${[
      'A sandbox: emulators in memory, gone when this ends (Ctrl+C).\n',
      ...all.map(({ page }) => `  ${page.href.padEnd(width)}  ${page.title}`),
      '\nIt speaks MCP here. For a client, give it the same command.',
    ].join('\n')}\n`,
    async close() {
      await Promise.all(all.map((emulator) => emulator.close()));
    },
  };
}
