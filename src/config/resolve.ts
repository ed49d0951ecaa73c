import { served } from '../../generated/served.ts';
import { logLevels } from '../log.ts';
import type { Config, ServiceConfig } from './config.ts';
import type { Environment } from './environment.ts';
import type { Flags } from './flags.ts';
import { readGlobs } from './globs.ts';
import { isLoopback } from './loopback.ts';
import { type Files, resolveService } from './service.ts';
import { Problems, readBoolean, readChoice, readList } from './values.ts';

const toolsets = ['pwpush'];

/** Judges flags and environment together: either a configuration, or every problem there is, a sentence each. */
export function resolveConfig(
  flags: Flags,
  environment: Environment,
  files: Files,
): { config: Config } | { problems: string[] } {
  const problems = new Problems();
  const pwpush = resolveService(
    { prefix: 'PWPUSH', origin: 'https://pwpush.com', tools: toolsOf('pwpush') },
    environment,
    files,
    problems,
  );
  const setBy = {
    toolsets: flags.toolsets === undefined ? 'PUSH_MCP_TOOLSETS' : '--toolsets',
    readOnly: flags.readOnly === undefined ? 'PUSH_MCP_READ_ONLY' : '--read-only',
  } as const;
  const chosen = readList(setBy.toolsets, flags.toolsets ?? environment.PUSH_MCP_TOOLSETS, problems);
  for (const name of chosen) {
    if (!toolsets.includes(name))
      problems.add(
        `There is no toolset ${name.replace(/[^\w-]/g, '?').slice(0, 40)}. There is: ${toolsets.join(', ')}.`,
        undefined,
      );
  }
  const readOnly = readBoolean('PUSH_MCP_READ_ONLY', environment.PUSH_MCP_READ_ONLY, false, problems);
  const config: Config = {
    logLevel: readChoice('--log-level', flags.logLevel, logLevels, 'info', problems),
    toolsets: chosen.length > 0 ? chosen : toolsets,
    readOnly: flags.readOnly ?? readOnly,
    setBy,
    enabledTools: readGlobs(
      'PUSH_MCP_ENABLED_TOOLS',
      environment.PUSH_MCP_ENABLED_TOOLS,
      toolsets.flatMap(toolsOf),
      problems,
    ),
    services: { pwpush },
    warnings: warningsFor('PWPUSH', pwpush),
  };
  return problems.all.length > 0 ? { problems: problems.all } : { config };
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
