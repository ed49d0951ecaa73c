import { operations } from '../../generated/operations.ts';

const created = operations.pwpushV1CreatePush.fieldsSince;

/** First releases of what is done in another way before: from the specification where it is an operation or a field. */
export const since = {
  /** docs/services/pwpush.md#authentication: a bearer token; before, the pair of e-mail and token. */
  bearerTokens: '1.51.0',
  versions: operations.pwpushV1GetVersion.since,
  names: created.name,
  /** Every kind of push under `/p`: only there a push has a kind. */
  oneTable: created.kind,
  qr: '1.57.0',
  /** Lists of 50 entries, and audits in pages. */
  largePages: '1.63.0',
  /** docs/services/pwpush.md#expire: from here on only the owner expires a push that viewers may not delete. */
  ownedExpiry: '2.9.6',
} as const;

/**
 * Whether a release such as `1.69.4` is the named one or newer. A release that is not known is older than any: the
 * version endpoint that tells it came with 1.51.10 (docs/services/pwpush.md#releases).
 */
export function isAtLeast(release: string | undefined, wanted: string): boolean {
  if (release === undefined) return false;
  const have = release.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [index, part] of wanted.split('.').entries()) {
    const difference = (have[index] ?? 0) - Number(part);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
