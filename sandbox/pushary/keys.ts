// API keys: a public prefix, a dot, a secret part (contract 1.1). A bound key stands for one end-user of the site.
import { randomBytes } from 'node:crypto';

export interface ApiKey {
  key: string;
  /** The public part. */
  prefix: string;
  name: string | null;
  /** The end-user that a bound key is for; null for the key of the site. */
  externalId: string | null;
  active: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

/** `externalId` makes it a bound key. */
export function createKey(now: Date, externalId: string | null): ApiKey {
  const prefix = `pk_${randomBytes(8).toString('hex')}`;
  return {
    key: `${prefix}.sk_${randomBytes(24).toString('hex')}`,
    prefix,
    name: null,
    externalId,
    active: true,
    createdAt: now,
    lastUsedAt: null,
    expiresAt: null,
  };
}

/** Undefined where the header is missing or malformed, or the key unknown, revoked or over its time. */
export function findKey(keys: readonly ApiKey[], authorization: string | undefined, now: Date): ApiKey | undefined {
  const [, given] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  const found = keys.find(({ key, active }) => active && key === given);
  return found?.expiresAt && found.expiresAt <= now ? undefined : found;
}
