// Starts the emulator: an instance in memory behind an HTTP server on loopback.
import { type SeenRequest, serve } from '../http/serve.ts';
import { type Account, makeApiToken } from './accounts.ts';
import { answerException } from './answers.ts';
import type { Instance } from './call.ts';
import { createDispatch, largestBody } from './dispatch.ts';
import { createDownloads } from './downloads.ts';
import { createKeys } from './keys.ts';
import type { Elsewhere } from './pages/front.ts';
import { releases, type SandboxRelease } from './releases.ts';
import { type SeedPush, seedPushes } from './seed.ts';
import { readSettings } from './settings.ts';
import { createStore } from './store.ts';
import { createThrottle } from './throttle.ts';

export interface SandboxOptions {
  /** What to be; 2.11.4 unless given. */
  release?: SandboxRelease;
  /** A free port unless given. */
  port?: number;
  /** Settings of the instance under their `PWP__…` names. */
  settings?: Record<string, string>;
  /** One made-up account unless given. The sandbox reports the first; an empty list is an instance not set up yet. */
  accounts?: readonly Account[];
  /** Host names it answers to beside loopback. */
  hosts?: readonly string[];
  /** Pages of other emulators, to which the page at `/` leads. */
  elsewhere?: () => readonly Elsewhere[];
  /** Pushes that are there from the start. */
  pushes?: readonly SeedPush[];
  now?: () => Date;
  onRequest?: (request: SeenRequest) => void;
}

export interface Sandbox {
  origin: string;
  /** API token of its account; empty without accounts. */
  token: string;
  email: string;
  close(): Promise<void>;
}

function createInstance(options: SandboxOptions): Instance {
  const rules = releases[options.release ?? '2.11.4'];
  const settings = readSettings(rules, options.settings ?? {});
  const { passphraseAttemptsPerMinute } = rules;
  return {
    rules,
    settings,
    accounts: options.accounts ?? [{ email: 'sandbox@example.org', token: makeApiToken() }],
    hosts: options.hosts ?? [],
    elsewhere: options.elsewhere ?? (() => []),
    store: createStore(),
    downloads: createDownloads(),
    keys: createKeys(),
    throttles: {
      minute: createThrottle(settings.perMinute, 60),
      second: createThrottle(settings.perSecond, 1),
      passphrase: createThrottle(passphraseAttemptsPerMinute ?? Number.POSITIVE_INFINITY, 60),
      notify: createThrottle(5, 60),
    },
    now: options.now ?? (() => new Date()),
  };
}

/** Throws what listening throws, and for settings or pushes that the application would not take. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port, onRequest } = options;
  const instance = createInstance(options);
  seedPushes(instance, options.pushes ?? []);
  const failure = answerException(500);
  const { origin, close } = await serve({ port, largestBody, failure, onRequest }, createDispatch(instance));
  const [account] = instance.accounts;
  return { origin, token: account?.token ?? '', email: account?.email ?? '', close };
}
