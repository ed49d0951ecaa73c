/** Helpers for JSON values: their types, an order that no machine changes, pointers and paths. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The members of an object sorted by name, so that the order in a file means nothing. */
export function sortedEntries<T>(object: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(object).sort(([a], [b]) => compareText(a, b));
}

/** `'a b'` → `Set { 'a', 'b' }` */
export const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** By code units: `localeCompare` depends on the machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `joinPath('logs', 'kind')` → `logs.kind` */
export function joinPath(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

export function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(sortedEntries(value).map(([key, member]) => [key, sortKeys(member)]));
}

export function appendPointer(pointer: string, ...tokens: (string | number)[]): string {
  return pointer + tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
