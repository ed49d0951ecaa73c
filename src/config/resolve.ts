import { join } from 'node:path';
import { type ServiceName, serviceNames } from '../../overrides/registry.ts';
import { logLevels } from '../policy/log.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { Config } from './config.ts';
import type { Environment } from './environment.ts';
import { CREDENTIALS, type Files } from './files.ts';
import type { Flags } from './flags.ts';
import { addSecrets } from './secrets.ts';
import { resolveServices, toolsOf } from './services.ts';
import { createReader, Problems, readChoice, readList } from './values.ts';
import { inFile, secretVariables, server, serverPrefix } from './variables.ts';

export interface Resolved {
  readonly config: Config;
  /** Credentials of the one person to whom the environment belongs. */
  readonly credentials: Readonly<Record<ServiceName, Credentials>>;
}

/** Judges flags and environment together. Returns a configuration, or else a sentence for every problem. */
export function resolveConfig(flags: Flags, environment: Environment, files: Files): Resolved | { problems: string[] } {
  const problems = new Problems();
  const withSecrets = addSecrets(environment, files, problems);
  const { services, credentials, setUp, channelsFiles, warnings } = resolveServices(withSecrets, files, problems);
  const tools = serviceNames.flatMap(toolsOf);
  const read = createReader(serverPrefix, '', { environment, files, tools, problems });
  const toolsetsBy = flags.toolsets === undefined ? 'PUSH_MCP_TOOLSETS' : '--toolsets';
  const toolsets = flags.toolsets ?? environment.PUSH_MCP_TOOLSETS;
  const chosen = toolsets === undefined ? [] : readToolsets(toolsets, toolsetsBy, problems);
  const readOnly = read(server.readOnly);
  const secretFiles = secretVariables.flatMap(({ name }) => environment[inFile(name)] ?? []);
  const config: Config = {
    logLevel: readChoice(flags.logLevel ?? 'info', logLevels, problems.with('--log-level', 'info')),
    toolsets: chosen.length > 0 ? chosen : setUp,
    readOnly: flags.readOnly ?? readOnly,
    setBy: {
      toolsets: chosen.length > 0 ? toolsetsBy : undefined,
      readOnly: flags.readOnly === undefined ? 'PUSH_MCP_READ_ONLY' : '--read-only',
    },
    enabledTools: read(server.enabledTools),
    confirm: read(server.confirm),
    services,
    keptFiles: [...new Set([...channelsFiles, join(files.folder, CREDENTIALS), ...secretFiles])],
    warnings,
  };
  return problems.all.length > 0 ? { problems: problems.all } : { config, credentials };
}

function readToolsets(value: string, setBy: string, problems: Problems): ServiceName[] {
  return readList(value, problems.with<string[]>(setBy, [])).flatMap((name) => {
    const toolset = serviceNames.find((serviceName) => serviceName === name);
    if (toolset) return toolset;
    const shown = name.replace(/[^\w-]/g, '?').slice(0, 40);
    return problems.add(`There is no toolset ${shown}. There are: ${serviceNames.join(', ')}.`, []);
  });
}
