// API keys: a public prefix, a dot, a secret part (docs/services/pushary.md#keys).
import { randomBytes } from 'node:crypto';
import type { ApiKey } from './model.ts';

export function createKey(): ApiKey {
  const prefix = `pk_${randomBytes(8).toString('hex')}`;
  return { key: `${prefix}.sk_${randomBytes(24).toString('hex')}`, prefix };
}

/** Undefined where the header is missing or malformed, or the key unknown. */
export function findKey(keys: readonly ApiKey[], authorization: string | undefined): ApiKey | undefined {
  const [, given] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  return keys.find(({ key }) => key === given);
}
