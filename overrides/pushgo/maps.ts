// What the gateway refuses in arguments that are maps of values. It counts bytes of UTF-8.
import { isObject } from '../rule/is-object.ts';
import { trim } from '../rule/trim.ts';

/**
 * What is wrong with a map of values, as the rest of a sentence that begins with the argument's name; undefined where
 * nothing is. It repeats no value and no name.
 */
export type MapCheck = (map: Readonly<Record<string, unknown>>) => string | undefined;

/** Whether a number arrives unchanged. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

const INEXACT = 'holds a number too large to be passed on exactly; give it as text';
const BLANK_NAME = 'holds a blank name';
const BROKEN = 'holds text that is no valid Unicode';

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function checkScalars(values: readonly unknown[], names: readonly string[]): string | undefined {
  if (values.some((value) => typeof value === 'number' && !isExact(value))) return INEXACT;
  const texts = [...names, ...values.filter((value) => typeof value === 'string')];
  return texts.every((text) => text.isWellFormed()) ? undefined : BROKEN;
}

/** See docs/services/pushgo.md#metadata. */
export const checkMetadata: MapCheck = (map) => {
  const names = Object.keys(map).map(trim);
  const values = Object.values(map);
  if (names.includes('')) return BLANK_NAME;
  if (new Set(names).size < names.length) return 'holds a name twice';
  if (names.some((name) => Buffer.byteLength(name) > 64)) return 'holds a name longer than 64 bytes';
  if (!values.every(isScalar)) return 'takes text, numbers, true and false as values, and nothing else';
  const texts = values.map((value) => trim(String(value)));
  if (texts.includes('')) return 'holds a blank value';
  if (texts.some((text) => Buffer.byteLength(text) > 512)) return 'holds a value longer than 512 bytes';
  return checkScalars(values, names);
};

/** See docs/services/pushgo.md#attributes. */
export const checkAttrs: MapCheck = (map) => {
  if (Object.keys(map).some((name) => trim(name) === '')) return BLANK_NAME;
  for (const value of Object.values(map)) {
    if (Array.isArray(value)) return 'takes no lists as values';
    const inner = isObject(value) ? value : {};
    if (Object.values(inner).some((nested) => nested !== null && !isScalar(nested)))
      return 'holds a value nested deeper than one level';
    const problem = checkScalars([value, ...Object.values(inner)], Object.keys(inner));
    if (problem) return problem;
  }
  return checkScalars([], Object.keys(map));
};

/** Attributes of things have a part with rules of its own (docs/services/pushgo.md#attributes). */
export const checkThingAttrs: MapCheck = (map) => {
  const { manufacturer } = map;
  if (manufacturer !== undefined && manufacturer !== null) {
    if (!isObject(manufacturer)) return 'takes an object or null as manufacturer';
    const names = Object.keys(manufacturer);
    if (names.some((name) => trim(name) === '')) return 'holds a blank name in manufacturer';
    if (names.some((name) => Buffer.byteLength(name) > 64)) return 'holds a name longer than 64 bytes in manufacturer';
  }
  return checkAttrs(map);
};

/**
 * See docs/services/pushgo.md#external-ids-and-places. Of names that differ only in case the gateway would keep one
 * without a word (docs/services/pushgo.md#devices).
 */
export const checkExternalIds: MapCheck = (map) => {
  const names = Object.keys(map).map(trim);
  if (!names.every((name) => /^[A-Za-z0-9_:.-]{1,64}$/.test(name)))
    return 'takes names of 1 to 64 letters, digits and _ : . -, and no others';
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length)
    return 'holds names that differ only in case or space';
  for (const value of Object.values(map)) {
    if (value === null) continue;
    if (typeof value !== 'string') return 'takes text or null as values, and nothing else';
    if (trim(value) === '') return 'holds a blank value';
    if (Buffer.byteLength(trim(value)) > 256) return 'holds a value longer than 256 bytes';
  }
  return checkScalars(Object.values(map), []);
};
