import { keepInMemory } from '../callers/channels/memory.ts';
import type { Environment } from '../config/environment.ts';
import { Secret } from '../policy/secret.ts';

/**
 * Starts the emulators of all services, and returns the settings and channels that make the server use them and nothing else.
 *
 * @param release of the emulators; empty for the newest
 * @param set variables that are set
 * @param leftOut variables about real instances: a parameter, so that this file imports little
 */
export async function startSandboxFor(release: string, set: Environment, leftOut: ReadonlySet<string>) {
  const { sandboxReleases, startEmulators } = await import('../../sandbox/index.ts');
  const environment: Environment = Object.fromEntries(Object.entries(set).filter(([name]) => !leftOut.has(name)));
  const chosen = release === '' ? sandboxReleases[0] : sandboxReleases.find((name) => name === release);
  if (!chosen) return { problem: `--sandbox knows ${sandboxReleases.join(', ')}, and nothing else.`, environment };
  const emulators = [...(await startEmulators(chosen)).values()];
  const addedAt = new Date().toISOString();
  const width = Math.max(...emulators.map(({ page }) => page.href.length));
  const channels = emulators.flatMap(({ origin, channels: own = [] }) =>
    own.map(({ id, name, password }) => ({
      ...{ channelId: id, name, gateway: origin, addedAt },
      password: new Secret(password),
    })),
  );
  return {
    environment: Object.assign({}, environment, ...emulators.map(({ settings }) => settings)) as Environment,
    channels: keepInMemory(channels),
    notice: [
      'This is a sandbox: emulators in memory, gone when the server ends.',
      ...emulators.map(({ notice }) => notice),
    ].join(' '),
    // The same for a person at a terminal: a line for each page that can be looked at
    text: `${[
      'A sandbox: emulators in memory, gone when this ends (Ctrl+C).\n',
      ...emulators.map(({ page }) => `  ${page.href.padEnd(width)}  ${page.title}`),
      '\nIt speaks MCP here. For a client, give it the same command.',
    ].join('\n')}\n`,
    async close() {
      await Promise.all(emulators.map((emulator) => emulator.close()));
    },
  };
}
