// Reading the fields of a body or query: each check takes what was sent and gives what it means, or refuses with 400.
import { refuse } from './answers.ts';
import type { Fields } from './model.ts';

export type Check<T> = (value: unknown, name: string) => T;
type Shape = Record<string, Check<unknown>>;
export type Read<S extends Shape> = { [Name in keyof S]: ReturnType<S[Name]> };

/** Fields that the shape does not name are ignored: newer clients send more (docs/services/pushary.md#newer-fields). */
export function readFields<S extends Shape>(fields: Fields, shape: S): Read<S> {
  return Object.fromEntries(Object.entries(shape).map(([name, check]) => [name, check(fields[name], name)])) as Read<S>;
}

function fail(name: string, rule: string): never {
  throw refuse(400, `${name} ${rule}`);
}

/** Clients leave out what is not set; a null is a mistake (docs/services/pushary.md#requests). */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value, name) => (value === undefined ? undefined : check(value, name));
}

export function text(max: number, min = 1): Check<string> {
  return (value, name) => {
    if (value === undefined) fail(name, 'is required');
    if (typeof value !== 'string') fail(name, 'must be a string');
    if (value.trim().length < min || value.length > max) fail(name, `must be ${min} to ${max} characters`);
    return value;
  };
}

export function oneOf<const T extends string>(...values: readonly T[]): Check<T> {
  return (value, name) =>
    values.find((candidate) => candidate === value) ?? fail(name, `must be one of ${values.join(', ')}`);
}

/** A number of a query is text. */
export function integer(min: number, max: number): Check<number> {
  return (value, name) => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (!Number.isSafeInteger(number)) fail(name, 'must be an integer');
    if ((number as number) < min || (number as number) > max) fail(name, `must be ${min} to ${max}`);
    return number as number;
  };
}

export const positive: Check<number> = (value, name) =>
  typeof value === 'number' && value > 0 ? value : fail(name, 'must be a number above 0');

export const flag: Check<boolean> = (value, name) =>
  typeof value === 'boolean' ? value : fail(name, 'must be true or false');

export function list<T>(check: Check<T>, max = 1000, min = 0): Check<T[]> {
  return (value, name) => {
    if (!Array.isArray(value)) fail(name, 'must be an array');
    if (value.length < min || value.length > max) fail(name, `must have ${min} to ${max} entries`);
    return value.map((entry: unknown, index) => check(entry, `${name}[${index}]`));
  };
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const object: Check<Fields> = (value, name) => (isObject(value) ? value : fail(name, 'must be an object'));

export function nested<S extends Shape>(shape: S): Check<Read<S>> {
  return (value, name) => readFields(object(value, name), shape);
}

export function address(...schemes: readonly string[]): Check<string> {
  const allowed = schemes.length === 0 ? ['https:', 'http:'] : schemes;
  return (value, name) => {
    if (typeof value !== 'string' || !URL.canParse(value) || !allowed.includes(new URL(value).protocol)) {
      fail(name, `must be a URL (${allowed.join(' or ')})`);
    }
    return value;
  };
}

export const instant: Check<Date> = (value, name) => {
  const date = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value) : new Date(Number.NaN);
  return Number.isNaN(date.getTime()) ? fail(name, 'must be an ISO 8601 date') : date;
};

/** One key with a comma list, as an array becomes in the vendor's query strings (docs/services/pushary.md#requests). */
export const commaList: Check<string[]> = (value) =>
  String(value)
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
