// The enum of docs/services/pwpush.md#durations, in seconds. The index is the place in the list.
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const seconds = [
  ...[15 * minute, 30 * minute, 45 * minute, hour, 6 * hour, 12 * hour],
  ...[1, 2, 3, 4, 5, 6, 7, 14, 21, 30, 60, 90].map((days) => days * day),
];

const week = 12;

export interface Duration {
  index: number;
  seconds: number;
}

/** What the edition does with a number outside of the list is not known; the emulator takes a week. */
export function readDuration(index: number | null): Duration {
  const known = index !== null && seconds[index] !== undefined ? index : week;
  return { index: known, seconds: seconds[known] ?? 0 };
}
