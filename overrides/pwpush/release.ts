// Releases of Password Pusher: which brought what, and how two compare
import { operations } from '../../generated/operations.ts';

const createFields = operations.pwpushV1CreatePush.fieldsSince;

/** The first release of each change that matters here: from the specification where the change is an operation or a field. */
export const since = {
  /** A bearer token in place of the pair of e-mail and token (docs/services/pwpush.md#authentication). */
  bearerTokens: '1.51.0',
  versions: operations.pwpushV1GetVersion.since,
  names: createFields.name,
  /** Every kind of push under `/p`, which is where a push has the field `kind`. */
  oneTable: createFields.kind,
  qr: '1.57.0',
  /** Lists of 50 entries, and audits in pages. */
  largePages: '1.63.0',
  /** Only the owner expires a push that viewers may not delete (docs/services/pwpush.md#expire). */
  ownedExpiry: '2.9.6',
} as const;

/**
 * Whether a release such as `1.69.4` is at least `minimum`. An unknown release counts as older than any: the version
 * endpoint that tells it came with 1.51.10 (docs/services/pwpush.md#releases).
 */
export function isAtLeast(release: string | undefined, minimum: string): boolean {
  if (release === undefined) return false;
  const numbers = release.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [index, part] of minimum.split('.').entries()) {
    const difference = (numbers[index] ?? 0) - Number(part);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
