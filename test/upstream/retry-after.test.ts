import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRetryAfter } from '../../src/upstream/retry-after.ts';
import { runs } from '../support/runs.ts';

const now = new Date('2026-11-21T10:00:00.500Z');

test.each([
  [null, undefined],
  ['', undefined],
  ['0', 0],
  ['120', 120],
  ['  7 ', 7],
  ['86401', 86_400],
  ['9999999999', 86_400],
  ['99999999999999999999', 86_400],
  ['9'.repeat(400), 86_400],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['soon', undefined],
  ['2027', 2027],
  ['Sat, 21 Nov 2026 10:00:30 GMT', 30],
  ['Saturday, 21-Nov-26 10:00:30 GMT', undefined],
  ['Sat Nov 21 10:00:30 2026 GMT', 30],
  ['Fri, 20 Nov 2026 10:00:00 GMT', 0],
  ['Sat, 99 Nov 2026 10:00:30 GMT', undefined],
  ['2026-11-21T10:00:30Z', undefined],
  ['Sat, 21 Nov 2099 10:00:30 GMT', 86_400],
])('%j is %s', (header, seconds) => {
  expect(readRetryAfter(header, now)).toBe(seconds);
});

test('whatever a header holds, the answer is whole seconds of at most a day, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.date().map(String), fc.integer().map(String)), (header) => {
      const seconds = readRetryAfter(header, now);
      expect(seconds === undefined || (Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400)).toBe(true);
    }),
    { numRuns: runs(1000) },
  );
});
