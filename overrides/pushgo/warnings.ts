// What a result says beside `accepted`: what the answer of the gateway does not tell.
import { isObject } from '../rule/is-object.ts';
import type { Args } from './fields.ts';
import type { Earlier } from './op-id-memory.ts';

// See docs/services/pushgo.md#dispatch
const PARTIAL =
  'Stored, but not pushed to every device. Devices may still fetch it, so sending it again may deliver it twice; with this op_id it would not be sent again at all.';
// See docs/services/pushgo.md#idempotency
/** Why nothing was sent though the gateway accepted, by what was sent under the key before. */
const NOT_SENT: Readonly<Partial<Record<Earlier, string>>> = {
  partial:
    'Not sent again: an earlier call with this op_id was pushed to only a part of the devices, and the gateway takes it for done. A new op_id sends it again, perhaps twice to some.',
  other:
    'Not sent: an earlier call used this op_id for something else, and the gateway takes this for a repeat of that. Leave op_id out, or give another one.',
};

const UNKNOWN_KEY =
  'If this op_id was used before, nothing was sent: the gateway takes this call for a repeat of that one, whatever it holds.';

const LONGEST_LIFE = 30 * 86_400_000;

/** What became of a call, as far as this server knows. */
export interface Sent {
  readonly content: Args;
  /** The content describes a thing. */
  readonly isThing: boolean;
  readonly isPartial: boolean;
  readonly earlier: Earlier;
  /** The call gave a key that this server does not know, so another process may have used it. */
  readonly isUnknownKey: boolean;
  /** Milliseconds since 1970 at which it ends. */
  readonly expiry: number | undefined;
  readonly now: Date;
}

/** The warning of a result; undefined where there is nothing to warn of. */
export function warnOf({ content, isThing, isPartial, earlier, isUnknownKey, expiry, now }: Sent): string | undefined {
  if (isPartial) return PARTIAL;
  const notSent = NOT_SENT[earlier];
  if (notSent !== undefined) return notSent;
  const warnings = [
    warnOfExpiry(expiry, now),
    isThing ? warnOfNulls(content) : undefined,
    isUnknownKey ? UNKNOWN_KEY : undefined,
  ];
  return warnings.filter((warning) => warning !== undefined).join(' ') || undefined;
}

// See docs/services/pushgo.md#ttl
/** A warning where the item lives shorter than asked. */
function warnOfExpiry(expiry: number | undefined, now: Date): string | undefined {
  if (expiry === undefined) return undefined;
  return expiry - now.getTime() > LONGEST_LIFE
    ? 'The gateway keeps it for 30 days at most, not as long as ttl says.'
    : undefined;
}

// See docs/services/pushgo.md#devices
/** A warning where a thing has null entries, which remove nothing: nulls further down do arrive. */
function warnOfNulls(content: Args): string | undefined {
  const lost = ['attrs', 'external_ids'].filter((name) => {
    const map = content[name];
    return isObject(map) && Object.values(map).includes(null);
  });
  if (lost.length === 0) return undefined;
  return `Null entries of ${lost.join(' and ')} do not reach the devices and remove nothing there: send the value that holds now.`;
}
