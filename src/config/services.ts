// Reads the settings and credentials of each service, and says what is risky about them. Called by resolve.ts.
import { join } from 'node:path';
import { served } from '../../generated/served.ts';
import { type ServiceName, serviceNames, services } from '../../overrides/registry.ts';
import {
  common,
  type SecretSetting,
  type ServiceInfo,
  type ServiceSettings,
  type Setting,
} from '../../overrides/rule/settings.ts';
import { isLoopback } from '../net/loopback.ts';
import { Secret } from '../policy/secret.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig } from './config.ts';
import type { Environment } from './environment.ts';
import type { Files } from './files.ts';
import { createInfo } from './info.ts';
import { createReader, type Judge, type Problems, readSecret } from './values.ts';

export function toolsOf(toolset: string): string[] {
  return served.filter((tool) => tool.toolset === toolset).map(({ name }) => name);
}

/** Reads the settings of all services, whether the services are on or not. */
export function resolveServices(environment: Environment, files: Files, problems: Problems) {
  const all = serviceNames.map((name) => {
    const { settings, channels } = services[name];
    const { config, credentials } = resolveService(settings, { environment, files, tools: toolsOf(name), problems });
    const info = createInfo(settings, config, credentials);
    const judged = settings.judge?.(info);
    for (const problem of judged?.problems ?? []) problems.add(problem, undefined);
    return {
      ...{ name, config, credentials },
      setUp: isSetUp(settings, info, files) ? [name] : [],
      channelsFiles: channels ? [join(files.folder, String(channels.file.usual)), info.get(channels.file)] : [],
      warnings: [...warningsFor(settings, config, info, credentials), ...(judged?.warnings ?? [])],
    };
  });
  const byName = <T>(pick: (resolved: (typeof all)[number]) => T) =>
    Object.fromEntries(all.map((resolved) => [resolved.name, pick(resolved)])) as Record<ServiceName, T>;
  return {
    services: byName(({ config }) => config),
    credentials: byName(({ credentials }) => credentials),
    /** Services that a person has set up, and services that need no setting. */
    setUp: all.flatMap(({ setUp }) => setUp),
    /** Files that hold channels: the configured one and the one in the usual place. */
    channelsFiles: all.flatMap(({ channelsFiles }) => channelsFiles),
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

const isSecret = (setting: Setting | SecretSetting): setting is SecretSetting => setting.kind === 'secret';

/** Reads the variables of one service. The credentials, which belong to one person, are apart from the configuration. */
function resolveService(
  { prefix, title, origin, all }: ServiceSettings,
  judge: Judge,
): { readonly config: ServiceConfig; readonly credentials: Credentials } {
  const { environment, problems } = judge;
  const read = createReader(prefix, title, judge);
  const secrets = all.filter(isSecret).flatMap((setting) => {
    const name = `${prefix}_${setting.name}`;
    const value = environment[name];
    return value === undefined ? [] : [[setting.as, readSecret(value, setting, problems.with(name, undefined))]];
  });
  const own = all.filter((setting): setting is Setting => !isSecret(setting) && setting !== origin);
  const caBundle = read(common.caBundle);
  const config = {
    origin: read(origin),
    readOnly: read(common.readOnly),
    enabledTools: read(common.enabledTools),
    setBy: { readOnly: `${prefix}_${common.readOnly.name}`, enabledTools: `${prefix}_${common.enabledTools.name}` },
    auditLog: read(common.auditLog),
    maxConcurrent: read(common.maxConcurrent),
    maxRetries: read(common.maxRetries),
    timeoutSeconds: read(common.timeoutSeconds),
    connection: {
      verifyTls: read(common.verifyTls),
      ...(caBundle !== undefined && { caBundle }),
      ...readProxies(environment, problems),
    },
    own: Object.fromEntries(own.map((setting) => [setting.name, read(setting)])),
    configured: all.flatMap(({ name }) => (environment[`${prefix}_${name}`] === undefined ? [] : name)),
  };
  const switches = own.flatMap(({ name, switches: on }) => (on !== undefined && config.own[name] === true ? on : []));
  return { config: { ...config, switches }, credentials: Object.fromEntries(secrets) };
}

function readProxies({ HTTP_PROXY, HTTPS_PROXY, NO_PROXY }: Environment, problems: Problems) {
  for (const [name, proxy] of Object.entries({ HTTP_PROXY, HTTPS_PROXY })) {
    if (proxy !== undefined && !(URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)))
      problems.add(`${name} is no http or https address.`, undefined);
  }
  return {
    ...(HTTP_PROXY !== undefined && { httpProxy: new Secret(HTTP_PROXY) }),
    ...(HTTPS_PROXY !== undefined && { httpsProxy: new Secret(HTTPS_PROXY) }),
    ...(NO_PROXY !== undefined && { noProxy: NO_PROXY }),
  };
}
