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

/** A caller's access to one service. */
export interface Connection {
  readonly runtime: ServiceRuntime;
  readonly credentials: Credentials;
  /** The part of it that the service's own code may read. */
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
  /** For audit lines; absent over stdio, where only one person can call. */
  readonly id?: string;
  /** One window of an agent: over stdio, a process. */
  readonly sessionId: string;
  /** Absent where the caller is on another machine: it may then use no file of this one. */
  readonly place?: Place;
  /** Secrets of this caller and of the app, to be masked. Those of channels are not among them: they are read when needed. */
  readonly secrets: readonly Secret[];
  /** For lines about this caller's calls; masks its secrets. */
  readonly log: Log;
  /** State that belongs to no single service. */
  readonly state: State;
  /** One for each service that is on, in the order in which they are listed. */
  readonly connections: ReadonlyMap<string, Connection>;
}

/** The credentials of a caller, a service each. A service that is left out has none. */
export type CallerCredentials = Readonly<Partial<Record<string, Credentials>>>;

export interface CallerOptions {
  readonly id?: string;
  readonly place?: Place;
  /** By default a new one. A state that outlives the process can be used only with the same session id. */
  readonly sessionId?: string;
  /** By default the configured file of channels, which belongs to the person at this machine. */
  readonly channels?: ChannelStore;
  /**
   * The state of a service, or of the caller itself under an empty name; by default in memory. Other credentials need another
   * state. It has to be the same object during a call: equal questions that are asked at once are joined by it.
   */
  readonly stateOf?: (service: string) => State;
}

/** Opens the app for one person or agent with its own credentials. It costs little: nothing is compiled or sent. */
export function openCaller(app: App, credentials: CallerCredentials, options: CallerOptions = {}): Caller {
  const { id, place } = options;
  const connections = new Map(
    [...app.runtimes].map(([name, runtime]) => [name, connect(runtime, credentials[name] ?? {}, options)]),
  );
  // Secrets of services that are off are masked, too
  const own = Object.entries(credentials).flatMap(([name, credentials = {}]) =>
    secretsOf(credentials, services[name as ServiceName]),
  );
  // On first use: to load `node:crypto` would make every start slower by a twentieth
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
  const info = createInfo(service.settings, config, credentials, place !== undefined);
  const book = service.channels;
  const store = book && (channels ?? (place && openChannelsFile(info.get(book.file), book)));
  return {
    runtime,
    credentials,
    info,
    channels: createChannelKeys(store, { origin: config.origin, ...credentials }),
    state: stateOf?.(service.name) ?? createMemoryState(),
  };
}

/** Masks every secret that a call to one service could meet; `further` are the secrets of the call itself. */
export function createCallScrubber(
  { secrets }: Caller,
  { channels, runtime }: Connection,
  further: readonly string[] = [],
): Scrubber {
  const values = [...secrets, ...channels.secrets()].map((secret) => secret.reveal());
  return createScrubber([...values, ...further], [runtime.config.origin]);
}

function secretsOf({ token, email }: Credentials, service: Service | undefined): Secret[] {
  const parts = token ? (service?.secretParts?.(token.reveal()) ?? []) : [];
  return [token, email].flatMap((secret) => secret ?? []).concat(parts.map((part) => new Secret(part)));
}
