// The times until expiry that `create_push` takes on every edition
import { readSeconds } from '../rule/duration.ts';
import { ToolError } from '../rule/failure.ts';
import { pwpushRules } from './rules.ts';

const labels = pwpushRules.pwpushV2CreatePush.labels['input.expire_after_duration'];

export interface Duration {
  readonly index: keyof typeof labels;
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
  return { index: Number(index) as Duration['index'], label, seconds, days: Math.ceil(seconds / 86_400) };
});

/**
 * Reads a label (`15m`, `1w`), a usual spelling of one (`7d`, `1 week`, `24 hours`), or an index `0`–`17`.
 * Throws a `ToolError` for anything else.
 */
export function parseDuration(text: string): Duration {
  const seconds = readSeconds(text);
  const duration = /^\d{1,2}$/.test(text.trim())
    ? durations.find(({ index }) => index === Number(text))
    : durations.find((duration) => duration.seconds === seconds);
  if (duration) return duration;
  const all = durations.map(({ label }) => label).join(', ');
  throw new ToolError('BAD_DURATION', `duration is none of ${all}, nor an index from 0 to 17.`);
}
