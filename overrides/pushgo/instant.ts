// When a message expires, and how the gateway reads instants.
import { readSeconds } from '../rule/duration.ts';
import { FIRST_MILLISECOND, isTooFarAhead, readInstant } from '../rule/instant.ts';

/**
 * The number that the gateway reads as this instant. It would take milliseconds of before September 2001 for seconds
 * (docs/services/pushgo.md#instants): such an instant is written in whole seconds.
 */
export function writeInstant(milliseconds: number): number {
  return Math.abs(milliseconds) < FIRST_MILLISECOND ? Math.floor(milliseconds / 1000) : milliseconds;
}

/**
 * When a message expires, in milliseconds since 1970: an instant, or a duration (`2h`) counted from `now`. The gateway
 * takes an instant only, and takes the number 3600 for a second in 1970 (docs/services/pushgo.md#ttl).
 */
export function readExpiry(text: string, now: Date): number | undefined {
  const seconds = readSeconds(text);
  return seconds === undefined ? readInstant(text, 'iso or unix') : now.getTime() + seconds * 1000;
}

/** What is wrong with the expiry of a message, as the rest of a sentence; undefined where somebody can get the message. */
export function checkExpiry(text: string, now: Date): string | undefined {
  const at = readExpiry(text, now);
  if (at === undefined)
    return 'is neither a duration (2h) nor an instant (2026-11-21T14:30:00Z, or seconds or milliseconds since 1970)';
  if (at <= now.getTime()) return 'is over already, so no device would get it: a duration has a unit (2h)';
  return isTooFarAhead(at, now)
    ? 'lies more than ten years ahead: the gateway keeps nothing for over 30 days'
    : undefined;
}
