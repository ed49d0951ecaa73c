// Reads the instants that callers write, for every service.
import * as z from 'zod';
import { once } from '../../generated/once.ts';
import { trim } from './trim.ts';

/** How an instant may be written: ISO 8601 with a time zone, or a whole number of seconds or milliseconds since 1970 as well. */
export type InstantForms = 'iso' | 'iso or unix';

/** The first instant that a number writes in milliseconds. Smaller numbers are seconds. */
export const FIRST_MILLISECOND = 1_000_000_000_000;

/** 2000-01-01 in milliseconds: what a number writes of earlier times is a date or a duration in disguise, such as 20261121 or 3600. */
const EARLIEST = 946_684_800_000;
const TEN_YEARS = 10 * 365.25 * 86_400_000;

const iso = once(() => z.iso.datetime({ offset: true }));

/** Milliseconds since 1970; undefined where a text is no instant in these forms. */
export function readInstant(text: string, forms: InstantForms): number | undefined {
  const trimmed = trim(text);
  if (forms === 'iso or unix' && /^[+-]?\d{1,16}$/.test(trimmed)) {
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

/** Whether an instant lies so far ahead that it was meant otherwise. */
export function isTooFarAhead(at: number, now: Date): boolean {
  return at > now.getTime() + TEN_YEARS;
}

const HOW_TO_WRITE: Readonly<Record<InstantForms, string>> = {
  iso: 'write ISO 8601 with a time zone (2026-11-21T14:30:00Z)',
  'iso or unix': 'write ISO 8601 with a time zone (2026-11-21T14:30:00Z), or whole seconds or milliseconds since 1970',
};

/**
 * What is wrong with an instant, as the rest of a sentence that begins with the argument's name; undefined where nothing is.
 *
 * @param mayBePast whether it tells of something that has happened
 */
export function checkInstant(
  text: string,
  { forms, mayBePast, now }: { forms: InstantForms; mayBePast: boolean; now: Date },
): string | undefined {
  const at = readInstant(text, forms);
  if (at === undefined) return `is no instant: ${HOW_TO_WRITE[forms]}`;
  if (at < EARLIEST) return `lies before the year 2000: ${HOW_TO_WRITE[forms]}`;
  if (isTooFarAhead(at, now)) return `lies more than ten years ahead: ${HOW_TO_WRITE[forms]}`;
  return mayBePast || at > now.getTime() ? undefined : 'is over: give a time that lies ahead';
}
