import { isAbsolute, join } from 'node:path';
import { common, type SecretSetting, type ServiceSettings, type Setting } from '../../overrides/rule/settings.ts';
import { Secret } from '../policy/secret.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig } from './config.ts';
import type { Environment } from './environment.ts';
import type { Files } from './files.ts';
import {
  type Problems,
  readBoolean,
  readChoice,
  readGlobs,
  readList,
  readNumber,
  readOrigin,
  readSecret,
} from './values.ts';

/** What is needed to judge a value. */
export interface Judge {
  readonly environment: Environment;
  readonly files: Files;
  /** Names of the tools that a glob may match. */
  readonly tools: readonly string[];
  readonly problems: Problems;
}

type Reader = <T>(setting: Setting<T>) => T;

/** Reads settings under one prefix. A value that is no good is noted as a problem, and the default stands in for it. */
export function createReader(prefix: string, title: string, { environment, files, tools, problems }: Judge): Reader {
  return <T>(setting: Setting<T>) => read(setting as Setting) as T;

  function read({ name, kind, usual, choices = [], range }: Setting): unknown {
    const value = environment[`${prefix}_${name}`];
    if (value === undefined) {
      if (kind === 'file') return join(files.folder, String(usual));
      return usual ?? (kind === 'list' || kind === 'globs' ? [] : undefined);
    }
    const wrong = problems.with(`${prefix}_${name}`, usual);
    switch (kind) {
      case 'origin':
        return readOrigin(value, title, String(usual), wrong);
      case 'boolean':
        return readBoolean(value, wrong);
      case 'number':
        return readNumber(value, range as NonNullable<typeof range>, wrong);
      case 'choice':
        return readChoice(value, choices, wrong);
      case 'list':
        return readList(value, problems.with(`${prefix}_${name}`, []));
      case 'globs':
        return readGlobs(value, tools, problems.with(`${prefix}_${name}`, []));
      case 'folder':
        return files.isFolder(value) ? value : wrong('is no folder that can be read.');
      case 'certificates':
        return files.isCertificates(value) ? value : wrong('is no file with PEM certificates that can be read.');
      case 'file':
        if (isAbsolute(value)) return value;
        return wrong('is no absolute path: what a client starts a server in is not known, and ~ is not resolved.');
      case 'secret':
        throw new TypeError(`${name} is a secret.`);
    }
  }
}

const isSecret = (setting: Setting | SecretSetting): setting is SecretSetting => setting.kind === 'secret';

/** Reads the variables of one service. The credentials, which belong to one person, are apart from the configuration. */
export function resolveService(
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
