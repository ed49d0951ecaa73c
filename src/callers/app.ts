import querystring from 'node:querystring';
import type { Cache } from '../../overrides/rule/memory.ts';
import type { Switch } from '../../overrides/rule/operation-rule.ts';
import type { Service } from '../../overrides/rule/service.ts';
import { services } from '../../overrides/services.ts';
import type { Config, ServiceConfig, ServiceName } from '../config/config.ts';
import { type EnabledTools, enableTools } from '../policy/enabled.ts';
import { createLog, type Log, writeStderr } from '../policy/log.ts';
import { createScrubber } from '../policy/scrub.ts';
import { createSeal, type Seal } from '../policy/seal.ts';
import { Secret } from '../policy/secret.ts';
import { createSender, type Sender } from '../upstream/sender.ts';
import { createCache } from './memory.ts';

/** A service that is on, as far as it is the same for every caller: decisions, the operator's settings, the way to it. */
export interface ServiceRuntime {
  readonly service: Service;
  readonly config: ServiceConfig;
  readonly send: Sender;
  readonly cache: Cache;
  readonly switches: readonly Switch[];
}

/** The process: configuration, tools, senders, and where its log goes. It holds no credential of a caller. */
export interface App {
  readonly config: Config;
  readonly tools: EnabledTools;
  /** Names that the services themselves have for our tools, to ours. */
  readonly ownNames: ReadonlyMap<string, string>;
  /** Said in `instructions` beside the rest, such as the addresses of the sandbox. */
  readonly notice?: string;
  /** Lines of nobody in particular. */
  readonly log: Log;
  /** Milliseconds that a person has to answer a question while a call waits. */
  readonly patience: number;
  /** Closes what clients keep between two requests. */
  readonly seal: Seal;
  /** Passwords of proxies: they leave by no exit, whoever calls. */
  readonly secrets: readonly Secret[];
  /** The services that are on, in the order in which they are listed. */
  readonly runtimes: ReadonlyMap<string, ServiceRuntime>;
  /** Writes a line to stderr. */
  write(line: string): void;
  /** A log whose lines hold none of these secrets, and none of the app's. */
  openLog(secrets: readonly Secret[]): Log;
}

export interface AppOptions {
  /** Lines for stderr; replaced in tests. */
  readonly write?: (line: string) => void;
  readonly notice?: string;
  /** 45 seconds, since clients give up on a call after a minute; replaced in tests. */
  readonly patience?: number;
}

/** Computes once what does not depend on a caller. */
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
  const service = services[name];
  if (!service) throw new TypeError(`There is no service ${name}.`);
  const config = all[name];
  return {
    service,
    config,
    send: createSender(config, service),
    cache: createCache(),
    switches: config.legacyPasswords ? ['legacyPasswords'] : [],
  };
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
