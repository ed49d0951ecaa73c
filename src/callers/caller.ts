import { once } from '../../generated/once.ts';
import { type ServiceName, services } from '../../overrides/registry.ts';
import type { State } from '../../overrides/rule/memory.ts';
import type { Service } from '../../overrides/rule/service.ts';
import type { ServiceInfo } from '../../overrides/rule/settings.ts';
import { createInfo } from '../config/info.ts';
import type { Log } from '../policy/log.ts';
import { createScrubber, type Scrubber } from '../policy/scrub.ts';
import { Secret } from '../policy/secret.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { App, ServiceRuntime } from './app.ts';
import { openChannelsFile } from './channels/file.ts';
import { type ChannelKeys, createChannelKeys } from './channels/keys.ts';
import type { ChannelStore } from './channels/store.ts';
import { createMemoryState } from './memory.ts';

/** What a caller has of one service. */
export interface Connection {
  readonly runtime: ServiceRuntime;
  readonly credentials: Credentials;
  /** What the service's own code may know of all that. */
  readonly info: ServiceInfo;
  readonly channels: ChannelKeys;
  readonly state: State;
}

/** The machine and the folder that an agent works in, where they are known. */
export interface Place {
  readonly hostname: string;
  readonly folder: string;
}

/**
 * One person or agent: who it is, and what it may use. Over stdio there is one. Nothing of a caller is reachable from the
 * app or from another caller.
 */
export interface Caller {
  /** Told in audit lines; absent over stdio, where nobody else could have called. */
  readonly id?: string;
  /** One window of an agent: over stdio, a process. */
  readonly sessionId: string;
  /** Absent where the caller's machine is not this one: no file here is its own then, neither of channels nor to push. */
  readonly place?: Place;
  /** Values of this caller, and of the app, that leave by no exit. Those of channels are read when they are needed. */
  readonly secrets: readonly Secret[];
  /** Lines about this caller's calls: they hold none of its secrets. */
  readonly log: Log;
  /** What has to be remembered of the caller itself. */
  readonly state: State;
  /** One for each service that is on, in the order in which they are listed. */
  readonly connections: ReadonlyMap<string, Connection>;
}

/** The credentials of a caller, a service each. A service that is left out has none. */
export type CallerCredentials = Readonly<Partial<Record<string, Credentials>>>;

export interface CallerOptions {
  readonly id?: string;
  readonly place?: Place;
  /** In place of a new one: a state that outlives the process is of use to the same window only. */
  readonly sessionId?: string;
  /** Where channels are kept, in place of the file that is configured, which belongs to the person at this machine. */
  readonly channels?: ChannelStore;
  /**
   * Where the state of a service is kept, and under an empty name that of the caller, in place of this process. Other
   * credentials begin with an empty one. The same object while a call is under way: equal questions at one time are joined by it.
   */
  readonly stateOf?: (service: string) => State;
}

/** What one person or agent may use of the app, with its own credentials. It costs little: nothing is compiled or sent. */
export function openCaller(app: App, credentials: CallerCredentials, options: CallerOptions = {}): Caller {
  const { id, place } = options;
  const connections = new Map(
    [...app.runtimes].map(([name, runtime]) => [name, connect(runtime, credentials[name] ?? {}, options)]),
  );
  // Also those of services that are off: they are no less secret
  const own = Object.entries(credentials).flatMap(([name, of = {}]) => secretsOf(of, services[name as ServiceName]));
  // On first use: what makes it would add a twentieth to every start
  const sessionId = once(() => options.sessionId ?? process.getBuiltinModule('node:crypto').randomUUID());
  return {
    ...(id !== undefined && { id }),
    ...(place !== undefined && { place }),
    get sessionId() {
      return sessionId();
    },
    secrets: [...app.secrets, ...own],
    log: app.openLog(own),
    state: options.stateOf?.('') ?? createMemoryState(),
    connections,
  };
}

function connect(
  runtime: ServiceRuntime,
  credentials: Credentials,
  { place, channels, stateOf }: CallerOptions,
): Connection {
  const { config, service } = runtime;
  // Paths are of this machine
  const info = createInfo(service.settings, config, credentials, place !== undefined);
  const book = service.channels;
  const kept = book && (channels ?? (place && openChannelsFile(info.get(book.file), book)));
  return {
    runtime,
    credentials,
    info,
    channels: createChannelKeys(kept, { origin: config.origin, ...credentials }),
    state: stateOf?.(service.name) ?? createMemoryState(),
  };
}

/**
 * Masks every secret that a call of this caller to one service could meet.
 *
 * @param further secrets of the call itself
 */
export function createCallScrubber(
  { secrets }: Caller,
  { channels, runtime }: Connection,
  further: readonly string[] = [],
): Scrubber {
  const kept = [...secrets, ...channels.secrets()].map((secret) => secret.reveal());
  return createScrubber([...kept, ...further], [runtime.config.origin]);
}

function secretsOf({ token, email }: Credentials, service: Service | undefined): Secret[] {
  const parts = token ? (service?.secretParts?.(token.reveal()) ?? []) : [];
  return [token, email].flatMap((secret) => secret ?? []).concat(parts.map((part) => new Secret(part)));
}
