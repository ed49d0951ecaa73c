import { keepInMemory } from '../callers/channels/memory.ts';
import type { ChannelStore } from '../callers/channels/store.ts';
import type { Environment } from '../config/environment.ts';
import { Secret } from '../policy/secret.ts';

/** Running emulators and the settings that point the server at them and at nothing else. */
export interface SandboxSession {
  readonly environment: Environment;
  readonly channels: ChannelStore;
  readonly notice: string;
  close(): Promise<void>;
}

/** What is left to judge where there is no such sandbox. */
export interface NoSandbox {
  readonly problem: string;
  readonly environment: Environment;
}

/**
 * Starts the emulators of all services; `--sandbox=RELEASE` names one of their releases, an empty text is the newest.
 *
 * @param leftOut variables that are not true of emulators: handed in, so that this file stays small
 */
export async function startSandboxFor(
  release: string,
  set: Environment,
  leftOut: ReadonlySet<string>,
): Promise<SandboxSession | NoSandbox> {
  const { sandboxReleases, startEmulators } = await import('../../sandbox/index.ts');
  const kept = Object.fromEntries(Object.entries(set).filter(([name]) => !leftOut.has(name)));
  const chosen = release === '' ? sandboxReleases[0] : sandboxReleases.find((name) => name === release);
  if (!chosen)
    return { problem: `--sandbox knows ${sandboxReleases.join(', ')}, and nothing else.`, environment: kept };
  const running = await startEmulators(chosen);
  const all = [...running.values()];
  const addedAt = new Date().toISOString();
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
    async close() {
      await Promise.all(all.map((one) => one.close()));
    },
  };
}
