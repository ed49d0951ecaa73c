import type { ServiceInfo } from '../rule/settings.ts';
import type { Instance } from './instance.ts';

/** Hosts of the commercial edition (docs/services/pwpush.md#commercial-edition). */
const HOSTED = /^https:\/\/(?:(?:eu|us)\.)?pwpush\.com$/;

/**
 * Where a person makes an API token (docs/services/pwpush.md#authentication): both pages while it is not known which edition runs
 * there.
 */
export function tokenPage({ origin }: ServiceInfo, instance: Instance | undefined): string {
  const [openSource, commercial] = [`${origin}/users/token`, `${origin}/api_tokens`];
  const edition = instance?.edition ?? (instance?.api === 'v1' ? 'oss' : undefined);
  if (edition === 'commercial' || (edition === undefined && HOSTED.test(origin))) return commercial;
  return edition === 'oss' ? openSource : `${openSource} (on a hosted instance ${commercial})`;
}
