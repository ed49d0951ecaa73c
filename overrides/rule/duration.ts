const units: readonly (readonly [spelling: RegExp, seconds: number])[] = [
  [/^(s|sec|secs|second|seconds)$/, 1],
  [/^(m|min|mins|minute|minutes)$/, 60],
  [/^(h|hr|hrs|hour|hours)$/, 3600],
  [/^(d|day|days)$/, 86_400],
  [/^(w|wk|wks|week|weeks)$/, 604_800],
  [/^(mo|mon|mos|month|months)$/, 2_592_000],
];

/** The seconds of a duration as people write it: `90s`, `2h`, `7 days`, `1mo` (30 days). Undefined for any other text. */
export function readSeconds(text: string): number | undefined {
  const [, count, word = ''] = /^(\d{1,6})\s*([a-z]+)$/.exec(text.trim().toLowerCase()) ?? [];
  const unit = units.find(([spelling]) => spelling.test(word));
  return unit && Number(count) * unit[1];
}
