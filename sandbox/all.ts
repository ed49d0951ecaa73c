import { startPusharySandbox } from './pushary/server.ts';
import { startPushgoSandbox } from './pushgo/server.ts';
import type { SandboxRelease } from './pwpush/releases.ts';
import { startSandbox } from './pwpush/server.ts';

/** What the emulator of Password Pusher can be, the usual one first. */
export const sandboxReleases: readonly SandboxRelease[] = ['2.11.4', '1.60.0', 'commercial'];

/** One emulator that runs. */
export interface Emulator {
  /** Variables that point the server at it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly channels?: readonly { readonly id: string; readonly name: string; readonly password: string }[];
  readonly origin: string;
  /** The page that a person looks at first. */
  readonly page: { readonly title: string; readonly href: string };
  /** Where it is and where a person looks at it, in a sentence. */
  readonly notice: string;
  close(): Promise<void>;
}

type Running = ReadonlyMap<string, Emulator>;

async function onPort<T>(preferred: number, start: (port: number) => Promise<T>): Promise<T> {
  return start(preferred).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return start(0);
    throw error;
  });
}

/**
 * How each emulator is started, by the name of its service. The port is the one where it is found if nobody else is there: clients
 * start a server a first time to ask what it speaks, and take its `instructions` from there, so the addresses in them have to be
 * those of the second start as well. Limits are those that trying things out does not meet.
 */
const starts: Readonly<Record<string, (release: SandboxRelease, running: Running) => Promise<Emulator>>> = {
  async pwpush(release, running) {
    const settings = { PWP__THROTTLING__MINUTE: '100000', PWP__THROTTLING__SECOND: '100000' };
    const elsewhere = () => [...running].flatMap(([name, { page }]) => (name === 'pwpush' ? [] : page));
    const { origin, token, email, close } = await onPort(48_110, (port) =>
      startSandbox({ release, settings, port, elsewhere }),
    );
    return {
      origin,
      page: { title: 'The sandbox, where share links open', href: origin },
      settings: { PWPUSH_BASE_URL: origin, PWPUSH_API_TOKEN: token, PWPUSH_API_EMAIL: email },
      notice: `Password Pusher (${release}) is at ${origin}; a person can open share links there in a browser.`,
      close,
    };
  },
  async pushgo() {
    const { origin, channel, close } = await onPort(48_111, (port) => startPushgoSandbox({ port }));
    return {
      origin,
      page: { title: 'The device, with the messages that arrived', href: `${origin}/sandbox/device` },
      settings: { PUSHGO_BASE_URL: origin },
      channels: [channel],
      notice: `PushGo is at ${origin}; what arrives on its device is at ${origin}/sandbox/device.`,
      close,
    };
  },
  async pushary() {
    const limits = { requestsPerMinute: 100_000, notifications: 100_000 };
    const { origin, apiKey, phoneUrl, close } = await onPort(48_112, (port) => startPusharySandbox({ port, limits }));
    return {
      origin,
      page: { title: 'The phone, where you answer questions', href: phoneUrl },
      settings: { PUSHARY_BASE_URL: origin, PUSHARY_API_KEY: apiKey },
      notice: `Pushary is at ${origin}; a person sees notifications and answers questions at ${phoneUrl}.`,
      close,
    };
  },
};

/** Starts the emulators of all services, by the names of these. */
export async function startEmulators(release: SandboxRelease): Promise<ReadonlyMap<string, Emulator>> {
  const running = new Map<string, Emulator>();
  for (const [name, start] of Object.entries(starts)) running.set(name, await start(release, running));
  return running;
}
