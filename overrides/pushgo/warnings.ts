// What a result says beside `accepted`.
import type { Earlier } from './sent.ts';

/** A dispatch that reached a part of the devices (docs/services/pushgo.md#dispatch). */
export const PARTIAL =
  'Stored, but not pushed to every device. Devices may still fetch it, so sending it again may deliver it twice; with this op_id it would not be sent again at all.';
// See docs/services/pushgo.md#idempotency
/** What the gateway accepts and does not send, by what was sent under the key before. */
export const NOT_SENT: Readonly<Partial<Record<Earlier, string>>> = {
  partial:
    'Not sent again: an earlier call with this op_id was pushed to only a part of the devices, and the gateway takes it for done. A new op_id sends it again, perhaps twice to some.',
  other:
    'Not sent: an earlier call used this op_id for something else, and the gateway takes this for a repeat of that. Leave op_id out, or give another one.',
};

const LONGEST_LIFE = 30 * 86_400_000;

// See docs/services/pushgo.md#ttl
/** What to know where the item lives shorter than asked: the gateway says nothing of it. */
export function warnOfExpiry(expiry: number | undefined, now: Date): string | undefined {
  if (expiry === undefined) return undefined;
  const left = expiry - now.getTime();
  if (left <= 0)
    return `Expired on arrival: ttl is ${inWords(expiry)}, which is over, so no device gets it. A duration has a unit: 2h.`;
  return left > LONGEST_LIFE ? 'The gateway keeps it for 30 days at most, not as long as ttl says.' : undefined;
}

function inWords(expiry: number): string {
  // Beyond what a date can be
  return Math.abs(expiry) > 8.64e15 ? 'long ago' : new Date(expiry).toISOString();
}
