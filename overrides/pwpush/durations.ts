// The times until expiry that `create_push` takes on every edition
import { readSeconds } from '../rule/duration.ts';
import { ToolError } from '../rule/failure.ts';
import { pwpushRules } from './rules.ts';
import { readSpoken } from './spoken-duration.ts';

const labels = pwpushRules.pwpushV2CreatePush.labels['input.expire_after_duration'];

export interface Duration {
  /** Its place among the durations of the commercial edition, which has no other ones. */
  readonly index?: keyof typeof labels;
  readonly label: string;
  readonly seconds: number;
  /** Whole days that hold it: the open-source edition knows nothing shorter, so a part of a day is rounded up. */
  readonly days: number;
}

/** `1 day`, `7 days`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** Every expiry a push can have, shortest first (docs/services/pwpush.md#durations; a month counts as 30 days). */
export const durations: readonly Duration[] = Object.entries(labels).map(([index, label]) => {
  const seconds = readSeconds(label) ?? Number.NaN;
  return { index: Number(index) as keyof typeof labels, label, seconds, days: Math.ceil(seconds / 86_400) };
});

/** A duration as it was asked for, before it is known which ones the instance can grant. */
export interface WantedDuration {
  readonly seconds: number;
  /** How it was read, where that may not be what was meant. */
  readonly warnings: readonly string[];
}

/** The longest that an instance grants unless its operator set another limit (docs/services/pwpush.md#instance-settings). */
const MOST_DAYS = 90;

const all = durations.map(({ label }) => label).join(', ');

/**
 * Reads a label (`15m`, `1w`), another way to write a duration (`10 days`, `one week`, `P2D`), or an index `0`–`17`. Throws a
 * `ToolError` for anything else.
 */
export function readDuration(text: string): WantedDuration {
  const isIndex = /^\s*\d+\s*$/.test(text);
  const place = isIndex ? durations.find(({ index }) => index === Number(text)) : undefined;
  if (place) {
    const { index = 0, label, seconds } = place;
    // Programs that were written for the Python server send places, models mean days
    const told = `duration ${index} is a place in the list of durations: ${label} was used. For days write ${Math.max(index, 1)}d.`;
    return { seconds, warnings: [told] };
  }
  const seconds = isIndex ? undefined : readSpoken(text);
  if (seconds !== undefined) return { seconds, warnings: [] };
  const days = isIndex ? ' Days are written 30d.' : '';
  throw new ToolError('BAD_DURATION', `duration is none of ${all}, nor an index from 0 to 17.${days}`);
}

/**
 * The duration that an instance grants for this time. Throws a `ToolError` where it has none that is exactly that long; a part of a
 * day that has a label is left to the instance.
 *
 * @param takesLabels whether it grants those with a label only
 */
export function chooseDuration({ seconds }: WantedDuration, takesLabels: boolean): Duration {
  const labelled = durations.find((duration) => duration.seconds === seconds);
  if (labelled) return labelled;
  const days = seconds / 86_400;
  if (!takesLabels && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS)
    return { label: `${days}d`, seconds, days };
  const distance = (duration: Duration) => Math.abs(duration.seconds - seconds);
  const nearest = durations.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  const others = takesLabels ? '' : `, and whole days up to ${MOST_DAYS}d; labels below a day become a day there`;
  throw new ToolError(
    'BAD_DURATION',
    `The instance cannot grant exactly that duration. The nearest label is ${nearest.label}; it takes ${all}${others}.`,
  );
}
