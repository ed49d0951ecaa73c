import { join } from 'node:path';
import { served } from '../../generated/served.ts';
import { type ServiceName, serviceNames, services } from '../../overrides/registry.ts';
import { common, type ServiceInfo, type ServiceSettings } from '../../overrides/rule/settings.ts';
import { isLoopback } from '../net/loopback.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig } from './config.ts';
import type { Environment } from './environment.ts';
import type { Files } from './files.ts';
import { createInfo } from './info.ts';
import { resolveService } from './service.ts';
import type { Problems } from './values.ts';

export function toolsOf(toolset: string): string[] {
  return served.filter((tool) => tool.toolset === toolset).map(({ name }) => name);
}

export interface ResolvedServices {
  readonly services: Readonly<Record<ServiceName, ServiceConfig>>;
  readonly credentials: Readonly<Record<ServiceName, Credentials>>;
  /** Services that a person has set up, and services that need no setting. */
  readonly setUp: readonly ServiceName[];
  /** Files that hold channels: the configured one and the one in the usual place. */
  readonly channelsFiles: readonly string[];
  readonly warnings: readonly string[];
}

/** The settings of all services, whether they are on or not. */
export function resolveServices(environment: Environment, files: Files, problems: Problems): ResolvedServices {
  const all = serviceNames.map((name) => {
    const { settings, channels } = services[name];
    const { config, credentials } = resolveService(settings, { environment, files, tools: toolsOf(name), problems });
    const info = createInfo(settings, config, credentials);
    const judged = settings.judge?.(info);
    for (const problem of judged?.problems ?? []) problems.add(problem, undefined);
    const warnings = [...warningsFor(settings, config, info, credentials), ...(judged?.warnings ?? [])];
    const kept = channels ? [join(files.folder, String(channels.file.usual)), info.get(channels.file)] : [];
    return { name, config, credentials, warnings, kept, isSetUp: isSetUp(settings, info, files) };
  });
  const byName = <T>(pick: (resolved: (typeof all)[number]) => T) =>
    Object.fromEntries(all.map((resolved) => [resolved.name, pick(resolved)])) as Record<ServiceName, T>;
  return {
    services: byName(({ config }) => config),
    credentials: byName(({ credentials }) => credentials),
    setUp: all.flatMap(({ name, isSetUp: is }) => (is ? name : [])),
    channelsFiles: all.flatMap(({ kept }) => kept),
    warnings: all.flatMap(({ warnings }) => warnings),
  };
}

function isSetUp({ setUpBy }: ServiceSettings, info: ServiceInfo, files: Files): boolean {
  if (!setUpBy) return true;
  return setUpBy.some(
    (setting) =>
      info.has(setting) || (setting.kind === 'file' && files.exists(join(files.folder, String(setting.usual)))),
  );
}

function warningsFor(
  settings: ServiceSettings,
  { origin, connection }: ServiceConfig,
  { nameOf }: ServiceInfo,
  { token }: Credentials,
): string[] {
  const warnings: string[] = [];
  if (!connection.verifyTls)
    warnings.push(
      `${nameOf(common.verifyTls)} is off: anybody on the way can read and change what is sent, secrets and token included.`,
    );
  if (origin.startsWith('http:') && !isLoopback(origin))
    warnings.push(
      `${nameOf(settings.origin)} is plain http: anybody on the way can read what is sent${token ? ', the token included' : ''}.`,
    );
  return warnings;
}
