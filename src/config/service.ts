import { isAbsolute } from 'node:path';
import { Secret } from '../policy/secret.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig, ServiceName } from './config.ts';
import type { Environment } from './environment.ts';
import { readGlobs } from './globs.ts';
import { type Problems, readBoolean, readChoice, readNumber, readOrigin } from './values.ts';

/** What resolving may ask of the file system, so that it can be tested without one. */
export interface Files {
  /** Whether the file can be read and holds at least one PEM certificate. */
  isCertificates(path: string): boolean;
  isFolder(path: string): boolean;
  /** Whether there is something at this path. */
  exists(path: string): boolean;
  /** Where channels are kept unless a setting says otherwise. */
  readonly channels: string;
}

export interface ServiceDefaults {
  /** Beginning of the names of its variables. */
  readonly prefix: Uppercase<ServiceName>;
  /** What the service calls itself. */
  readonly title: string;
  /** The usual instance; empty where there is none. */
  readonly origin: string;
  /** Rest of the name of the variable that holds its credential. */
  readonly token: 'API_TOKEN' | 'TOKEN' | 'API_KEY';
  /** Names of its tools. */
  readonly tools: readonly string[];
}

/** Reads the variables of a service under its own prefix. Those that it does not have are never in the environment. */
export function resolveService(
  { prefix, title, origin: fallback, token: tokenName, tools }: ServiceDefaults,
  environment: Environment,
  files: Files,
  problems: Problems,
): ServiceConfig & Credentials {
  const value = (name: string) => environment[`${prefix}_${name}` as keyof Environment];
  const read = {
    boolean: (name: string, otherwise: boolean) => readBoolean(`${prefix}_${name}`, value(name), otherwise, problems),
  };
  const whole = (name: string, max: number, otherwise: number) =>
    readNumber(`${prefix}_${name}`, value(name), { min: 0, max, fallback: otherwise, whole: true }, problems);
  const origin = readOrigin(`${prefix}_BASE_URL`, value('BASE_URL'), { title, fallback }, problems);
  const token = readHeaderValue(`${prefix}_${tokenName}`, value(tokenName), problems);
  const email = readHeaderValue(`${prefix}_API_EMAIL`, value('API_EMAIL'), problems);
  const fileRoot = value('FILE_ROOT');
  const caBundle = value('CA_BUNDLE');
  const channelsFile = value('CHANNELS_FILE');
  if (channelsFile !== undefined && !isAbsolute(channelsFile))
    problems.add(
      `${prefix}_CHANNELS_FILE is no absolute path: what a client starts a server in is not known, and ~ is not resolved.`,
      undefined,
    );
  if (fileRoot !== undefined && !files.isFolder(fileRoot))
    problems.add(`${prefix}_FILE_ROOT is no folder that can be read.`, undefined);
  if (caBundle !== undefined && !files.isCertificates(caBundle))
    problems.add(`${prefix}_CA_BUNDLE is no file with PEM certificates that can be read.`, undefined);
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY'] as const) {
    const proxy = environment[name];
    if (proxy !== undefined && !(URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)))
      problems.add(`${name} is no http or https address.`, undefined);
  }
  return {
    origin,
    apiVersion: readChoice(`${prefix}_API_VERSION`, value('API_VERSION'), ['auto', 'v1', 'v2'], 'auto', problems),
    readOnly: read.boolean('READ_ONLY', false),
    enabledTools: readGlobs(`${prefix}_ENABLED_TOOLS`, value('ENABLED_TOOLS'), tools, problems),
    auditLog: read.boolean('AUDIT_LOG', true),
    maxConcurrent: whole('MAX_CONCURRENT', 1000, 0),
    maxRetries: whole('MAX_RETRIES', 10, 2),
    timeoutSeconds: readNumber(
      `${prefix}_TIMEOUT`,
      value('TIMEOUT'),
      { min: 0.1, max: 600, fallback: 30, whole: false },
      problems,
    ),
    ...(token && { token }),
    ...(email && { email }),
    ...(fileRoot !== undefined && { fileRoot }),
    connection: {
      verifyTls: read.boolean('VERIFY_SSL', true),
      ...(caBundle !== undefined && { caBundle }),
      ...readProxies(environment),
    },
    ...(channelsFile !== undefined && { channelsFile }),
    ownChannelsFile: channelsFile !== undefined,
    legacyPasswords: read.boolean('LEGACY_PASSWORDS', false),
    toolNames: readChoice(
      `${prefix}_TOOL_NAMES`,
      value('TOOL_NAMES'),
      ['underscore', 'dotted'],
      'underscore',
      problems,
    ),
  };
}

function readProxies({ HTTP_PROXY, HTTPS_PROXY, NO_PROXY }: Environment) {
  return {
    ...(HTTP_PROXY !== undefined && { httpProxy: new Secret(HTTP_PROXY) }),
    ...(HTTPS_PROXY !== undefined && { httpsProxy: new Secret(HTTPS_PROXY) }),
    ...(NO_PROXY !== undefined && { noProxy: NO_PROXY }),
  };
}

/** A credential that cannot stand in a header would otherwise fail on the first call, with its text in the error. */
function readHeaderValue(name: string, value: string | undefined, problems: Problems): Secret | undefined {
  if (value === undefined) return undefined;
  if (/^[\x21-\x7e]+$/.test(value)) return new Secret(value);
  return problems.add(`${name} holds a space or another character that cannot be sent.`, undefined);
}
