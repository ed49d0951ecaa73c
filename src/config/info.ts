import type { ServiceInfo, ServiceSettings, Setting } from '../../overrides/rule/settings.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig } from './config.ts';

/** What of a caller decides which settings hold for its calls. */
export interface Standing {
  /** Whether the caller is on this machine. For one on another, settings that are paths count as unset. */
  readonly isHere: boolean;
  /** Whether its credentials are the operator's. */
  readonly hasOperatorsCredentials: boolean;
}

/** The part of a service's settings that its own code may read. */
export function createInfo(
  { title, prefix }: ServiceSettings,
  { origin, own, configured }: Pick<ServiceConfig, 'origin' | 'own' | 'configured'>,
  credentials: Credentials,
  { isHere, hasOperatorsCredentials }: Standing = { isHere: true, hasOperatorsCredentials: true },
): ServiceInfo {
  const isHidden = ({ kind, onlyHere, withCredential }: Pick<Setting, 'kind' | 'onlyHere' | 'withCredential'>) =>
    (!isHere && (onlyHere || kind === 'folder' || kind === 'file')) || (!hasOperatorsCredentials && withCredential);
  return {
    title,
    origin,
    has: (setting) =>
      'as' in setting ? credentials[setting.as] !== undefined : configured.includes(setting.name) && !isHidden(setting),
    get: <T>(setting: Setting<T>) => (isHidden(setting) ? undefined : own[setting.name]) as T,
    nameOf: ({ name }) => `${prefix}_${name}`,
    howToRun: (command) => `npx push-mcp ${command}`,
  };
}
