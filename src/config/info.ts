import type { Kind, ServiceInfo, ServiceSettings, Setting } from '../../overrides/rule/settings.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig } from './config.ts';

/**
 * What a service's own code may know of its settings.
 *
 * @param isHere whether the caller's machine is this one; to any other, paths say nothing
 */
export function createInfo(
  { title, prefix }: ServiceSettings,
  { origin, own, given }: Pick<ServiceConfig, 'origin' | 'own' | 'given'>,
  credentials: Credentials,
  isHere = true,
): ServiceInfo {
  const isHidden = ({ kind }: { readonly kind: Kind }) => !isHere && (kind === 'folder' || kind === 'file');
  return {
    title,
    origin,
    has: (setting) =>
      'as' in setting ? credentials[setting.as] !== undefined : given.includes(setting.name) && !isHidden(setting),
    get: <T>(setting: Setting<T>) => (isHidden(setting) ? undefined : own[setting.name]) as T,
    nameOf: ({ name }) => `${prefix}_${name}`,
    howToRun: (command) => `npx push-mcp ${command}`,
  };
}
