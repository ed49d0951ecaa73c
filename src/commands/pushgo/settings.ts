import { join } from 'node:path';
import type { ChannelBook } from '../../../overrides/rule/service.ts';
import { common } from '../../../overrides/rule/settings.ts';
import { pushgo } from '../../../overrides/services.ts';
import { openChannelsFile } from '../../callers/channels/file.ts';
import type { Config } from '../../config/config.ts';
import { readEnvironment } from '../../config/environment.ts';
import { realFiles } from '../../config/files.ts';
import { configurationFolder } from '../../config/folder.ts';
import { resolveConfig } from '../../config/resolve.ts';
import { readOrigin } from '../../config/values.ts';
import { inFile, proxyVariables } from '../../config/variables.ts';
import { CommandError, type CommandIo } from './io.ts';

const { prefix, title } = pushgo.settings;

/** The file in which channels are kept: the one of the flag, else of the variable, else in the usual place. */
export function openStore(flag: string | undefined, { env, platform }: CommandIo) {
  const book = pushgo.channels as ChannelBook;
  const path =
    flag ??
    readEnvironment(env).environment.PUSHGO_CHANNELS_FILE ??
    join(configurationFolder(env, platform), String(book.file.usual));
  return { path, store: openChannelsFile(path, book) };
}

/** Variables about a gateway and the connection to it. A mistake in another variable is for the server to report. */
const relevant: ReadonlySet<string> = new Set([
  ...['PUSHGO_BASE_URL', 'PUSHGO_TOKEN', inFile('PUSHGO_TOKEN'), ...proxyVariables],
  ...[common.verifyTls, common.caBundle, common.timeoutSeconds].map(({ name }) => `${prefix}_${name}`),
]);

export type GatewaySettings = ReturnType<typeof readGatewaySettings>;

/** The gateway in the environment and how to connect to it, judged as for the server. Throws a `CommandError` with every problem. */
export function readGatewaySettings({ env, platform }: CommandIo) {
  const { environment, warnings } = readEnvironment(env);
  const chosen = Object.fromEntries(Object.entries(environment).filter(([name]) => relevant.has(name)));
  // A person is there to try again
  chosen.PUSHGO_MAX_RETRIES = '0';
  const resolved = resolveConfig({ toolsets: pushgo.name, logLevel: 'silent' }, chosen, realFiles(env, platform));
  if ('problems' in resolved) throw new CommandError(2, resolved.problems.join('\n'));
  const { config, credentials } = resolved;
  const service = config.services.pushgo;
  return {
    /** `origin` is empty where none is set. */
    config: service,
    /** The token that is set for that origin. */
    token: credentials.pushgo.token,
    warnings: warnings.filter((sentence) => sentence.startsWith(`${prefix}_`)),
    /** The server's configuration for the gateway at another origin. */
    configFor: (origin: string): Config => ({
      ...config,
      services: { ...config.services, pushgo: { ...service, origin } },
    }),
  };
}

/** The origin of a gateway that a person typed. Throws a `CommandError`. */
export function readGateway(name: string, value: string): string {
  return readOrigin(value.trim(), title, '', (what): never => {
    throw new CommandError(2, `${name} ${what}`);
  });
}
