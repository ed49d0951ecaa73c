import { origin, type ServiceSettings, secret } from '../rule/settings.ts';
import { isKey } from './key.ts';

export const key = secret('API_KEY', 'Key of a site, of the form pk_….sk_…', {
  header: 'X-Pushary-Key',
  problem: (value) =>
    isKey(value) ? undefined : 'is no key of the form pk_….sk_…. A site shows its own once, when it is made.',
});

export const baseUrl = origin('Service: scheme and host, no path', 'https://pushary.com');

export const pusharySettings: ServiceSettings = {
  prefix: 'PUSHARY',
  title: 'Pushary',
  origin: baseUrl,
  all: [key, baseUrl],
  setUpBy: [key],
  // Read by the vendor's own programs and near to names of ours (docs/services/pushary.md#programs-and-variables)
  vendorNames: ['API_URL', 'REPO_KEY', 'GATE_TOOLS', 'GATE_TIMEOUT_MS'],
};
