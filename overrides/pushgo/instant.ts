// Reads the instants and durations of arguments and writes them as the gateway reads them.
import * as z from 'zod';
import { once } from '../../generated/once.ts';
import { readSeconds } from '../rule/duration.ts';
import { trim } from '../rule/trim.ts';

/** The gateway takes a smaller number for seconds, any other for milliseconds (docs/services/pushgo.md#instants). */
const FIRST_MILLISECOND = 1_000_000_000_000;

const iso = once(() => z.iso.datetime({ offset: true }));

/**
 * Milliseconds since 1970 of an instant: ISO 8601 with a time zone, or a whole number of seconds or milliseconds.
 * Undefined where a text is no instant.
 */
export function readInstant(text: string): number | undefined {
  const trimmed = trim(text);
  if (/^[+-]?\d{1,16}$/.test(trimmed)) {
    const number = Number(trimmed);
    if (!Number.isSafeInteger(number)) return undefined;
    return Math.abs(number) < FIRST_MILLISECOND ? number * 1000 : number;
  }
  // Seconds may be left out, and a space is as good as the `T`
  const written = trimmed
    .toUpperCase()
    .replace(' ', 'T')
    .replace(/T(\d{2}:\d{2})(?=Z|[+-]|$)/, 'T$1:00');
  return iso().safeParse(written).success ? Date.parse(written) : undefined;
}

/**
 * The number that the gateway reads as this instant. It would take milliseconds of before September 2001 for seconds: such an
 * instant is written in whole seconds.
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
  return seconds === undefined ? readInstant(text) : now.getTime() + seconds * 1000;
}
