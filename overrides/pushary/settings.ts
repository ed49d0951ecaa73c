// The settings of Pushary: each variable once, with what may be in it.
import { origin, type ServiceInfo, type ServiceSettings, secret, setting } from '../rule/settings.ts';

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

export const approvers = setting<readonly string[]>(
  'APPROVERS',
  'list',
  'Who may approve: externalId:… and tag:…, with commas',
  {
    more: 'They are asked each `confirm`, in place of the people that a call names. Unset, a yes of people that a call names is no approval.',
    ofInstance: true,
    withCredential: true,
  },
);

const meaning = 'hide or show the ids of open questions of agents elsewhere';
export const othersQuestions = setting<'hide' | 'show'>('OTHERS_QUESTIONS', 'choice', meaning, {
  more: '`show` lets a call wait for the answers to them, and withdraw them.',
  usual: 'hide',
  choices: ['hide', 'show'],
  onlyHere: true,
});

const APPROVER = /^(externalId|tag):\s*(\S.*)$/;

/** The people whom a `confirm` is sent to, as arguments of the service; undefined where the operator named none. */
export function approversOf(service: ServiceInfo): { externalIds?: string[]; tags?: string[] } | undefined {
  const entries = (service.get(approvers) ?? []).map((entry) => APPROVER.exec(entry) ?? []);
  const named = (kind: string) => entries.flatMap(([, of, name]) => (of === kind && name !== undefined ? [name] : []));
  const [externalIds, tags] = [named('externalId'), named('tag')];
  if (externalIds.length + tags.length === 0) return undefined;
  return { ...(externalIds.length > 0 && { externalIds }), ...(tags.length > 0 && { tags }) };
}

export const pusharySettings: ServiceSettings = {
  prefix: 'PUSHARY',
  title: 'Pushary',
  origin: baseUrl,
  all: [key, baseUrl, approvers, othersQuestions],
  setUpBy: [key],
  // Names like ours that the vendor's own programs read (docs/services/pushary.md#programs-and-variables)
  vendorNames: ['API_URL', 'REPO_KEY', 'GATE_TOOLS', 'GATE_TIMEOUT_MS'],
  judge: (service) =>
    service.get(approvers).every((entry) => APPROVER.test(entry))
      ? {}
      : { problems: [`${service.nameOf(approvers)} has an entry that is neither externalId:… nor tag:….`] },
};
