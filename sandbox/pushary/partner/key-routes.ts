// /keys and /webhook-secret (contract 1.8, 1.9).
import { randomBytes } from 'node:crypto';
import { type Answer, answerJson } from '../answers.ts';
import { integer, optional, readFields, text } from '../checks.ts';
import { createKey } from '../keys.ts';
import type { Call } from '../service.ts';

const shape = {
  externalId: text(256),
  name: optional(text(100)),
  expiresInSeconds: optional(integer(1, 10 * 365 * 86_400)),
};

/** The only answer that has the key. */
export function issueKey({ service, body }: Call): Answer {
  const { externalId, name, expiresInSeconds } = readFields(body, shape);
  const now = service.now();
  const expiresAt = expiresInSeconds === undefined ? null : new Date(now.getTime() + expiresInSeconds * 1000);
  const issued = { ...createKey(now, externalId), name: name ?? null, expiresAt };
  service.keys.push(issued);
  return answerJson(
    {
      apiKey: issued.key,
      keyPrefix: issued.prefix,
      scope: 'bound',
      boundExternalId: externalId,
      expiresAt: expiresAt?.toISOString() ?? null,
    },
    201,
  );
}

export function listKeys({ service }: Call): Answer {
  const keys = service.keys
    .filter(({ externalId }) => externalId !== null)
    .map((key) => ({
      keyPrefix: key.prefix,
      name: key.name,
      boundExternalId: key.externalId,
      isActive: key.active,
      lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
      expiresAt: key.expiresAt?.toISOString() ?? null,
      createdAt: key.createdAt.toISOString(),
    }));
  return answerJson({ keys });
}

/** The key of the site is not to be had here, or a caller would lock itself out. */
export function revokeKey({ service, segments }: Call): Answer {
  const keyPrefix = segments.prefix ?? '';
  const key = service.keys.find(
    ({ prefix, externalId, active }) => prefix === keyPrefix && externalId !== null && active,
  );
  if (key) key.active = false;
  return answerJson({ keyPrefix, revoked: key !== undefined });
}

export function readWebhookSecret({ service }: Call): Answer {
  return answerJson({ webhookSecret: service.webhookSecret });
}

export function rotateWebhookSecret(call: Call): Answer {
  call.service.webhookSecret = makeWebhookSecret();
  return readWebhookSecret(call);
}

export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('hex')}`;
}
