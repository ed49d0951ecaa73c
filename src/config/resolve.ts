import { served } from '../../generated/served.ts';
import { logLevels } from '../log.ts';
import type { Config, ServiceConfig, ServiceName } from './config.ts';
import type { Environment } from './environment.ts';
import type { Flags } from './flags.ts';
import { readGlobs } from './globs.ts';
import { isLoopback } from './loopback.ts';
import { type Files, resolveService } from './service.ts';
import { Problems, readBoolean, readChoice, readList } from './values.ts';

const toolsets = ['pwpush', 'pushgo'] as const;

/** Judges flags and environment together: either a configuration, or every problem there is, a sentence each. */
export function resolveConfig(
  flags: Flags,
  environment: Environment,
  files: Files,
): { config: Config } | { problems: string[] } {
  const problems = new Problems();
  const pwpush = resolveService(
    {
      prefix: 'PWPUSH',
      title: 'Password Pusher',
      origin: 'https://pwpush.com',
      token: 'API_TOKEN',
      tools: toolsOf('pwpush'),
    },
    environment,
    files,
    problems,
  );
  const pushgo = resolvePushgo(environment, files, problems);
  const toolsetsBy = flags.toolsets === undefined ? 'PUSH_MCP_TOOLSETS' : '--toolsets';
  const setBy = {
    readOnly: flags.readOnly === undefined ? 'PUSH_MCP_READ_ONLY' : '--read-only',
  } as const;
  const chosen = readToolsets(toolsetsBy, flags.toolsets ?? environment.PUSH_MCP_TOOLSETS, problems);
  const setUp = toolsets.filter((name) => name === 'pwpush' || isPushgoSetUp(environment, files));
  const readOnly = readBoolean('PUSH_MCP_READ_ONLY', environment.PUSH_MCP_READ_ONLY, false, problems);
  const config: Config = {
    logLevel: readChoice('--log-level', flags.logLevel, logLevels, 'info', problems),
    toolsets: chosen.length > 0 ? chosen : setUp,
    readOnly: flags.readOnly ?? readOnly,
    setBy: { ...setBy, toolsets: chosen.length > 0 ? toolsetsBy : undefined },
    enabledTools: readGlobs(
      'PUSH_MCP_ENABLED_TOOLS',
      environment.PUSH_MCP_ENABLED_TOOLS,
      toolsets.flatMap(toolsOf),
      problems,
    ),
    services: { pwpush, pushgo },
    warnings: [...warningsFor('PWPUSH', pwpush), ...warningsFor('PUSHGO', pushgo), ...warningsForChannels(pushgo)],
  };
  return problems.all.length > 0 ? { problems: problems.all } : { config };
}

function readToolsets(setBy: string, value: string | undefined, problems: Problems): ServiceName[] {
  return readList(setBy, value, problems).flatMap((name) => {
    const known = toolsets.find((toolset) => toolset === name);
    if (known) return known;
    const shown = name.replace(/[^\w-]/g, '?').slice(0, 40);
    return problems.add(`There is no toolset ${shown}. There are: ${toolsets.join(', ')}.`, []);
  });
}

function resolvePushgo(environment: Environment, files: Files, problems: Problems): ServiceConfig {
  const read = resolveService(
    { prefix: 'PUSHGO', title: 'PushGo Gateway', origin: '', token: 'TOKEN', tools: toolsOf('pushgo') },
    environment,
    files,
    problems,
  );
  if (read.legacyPasswords && environment.PUSHGO_BASE_URL === undefined)
    problems.add('PUSHGO_LEGACY_PASSWORDS needs PUSHGO_BASE_URL: the gateway that passwords go to.', undefined);
  return { channelsFile: files.channels, ...read };
}

/** Whether anything was done to use it: a gateway, a mode, or a channel that was added. */
function isPushgoSetUp(environment: Environment, files: Files): boolean {
  const { PUSHGO_BASE_URL, PUSHGO_CHANNELS_FILE } = environment;
  return PUSHGO_BASE_URL !== undefined || PUSHGO_CHANNELS_FILE !== undefined || files.exists(files.channels);
}

function warningsForChannels({ origin, token, legacyPasswords }: ServiceConfig): string[] {
  return [
    ...(token && origin === '' ? ['PUSHGO_TOKEN is sent nowhere: set PUSHGO_BASE_URL to the gateway it is for.'] : []),
    ...(legacyPasswords
      ? ['PUSHGO_LEGACY_PASSWORDS is on: passwords of channels pass through the conversation, and the model sees them.']
      : []),
  ];
}

function toolsOf(toolset: string): string[] {
  return served.filter((tool) => tool.toolset === toolset).map(({ name }) => name);
}

function warningsFor(prefix: string, { origin, token, connection }: ServiceConfig): string[] {
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
