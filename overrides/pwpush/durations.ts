import { readSeconds } from '../rule/duration.ts';
import { ToolError } from '../rule/failure.ts';
import { pwpushRules } from './rules.ts';

const labels = pwpushRules.pwpushV2CreatePush.labels['input.expire_after_duration'];

export type DurationIndex = keyof typeof labels;
export type DurationLabel = (typeof labels)[DurationIndex];

export interface Duration {
  readonly index: DurationIndex;
  readonly label: DurationLabel;
  readonly seconds: number;
}

/** Every expiry a push can be given, shortest first (docs/services/pwpush.md#durations; a month counts as 30 days). */
export const durations: readonly Duration[] = Object.entries(labels).map(([index, label]) => ({
  index: Number(index) as DurationIndex,
  label,
  seconds: readSeconds(label) ?? Number.NaN,
}));

/**
 * Reads a label (`15m`, `1w`), a usual spelling of one (`7d`, `1 week`, `24 hours`), or an index `0`–`17`.
 * Throws a `ToolError` for anything else.
 */
export function parseDuration(input: string | number): Duration {
  const text = String(input);
  const seconds = readSeconds(text);
  const found = /^\d{1,2}$/.test(text.trim())
    ? durations.find(({ index }) => index === Number(text))
    : durations.find((duration) => duration.seconds === seconds);
  if (found) return found;
  throw new ToolError(
    'BAD_DURATION',
    `duration is none of ${durations.map(({ label }) => label).join(', ')}, nor an index from 0 to 17.`,
  );
}

/** Whole days that hold the duration: the open-source edition knows nothing shorter, so a part of a day is rounded up. */
export function daysOf({ seconds }: Duration): number {
  return Math.ceil(seconds / 86_400);
}
