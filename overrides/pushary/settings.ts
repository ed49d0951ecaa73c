// The settings of Pushary: each variable once, with what may be in it.
import { origin, type ServiceSettings, secret } from '../rule/settings.ts';

const KEY = /^pk_[^.]+\.([^.]+)$/;

// See docs/services/pushary.md#keys
/** What of a key is secret by itself: the half behind the dot. The other half names the key. */
export function secretParts(key: string): readonly string[] {
  return KEY.exec(key)?.slice(1) ?? [];
}

export const key = secret('API_KEY', 'Key of a site, of the form pk_….sk_…', {
  header: 'X-Pushary-Key',
  problem: (value) =>
    // As far as a key can be checked without refusing one of another length or alphabet
    KEY.test(value) ? undefined : 'is no key of the form pk_….sk_…. A site shows its own once, when it is made.',
});

export const baseUrl = origin('Service: scheme and host, no path', 'https://pushary.com');

export const pusharySettings: ServiceSettings = {
  prefix: 'PUSHARY',
  title: 'Pushary',
  origin: baseUrl,
  all: [key, baseUrl],
  setUpBy: [key],
  // Names like ours that the vendor's own programs read (docs/services/pushary.md#programs-and-variables)
  vendorNames: ['API_URL', 'REPO_KEY', 'GATE_TOOLS', 'GATE_TIMEOUT_MS'],
};
