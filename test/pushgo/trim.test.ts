// White space at both ends counts for nothing (contract 2), and is looked for in linear time.
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
  const text = (spaces: number) => `a${' '.repeat(spaces)}b`;
  expect(trim(` ${text(60_000)}\u3000`)).toBe(text(60_000));
  // The least of several: what else the machine does only adds to it
  const took = (spaces: number, times: number) => {
    const given = text(spaces);
    const runs = Array.from({ length: 5 }, () => {
      const start = performance.now();
      for (let time = 0; time < times; time += 1) trim(given);
      return performance.now() - start;
    });
    return Math.min(...runs);
  };
  // The same number of characters in all: a quadratic look takes 16 times as long in the longer text
  took(4000, 16);
  expect(took(64_000, 1) / took(4000, 16)).toBeLessThan(8);
});
