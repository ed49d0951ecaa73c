import type { SandboxRelease } from '../../sandbox/index.ts';
import { keepInMemory } from '../callers/channels/memory.ts';
import type { ChannelStore } from '../callers/channels/store.ts';
import type { Environment } from '../config/environment.ts';
import { Secret } from '../policy/secret.ts';

const releases: readonly SandboxRelease[] = ['2.11.4', '1.60.0', 'commercial'];

/** What a person set about real instances and the way to them: none of it is true of the emulators. */
const aboutInstances: ReadonlySet<string> = new Set<keyof Environment>([
  'PWPUSH_BASE_URL',
  'PWPUSH_API_TOKEN',
  'PWPUSH_API_EMAIL',
  'PWPUSH_API_VERSION',
  'PWPUSH_VERIFY_SSL',
  'PWPUSH_CA_BUNDLE',
  'PUSHGO_BASE_URL',
  'PUSHGO_TOKEN',
  'PUSHGO_CHANNELS_FILE',
  'PUSHGO_VERIFY_SSL',
  'PUSHGO_CA_BUNDLE',
  'PUSHARY_BASE_URL',
  'PUSHARY_API_KEY',
  'PUSHARY_VERIFY_SSL',
  'PUSHARY_CA_BUNDLE',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
]);

/**
 * Ports of the emulators, if they are free. Clients start a server a first time to ask what it speaks, and take its
 * `instructions` from there: the addresses in them have to be those of the second start as well.
 */
const ports = { pwpush: 48_110, pushgo: 48_111, pushary: 48_112 } as const;

async function onPort<T>(preferred: number, start: (port: number) => Promise<T>): Promise<T> {
  return start(preferred).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return start(0);
    throw error;
  });
}

/** Running emulators and the settings that point the server at them and at nothing else. */
export interface SandboxSession {
  readonly origin: string;
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

/** Starts the emulators of all services; `--sandbox=RELEASE` names that of Password Pusher, an empty text is the newest. */
export async function startSandboxFor(release: string, set: Environment): Promise<SandboxSession | NoSandbox> {
  const kept = Object.fromEntries(Object.entries(set).filter(([name]) => !aboutInstances.has(name)));
  const chosen = release === '' ? '2.11.4' : releases.find((name) => name === release);
  if (!chosen) return { problem: `--sandbox knows ${releases.join(', ')}, and nothing else.`, environment: kept };
  const { startPusharySandbox, startPushgoSandbox, startSandbox } = await import('../../sandbox/index.ts');
  // The throttle of a real instance would get in the way of trying things out
  const settings = { PWP__THROTTLING__MINUTE: '100000', PWP__THROTTLING__SECOND: '100000' };
  const pwpush = await onPort(ports.pwpush, (port) => startSandbox({ release: chosen, settings, port }));
  const pushgo = await onPort(ports.pushgo, (port) => startPushgoSandbox({ port }));
  const limits = { requestsPerMinute: 100_000, notifications: 100_000 };
  const pushary = await onPort(ports.pushary, (port) => startPusharySandbox({ port, limits }));
  const { id, name, password } = pushgo.channel;
  return {
    origin: pwpush.origin,
    environment: {
      ...kept,
      PWPUSH_BASE_URL: pwpush.origin,
      PWPUSH_API_TOKEN: pwpush.token,
      PWPUSH_API_EMAIL: pwpush.email,
      PUSHGO_BASE_URL: pushgo.origin,
      PUSHARY_BASE_URL: pushary.origin,
      PUSHARY_API_KEY: pushary.apiKey,
    },
    channels: keepInMemory([
      {
        channelId: id,
        name,
        gateway: pushgo.origin,
        password: new Secret(password),
        addedAt: new Date().toISOString(),
      },
    ]),
    notice:
      'This is a sandbox: emulators in memory, gone when the server ends. ' +
      `Password Pusher (${chosen}) is at ${pwpush.origin}; a person can open share links there in a browser. ` +
      `PushGo is at ${pushgo.origin}; what arrives on its device is at ${pushgo.origin}/sandbox/device. ` +
      `Pushary is at ${pushary.origin}; a person sees notifications and answers questions at ${pushary.phoneUrl}.`,
    async close() {
      await Promise.all([pwpush.close(), pushgo.close(), pushary.close()]);
    },
  };
}
