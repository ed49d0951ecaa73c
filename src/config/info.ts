import type { Kind, ServiceInfo, ServiceSettings, Setting } from '../../overrides/rule/settings.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig } from './config.ts';

/**
 * The part of a service's settings that its own code may read.
 *
 * @param isHere whether the caller is on this machine; for one on another, settings that are paths count as unset
 */
export function createInfo(
  { title, prefix }: ServiceSettings,
  { origin, own, configured }: Pick<ServiceConfig, 'origin' | 'own' | 'configured'>,
  credentials: Credentials,
  isHere = true,
): ServiceInfo {
  const isHidden = ({ kind }: { readonly kind: Kind }) => !isHere && (kind === 'folder' || kind === 'file');
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
