import { served } from '../../generated/served.ts';
import { isKey } from '../../overrides/pushary/key.ts';
import { isLoopback } from '../net/loopback.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig, ServiceName } from './config.ts';
import type { Environment } from './environment.ts';
import { type Files, resolveService, type ServiceDefaults } from './service.ts';
import type { Problems } from './values.ts';

/** What differs between the services, in the order in which they are listed. */
const defaults: Readonly<Record<ServiceName, Omit<ServiceDefaults, 'tools'>>> = {
  pwpush: { prefix: 'PWPUSH', title: 'Password Pusher', origin: 'https://pwpush.com', token: 'API_TOKEN' },
  pushgo: { prefix: 'PUSHGO', title: 'PushGo Gateway', origin: '', token: 'TOKEN' },
  pushary: { prefix: 'PUSHARY', title: 'Pushary', origin: 'https://pushary.com', token: 'API_KEY' },
};

export const toolsets = Object.keys(defaults) as readonly ServiceName[];

export function toolsOf(toolset: string): string[] {
  return served.filter((tool) => tool.toolset === toolset).map(({ name }) => name);
}

export interface ResolvedServices {
  readonly services: Readonly<Record<ServiceName, ServiceConfig>>;
  readonly credentials: Readonly<Record<ServiceName, Credentials>>;
  /** Those that a person did something to use, and the one that needs nothing. */
  readonly setUp: readonly ServiceName[];
  readonly warnings: readonly string[];
}

/** The settings of all services, whether they are on or not. */
export function resolveServices(environment: Environment, files: Files, problems: Problems): ResolvedServices {
  const read = (name: ServiceName) =>
    resolveService({ ...defaults[name], tools: toolsOf(name) }, environment, files, problems);
  const both = {
    pwpush: read('pwpush'),
    pushgo: { channelsFile: files.channels, ...read('pushgo') },
    pushary: read('pushary'),
  };
  const services = mapServices(both, ({ token: _, email: __, ...settings }) => settings);
  const credentials = mapServices(both, ({ token, email }) => ({ ...(token && { token }), ...(email && { email }) }));
  if (services.pushgo.legacyPasswords && environment.PUSHGO_BASE_URL === undefined)
    problems.add('PUSHGO_LEGACY_PASSWORDS needs PUSHGO_BASE_URL: the gateway that passwords go to.', undefined);
  if (credentials.pushary.token && !isKey(credentials.pushary.token.reveal()))
    problems.add(
      'PUSHARY_API_KEY is no key of the form pk_….sk_…. A site shows its own once, when it is made.',
      undefined,
    );
  return {
    services,
    credentials,
    setUp: toolsets.filter((name) => isSetUp(name, environment, files)),
    warnings: [
      ...toolsets.flatMap((name) => warningsFor(defaults[name].prefix, both[name])),
      ...warningsForChannels(both.pushgo),
    ],
  };
}

function mapServices<T, U>(all: Readonly<Record<ServiceName, T>>, map: (one: T) => U): Record<ServiceName, U> {
  return { pwpush: map(all.pwpush), pushgo: map(all.pushgo), pushary: map(all.pushary) };
}

function isSetUp(name: ServiceName, environment: Environment, files: Files): boolean {
  const { PUSHGO_BASE_URL, PUSHGO_CHANNELS_FILE, PUSHARY_API_KEY } = environment;
  if (name === 'pwpush') return true;
  if (name === 'pushary') return PUSHARY_API_KEY !== undefined;
  return PUSHGO_BASE_URL !== undefined || PUSHGO_CHANNELS_FILE !== undefined || files.exists(files.channels);
}

function warningsForChannels({ origin, token, legacyPasswords }: ServiceConfig & Credentials): string[] {
  return [
    ...(token && origin === '' ? ['PUSHGO_TOKEN is sent nowhere: set PUSHGO_BASE_URL to the gateway it is for.'] : []),
    ...(legacyPasswords
      ? ['PUSHGO_LEGACY_PASSWORDS is on: passwords of channels pass through the conversation, and the model sees them.']
      : []),
  ];
}

function warningsFor(prefix: string, { origin, token, connection }: ServiceConfig & Credentials): string[] {
  const found: string[] = [];
  if (!connection.verifyTls)
    found.push(
      `${prefix}_VERIFY_SSL is off: anybody on the way can read and change what is sent, secrets and token included.`,
    );
  if (origin.startsWith('http:') && !isLoopback(origin)) {
    found.push(
      `${prefix}_BASE_URL is plain http: anybody on the way can read what is sent${token ? ', the token included' : ''}.`,
    );
  }
  return found;
}
