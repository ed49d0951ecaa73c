import type { ServiceInfo, ServiceSettings } from '../../overrides/rule/settings.ts';
import type { Credentials } from '../upstream/sender.ts';
import type { ServiceConfig } from './config.ts';

/** What a service's own code may know of its settings, for the person whose environment they are read from. */
export function createInfo(
  { title, prefix }: ServiceSettings,
  { origin, own, given }: Pick<ServiceConfig, 'origin' | 'own' | 'given'>,
  credentials: Credentials,
): ServiceInfo {
  return {
    title,
    origin,
    has: (setting) => ('as' in setting ? credentials[setting.as] !== undefined : given.includes(setting.name)),
    get: <T>({ name }: { readonly name: string }) => own[name] as T,
    nameOf: ({ name }) => `${prefix}_${name}`,
    howToRun: (command) => `npx push-mcp ${command}`,
  };
}
