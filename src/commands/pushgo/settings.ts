import type { ServiceConfig } from '../../config/config.ts';
import { defaultChannelsFile } from '../../config/default-file.ts';
import { readEnvironment } from '../../config/environment.ts';
import { realFiles } from '../../config/files.ts';
import { resolveService } from '../../config/service.ts';
import { Problems, readOrigin } from '../../config/values.ts';
import type { Credentials } from '../../upstream/sender.ts';
import { CommandError, type CommandIo } from './io.ts';

const title = 'PushGo Gateway';

/** Where channels are kept: the flag, else the variable, else the usual place. */
export function findChannelsFile(flag: string | undefined, { env, platform }: CommandIo): string {
  return flag ?? readEnvironment(env).environment.PUSHGO_CHANNELS_FILE ?? defaultChannelsFile(env, platform);
}

/**
 * What the environment says about the gateway and the way to it, judged as for the server. `origin` is empty where none
 * is set. Throws a `CommandError` with every problem there is.
 */
export function readGatewaySettings({ env, platform }: CommandIo): {
  settings: ServiceConfig & Credentials;
  warnings: string[];
} {
  const { environment, warnings } = readEnvironment(env);
  const problems = new Problems();
  // The rest of the variables says nothing about the way to the gateway
  const { PUSHGO_BASE_URL, PUSHGO_TOKEN, PUSHGO_VERIFY_SSL, PUSHGO_CA_BUNDLE, PUSHGO_TIMEOUT, ...others } = environment;
  const { HTTP_PROXY, HTTPS_PROXY, NO_PROXY } = others;
  const relevant = {
    ...{ PUSHGO_BASE_URL, PUSHGO_TOKEN, PUSHGO_VERIFY_SSL, PUSHGO_CA_BUNDLE, PUSHGO_TIMEOUT },
    ...{ HTTP_PROXY, HTTPS_PROXY, NO_PROXY },
  };
  const settings = resolveService(
    { prefix: 'PUSHGO', title, origin: '', token: 'TOKEN', tools: [] },
    Object.fromEntries(Object.entries(relevant).filter(([, value]) => value !== undefined)),
    realFiles(env, platform),
    problems,
  );
  if (problems.all.length > 0) throw new CommandError(2, problems.all.join('\n'));
  return { settings, warnings: warnings.filter((sentence) => sentence.startsWith('PUSHGO_')) };
}

/** The origin of a gateway that a person typed. Throws a `CommandError`. */
export function readGateway(name: string, value: string): string {
  const problems = new Problems();
  const origin = readOrigin(name, value.trim(), { title, fallback: '' }, problems);
  if (problems.all.length > 0) throw new CommandError(2, problems.all.join('\n'));
  return origin;
}
