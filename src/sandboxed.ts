import type { Environment } from './config/environment.ts';
import { type SandboxRelease, startSandbox } from './sandbox/index.ts';

const releases: readonly SandboxRelease[] = ['2.11.4', '1.60.0', 'commercial'];

/** What a person set about a real instance and the way to it: none of it is true of the double. */
const aboutInstance: ReadonlySet<string> = new Set<keyof Environment>([
  'PWPUSH_BASE_URL',
  'PWPUSH_API_TOKEN',
  'PWPUSH_API_EMAIL',
  'PWPUSH_API_VERSION',
  'PWPUSH_VERIFY_SSL',
  'PWPUSH_CA_BUNDLE',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
]);

/** A running sandbox and the settings that point the server at it and at nothing else. */
export interface SandboxSession {
  readonly origin: string;
  readonly environment: Environment;
  readonly notice: string;
  close(): Promise<void>;
}

/** What is left to judge where there is no such sandbox. */
export interface NoSandbox {
  readonly problem: string;
  readonly environment: Environment;
}

/** Starts the double that `--sandbox=RELEASE` names; an empty text is the newest release. */
export async function startSandboxFor(release: string, set: Environment): Promise<SandboxSession | NoSandbox> {
  const kept = Object.fromEntries(Object.entries(set).filter(([name]) => !aboutInstance.has(name)));
  const chosen = release === '' ? '2.11.4' : releases.find((name) => name === release);
  if (!chosen) return { problem: `--sandbox knows ${releases.join(', ')}, and nothing else.`, environment: kept };
  // The throttle of a real instance would get in the way of trying things out
  const sandbox = await startSandbox({
    release: chosen,
    settings: { PWP__THROTTLING__MINUTE: '100000', PWP__THROTTLING__SECOND: '100000' },
  });
  return {
    origin: sandbox.origin,
    environment: {
      ...kept,
      PWPUSH_BASE_URL: sandbox.origin,
      PWPUSH_API_TOKEN: sandbox.token,
      PWPUSH_API_EMAIL: sandbox.email,
    },
    notice: `This is a sandbox: Password Pusher (${chosen}) is a double at ${sandbox.origin}, in memory, gone when the server ends. A person can open share links there in a browser.`,
    close: () => sandbox.close(),
  };
}
