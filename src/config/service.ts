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

/** What values are judged by. */
export interface Judge {
  readonly environment: Environment;
  readonly files: Files;
  /** Names of the tools that a glob may match. */
  readonly tools: readonly string[];
  readonly problems: Problems;
}

type Reader = <T>(setting: Setting<T>) => T;

/** Reads settings under one prefix. A value that is no good is noted as a problem, and the default goes on in its place. */
export function createReader(prefix: string, title: string, { environment, files, tools, problems }: Judge): Reader {
  return <T>(setting: Setting<T>) => {
    const name = `${prefix}_${setting.name}`;
    const value = environment[name];
    return readKind(setting as Setting) as T;

    function readKind({ kind, usual, choices = [], range }: Setting): unknown {
      const wrong = (what: string) => problems.add(`${name} ${what}`, usual);
      switch (kind) {
        case 'origin':
          return readOrigin(name, value, { title, fallback: usual as string }, problems);
        case 'boolean':
          return readBoolean(name, value, usual as boolean, problems);
        case 'number':
          return readNumber(
            name,
            value,
            { ...(range as NonNullable<typeof range>), fallback: usual as number },
            problems,
          );
        case 'choice':
          return readChoice(name, value, choices, usual as string, problems);
        case 'list':
          return readList(name, value, problems);
        case 'globs':
          return readGlobs(name, value, tools, problems);
        case 'folder':
          return value === undefined || files.isFolder(value) ? value : wrong('is no folder that can be read.');
        case 'certificates':
          if (value === undefined || files.isCertificates(value)) return value;
          return wrong('is no file with PEM certificates that can be read.');
        case 'file':
          if (value === undefined) return join(files.folder, usual as string);
          if (isAbsolute(value)) return value;
          return wrong('is no absolute path: what a client starts a server in is not known, and ~ is not resolved.');
        case 'secret':
          throw new TypeError(`${name} is a secret.`);
      }
    }
  };
}

const isSecret = (setting: Setting | SecretSetting): setting is SecretSetting => setting.kind === 'secret';

/** Reads the variables of a service under its own prefix, and apart from them the credentials of the one person they belong to. */
export function resolveService(
  { prefix, title, origin, all }: ServiceSettings,
  judge: Judge,
): { readonly config: ServiceConfig; readonly credentials: Credentials } {
  const { environment, problems } = judge;
  const read = createReader(prefix, title, judge);
  const secrets = all.filter(isSecret).flatMap(({ name, as, problem }) => {
    const value = readSecret(`${prefix}_${name}`, environment[`${prefix}_${name}`], problem, problems);
    return value ? [[as, value]] : [];
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
    given: all.flatMap(({ name }) => (environment[`${prefix}_${name}`] === undefined ? [] : name)),
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
