import { serviceNames, services } from '../../overrides/registry.ts';
import {
  common,
  type SecretSetting,
  type ServiceSettings,
  type Setting,
  setting,
} from '../../overrides/rule/settings.ts';
import { type Confirm, confirmations } from './config.ts';

const atOnce = Object.values(services).flatMap(({ name, settings }) => (settings.setUpBy ? [] : name));

/** The server's own settings. */
export const server = {
  toolsets: setting<readonly string[]>('TOOLSETS', 'list', `Comma-separated services: ${serviceNames.join(', ')}`, {
    otherwise: `${atOnce.join(', ')}, and those that are set up`,
  }),
  readOnly: { ...common.readOnly, meaning: 'Only tools that read, in every service' },
  enabledTools: { ...common.enabledTools, meaning: 'Comma-separated globs of tools to keep, in every service' },
  confirm: setting<Confirm>('CONFIRM', 'choice', 'Which tools ask you first: off, wide, destructive or writes', {
    more: '`wide`: those that reach many people (`send_campaign`, `activate_flow`); `destructive`: all that cannot be undone, too. Only in clients that can ask.',
    ...{ usual: 'wide', choices: confirmations },
  }),
};

export const serverPrefix = 'PUSH_MCP';

export const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const;

/** A setting with its name in the environment. */
export interface Variable {
  readonly name: string;
  readonly prefix: string;
  readonly setting: Setting | SecretSetting;
}

const groups: readonly Pick<ServiceSettings, 'prefix' | 'all'>[] = [
  ...Object.values(services).map(({ settings: { prefix, all } }) => ({
    prefix,
    all: [...all, ...Object.values(common)],
  })),
  { prefix: serverPrefix, all: Object.values(server) },
];

/** All our variables, in the order of the documentation. */
export const variables: readonly Variable[] = groups.flatMap(({ prefix, all }) =>
  all.map((setting) => ({ name: `${prefix}_${setting.name}`, prefix, setting })),
);

export const secretVariables = variables.filter(({ setting }) => setting.kind === 'secret');

/** The variable that names a file which holds the secret. */
export const inFile = (name: string) => `${name}_FILE`;

/** Variables about real instances and the connection to them, which do not apply to emulators. */
export const aboutInstances: ReadonlySet<string> = new Set([
  ...variables.flatMap(({ name, setting }) => (setting.ofInstance ? [name, inFile(name)] : [])),
  ...proxyVariables,
]);

/** The default as a person would write it, if there is one. */
export function defaultOf({ kind, usual, otherwise }: Setting | SecretSetting): string | undefined {
  if (kind === 'file') return `${usual} in your configuration folder`;
  return otherwise ?? (usual === undefined || usual === '' ? undefined : String(usual));
}
