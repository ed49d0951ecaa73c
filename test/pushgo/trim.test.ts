// White space at both ends counts for nothing (docs/services/pushgo.md#values), and is looked for in linear time.
import { expect, test } from 'vitest';
import { trim } from '../../overrides/rule/trim.ts';

test.each([
  ['', ''],
  [' ', ''],
  [' \t\n\u0085\u00a0\u3000', ''],
  ['\u2028 a b \u205f', 'a b'],
  // String.trim takes it away, and the gateway does not
  ['\ufeffa\ufeff', '\ufeffa\ufeff'],
  ['a\u200b', 'a\u200b'],
])('%j without white space at its ends', (given, want) => {
  expect(trim(given)).toBe(want);
});

test('a long run of spaces in the middle is no matter', () => {
  // A quadratic look at so many takes minutes, and the test its time limit
  const text = `a${' '.repeat(2_000_000)}b`;
  expect(trim(` ${text}\u3000`)).toBe(text);
});
