import { logLevels } from '../policy/log.ts';
import type { Credentials } from '../upstream/sender.ts';
import { type Config, confirmations, type ServiceName } from './config.ts';
import type { Environment } from './environment.ts';
import type { Flags } from './flags.ts';
import { readGlobs } from './globs.ts';
import type { Files } from './service.ts';
import { resolveServices, toolsets, toolsOf } from './services.ts';
import { Problems, readBoolean, readChoice, readList } from './values.ts';

export interface Resolved {
  readonly config: Config;
  /** Of the one person that the environment belongs to. */
  readonly credentials: Readonly<Record<ServiceName, Credentials>>;
}

/** Judges flags and environment together: either a configuration, or every problem there is, a sentence each. */
export function resolveConfig(flags: Flags, environment: Environment, files: Files): Resolved | { problems: string[] } {
  const problems = new Problems();
  const { services, credentials, setUp, warnings } = resolveServices(environment, files, problems);
  const toolsetsBy = flags.toolsets === undefined ? 'PUSH_MCP_TOOLSETS' : '--toolsets';
  const setBy = {
    readOnly: flags.readOnly === undefined ? 'PUSH_MCP_READ_ONLY' : '--read-only',
  } as const;
  const chosen = readToolsets(toolsetsBy, flags.toolsets ?? environment.PUSH_MCP_TOOLSETS, problems);
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
    confirm: readChoice('PUSH_MCP_CONFIRM', environment.PUSH_MCP_CONFIRM, confirmations, 'wide', problems),
    services,
    keptFiles: [...new Set([files.channels, services.pushgo.channelsFile ?? files.channels])],
    warnings,
  };
  return problems.all.length > 0 ? { problems: problems.all } : { config, credentials };
}

function readToolsets(setBy: string, value: string | undefined, problems: Problems): ServiceName[] {
  return readList(setBy, value, problems).flatMap((name) => {
    const known = toolsets.find((toolset) => toolset === name);
    if (known) return known;
    const shown = name.replace(/[^\w-]/g, '?').slice(0, 40);
    return problems.add(`There is no toolset ${shown}. There are: ${toolsets.join(', ')}.`, []);
  });
}
