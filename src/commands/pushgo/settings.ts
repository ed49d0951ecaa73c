import type { ChannelBook } from '../../../overrides/rule/service.ts';
import { common } from '../../../overrides/rule/settings.ts';
import { pushgo } from '../../../overrides/services.ts';
import type { Config, ServiceConfig } from '../../config/config.ts';
import { readEnvironment } from '../../config/environment.ts';
import { realFiles } from '../../config/files.ts';
import { resolveConfig } from '../../config/resolve.ts';
import { createReader } from '../../config/service.ts';
import { Problems, readOrigin } from '../../config/values.ts';
import { inFile, proxyVariables } from '../../config/variables.ts';
import type { Secret } from '../../policy/secret.ts';
import { CommandError, type CommandIo } from './io.ts';

const { prefix, title } = pushgo.settings;

export const book = pushgo.channels as ChannelBook;

/** Where channels are kept: the flag, else the variable, else the usual place. */
export function findChannelsFile(flag: string | undefined, { env, platform }: CommandIo): string {
  const { environment } = readEnvironment(env);
  const judge = { environment, files: realFiles(env, platform), tools: [], problems: new Problems() };
  return flag ?? environment.PUSHGO_CHANNELS_FILE ?? createReader(prefix, title, judge)(book.file);
}

/** What says something about the way to a gateway, and no more: a mistake in another variable is the server's business. */
const relevant: ReadonlySet<string> = new Set([
  ...['PUSHGO_BASE_URL', 'PUSHGO_TOKEN', inFile('PUSHGO_TOKEN'), ...proxyVariables],
  ...[common.verifyTls, common.caBundle, common.timeoutSeconds].map(({ name }) => `${prefix}_${name}`),
]);

export interface GatewaySettings {
  /** `origin` is empty where none is set. */
  readonly config: ServiceConfig;
  /** The token that is set for that origin. */
  readonly token?: Secret;
  readonly warnings: readonly string[];
  /** What the server would run with for the gateway at this origin. */
  configFor(origin: string): Config;
}

/**
 * What the environment says about the gateway and the way to it, judged as for the server. Throws a `CommandError` with every
 * problem there is.
 */
export function readGatewaySettings({ env, platform }: CommandIo): GatewaySettings {
  const { environment, warnings } = readEnvironment(env);
  const given = Object.entries(environment).filter(([name]) => relevant.has(name));
  // A person is there to try again
  const all = { ...Object.fromEntries(given), PUSHGO_MAX_RETRIES: '0' };
  const resolved = resolveConfig({ toolsets: pushgo.name, logLevel: 'silent' }, all, realFiles(env, platform));
  if ('problems' in resolved) throw new CommandError(2, resolved.problems.join('\n'));
  const { config, credentials } = resolved;
  const [service, { token }] = [config.services.pushgo, credentials.pushgo];
  return {
    config: service,
    ...(token && { token }),
    warnings: warnings.filter((sentence) => sentence.startsWith(`${prefix}_`)),
    configFor: (origin) => ({ ...config, services: { ...config.services, pushgo: { ...service, origin } } }),
  };
}

/** The origin of a gateway that a person typed. Throws a `CommandError`. */
export function readGateway(name: string, value: string): string {
  return readOrigin(value.trim(), title, '', (what): never => {
    throw new CommandError(2, `${name} ${what}`);
  });
}
