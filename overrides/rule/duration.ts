const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  mo: 2_592_000,
};
const spellings: readonly (readonly [RegExp, string])[] = [
  [/^(s|sec|secs|second|seconds)$/, 's'],
  [/^(m|min|mins|minute|minutes)$/, 'm'],
  [/^(h|hr|hrs|hour|hours)$/, 'h'],
  [/^(d|day|days)$/, 'd'],
  [/^(w|wk|wks|week|weeks)$/, 'w'],
  [/^(mo|mon|mos|month|months)$/, 'mo'],
];

/** The seconds of a duration as people write it: `90s`, `2h`, `7 days`, `1mo` (30 days). Undefined where it is none. */
export function readSeconds(text: string): number | undefined {
  const [, count, word] = /^(\d{1,6})\s*([a-z]+)$/.exec(text.trim().toLowerCase()) ?? [];
  const unit = spellings.find(([pattern]) => word !== undefined && pattern.test(word))?.[1];
  return count === undefined || unit === undefined ? undefined : Number(count) * (unitSeconds[unit] ?? Number.NaN);
}
