import querystring from 'node:querystring';
import { type ServiceName, services } from '../../overrides/registry.ts';
import type { Cache } from '../../overrides/rule/memory.ts';
import type { Service } from '../../overrides/rule/service.ts';
import type { Config, ServiceConfig } from '../config/config.ts';
import { type EnabledTools, enableTools } from '../policy/enabled.ts';
import { createLog, type Log, writeStderr } from '../policy/log.ts';
import { createScrubber } from '../policy/scrub.ts';
import { createSeal, type Seal } from '../policy/seal.ts';
import { Secret } from '../policy/secret.ts';
import { createSender, type Sender } from '../upstream/sender.ts';
import { createCache } from './memory.ts';

/** The part of a service that is the same for every caller: its rules, the operator's settings, the connection to it. */
export interface ServiceRuntime {
  readonly service: Service;
  readonly config: ServiceConfig;
  readonly send: Sender;
  readonly cache: Cache;
}

/** The process: configuration, tools, senders, and where its log goes. It holds no credential of a caller. */
export interface App {
  readonly config: Config;
  readonly tools: EnabledTools;
  /** From the names that services themselves have for our tools to our names. */
  readonly ownNames: ReadonlyMap<string, string>;
  /** An additional sentence in `instructions`, such as the addresses of the sandbox. */
  readonly notice?: string;
  /** For lines that concern no single caller. */
  readonly log: Log;
  /** Milliseconds for which a call waits until a person answers a question. */
  readonly patience: number;
  /** Encrypts state that clients store between two requests. */
  readonly seal: Seal;
  /** Passwords of proxies, which are masked for every caller. */
  readonly secrets: readonly Secret[];
  /** The services that are on, in the order in which they are listed. */
  readonly runtimes: ReadonlyMap<string, ServiceRuntime>;
  /** Writes a line to stderr. */
  write(line: string): void;
  /** A log whose lines hold none of these secrets, and none of the app's. */
  openLog(secrets: readonly Secret[]): Log;
}

export interface AppOptions {
  /** Writes to stderr; replaced in tests. */
  readonly write?: (line: string) => void;
  readonly notice?: string;
  /** By default 45 seconds, because clients give up on a call after a minute. */
  readonly patience?: number;
}

/** Everything that does not depend on a caller, computed once. */
export function createApp(config: Config, options: AppOptions = {}): App {
  const { write = writeStderr, notice, patience = 45_000 } = options;
  const secrets = Object.values(config.services).flatMap(proxyPasswords);
  const openLog = (further: readonly Secret[]) =>
    createLog(config.logLevel, createScrubber([...secrets, ...further].map((secret) => secret.reveal())), write);
  return {
    config,
    tools: enableTools(config),
    ownNames: new Map(Object.values(services).flatMap(ownNamesOf)),
    ...(notice !== undefined && { notice }),
    log: openLog([]),
    patience,
    seal: createSeal(),
    secrets,
    runtimes: new Map(config.toolsets.map((name) => [name, createRuntime(name, config)])),
    write,
    openLog,
  };
}

function createRuntime(name: ServiceName, { services: all }: Config): ServiceRuntime {
  const [service, config] = [services[name], all[name]];
  return { service, config, send: createSender(config, service), cache: createCache() };
}

function ownNamesOf({ tools, ownName }: Service): [string, string][] {
  return ownName ? Object.keys(tools).map((name) => [ownName(name), name]) : [];
}

function proxyPasswords({ connection: { httpProxy, httpsProxy } }: ServiceConfig): Secret[] {
  const passwords = [httpProxy, httpsProxy].flatMap((proxy) => (proxy ? [new URL(proxy.reveal()).password] : []));
  return passwords
    .flatMap((password) => [password, querystring.unescape(password)])
    .map((password) => new Secret(password));
}
