// Values that are not quite of the type the application wants.
import { expect, test } from 'vitest';
import { isLongerThan, readBoolean, readInteger, readPage, readWithin } from '../../sandbox/pwpush/inputs.ts';

test.each([
  [true, true],
  ['true', true],
  ['YES', true],
  ['on', true],
  ['Checked', true],
  ['1', true],
  [1, true],
  [false, false],
  [null, false],
  [0, false],
  ['', false],
  ['no', false],
  [{}, false],
])('%j is the boolean %j', (value, want) => {
  expect(readBoolean(value, true)).toBe(want);
});

test('1 is false where the release does not know it', () => {
  expect([readBoolean('1', false), readBoolean(1, false), readBoolean('true', false)]).toEqual([false, false, true]);
});

test.each([
  [3, 3],
  [2.9, 2],
  [-2.9, -2],
  ['3', 3],
  [' 12 days', 12],
  ['soon', null],
  [null, null],
  [[3], null],
])('%j is the integer %j', (value, want) => {
  expect(readInteger(value)).toBe(want);
});

test('a number out of range is the default', () => {
  expect([0, 1, 90, 91, 'soon'].map((value) => readWithin(value, 1, 90, 7))).toEqual([7, 1, 90, 7, 7]);
});

test.each([
  [null, 1],
  ['2', 2],
  ['0', 1],
  ['-1', 1],
  ['200', 200],
  ['201', null],
  ['0x10', 16],
  ['0b11', 3],
  ['017', 15],
  ['1_0', 10],
  ['08', null],
  ['1.5', null],
  ['abc', null],
  ['', null],
])('page %j is %j', (text, want) => {
  expect(readPage(text, true)).toBe(want);
});

test('a release that does not check pages reads what it can', () => {
  expect(['abc', '1.5', '', '201', '-1'].map((text) => readPage(text, false))).toEqual([1, 1, 1, 201, 1]);
});

test('length is counted in characters', () => {
  expect(['🔑🔑', '🔑🔑🔑'].map((text) => isLongerThan(text, 2))).toEqual([false, true]);
});
