// What a call came to, as the snapshots show it: what the service made up is called by the place where it stood in the answer.
import type { CallOutcome } from '../support/connect.ts';

/** An answer that was served. */
export interface Answer {
  readonly body: unknown;
  /** Of the push that the exchange is about. */
  readonly token: string | undefined;
  readonly retryAfter: string | undefined;
}

/** Where a value stood in an answer, and of which entry it was where the answer is a list. */
interface Place {
  readonly name: string;
  readonly key: string;
  readonly entry: number | undefined;
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const DAY = 24 * 60 * 60 * 1000;
const WIDTH = 110;

/**
 * Puts `<url_token>`, `<[3].created_at>`, `<created_at + 7 days>` in place of tokens, instants, releases and seconds to wait.
 * A place has one value, so equal names are equal values. What no answer said stays as it is.
 */
export function nameRecorded(outcome: CallOutcome, answers: readonly Answer[]): unknown {
  const places = findPlaces(answers);
  const waits = answers.flatMap(({ retryAfter }) => retryAfter ?? []);
  const nameText = (value: string, key: string, entry: number | undefined): string => {
    const known = places.get(value);
    if (known) {
      const own = known.filter((place) => place.entry === entry);
      const best = [...own, ...known].find((place) => place.key === key) ?? own[0] ?? known[0];
      return `<${best?.name}>`;
    }
    if (INSTANT.test(value)) return nameLater(value, places);
    let told = value;
    for (const [text, [place]] of places)
      if (place?.key === 'url_token') told = told.replaceAll(text, `<${place.name}>`);
    for (const seconds of waits) told = told.replaceAll(`in ${seconds} seconds`, 'in <retry-after> seconds');
    return told;
  };
  let last = -1;
  const nameIn = (value: unknown, key: string, entry: number | undefined): unknown => {
    if (typeof value === 'string') return nameText(value, key, entry);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      last = -1;
      return value.map((item) => {
        // The token says which entry of the answer it is. Those without one, in an audit, stand in the order of the answer
        const instants = places.get(item?.url_token ?? item?.created_at) ?? [];
        last = (instants.find((place) => place.entry === last + 1) ?? instants[0])?.entry ?? last + 1;
        return nameIn(item, key, last);
      });
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, nameIn(inner, name, entry)]));
  };
  return nameIn(outcome, '', undefined);
}

function findPlaces(answers: readonly Answer[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  const names = new Set<string>();
  const add = (value: string, key: string, entry: number | undefined, path: string) => {
    const known = places.get(value) ?? [];
    places.set(value, known);
    if (known.some(({ name }) => name.startsWith(path))) return;
    let name = path;
    for (let count = 2; names.has(name); count++) name = `${path} of answer ${count}`;
    names.add(name);
    known.push({ name, key, entry });
  };
  const collect = (value: unknown, key: string, entry: number | undefined, path: string): void => {
    if (typeof value === 'string') {
      if (INSTANT.test(value) || key === 'url_token' || key === 'application_version') add(value, key, entry, path);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) collect(item, key, index, `[${index}]`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) collect(inner, name, entry, path ? `${path}.${name}` : name);
    }
  };
  for (const { body, token } of answers) {
    collect(body, '', undefined, '');
    if (token !== undefined && !places.has(token)) add(token, 'url_token', undefined, 'url_token');
  }
  return places;
}

/** An instant that is whole days after a recorded creation. */
function nameLater(value: string, places: ReadonlyMap<string, readonly Place[]>): string {
  for (const [text, [place]] of places) {
    const days = (Date.parse(value) - Date.parse(text)) / DAY;
    if (place?.key === 'created_at' && days > 0 && Number.isInteger(days)) return `<${place.name} + ${days} days>`;
  }
  return value;
}

/** Prints a refusal, or the fields of a result: as many on a line as fit, and entries that differ in their index only once. */
export const outcomeSerializer = {
  test: (value: unknown) => typeof value === 'object' && value !== null && ('refused' in value || 'result' in value),
  serialize: (value: unknown) => {
    const { result } = value as { result?: object };
    return fillLines(printFields(result ?? (value as object), ''), '');
  },
};

const printFields = (fields: object, indent: string): string[] =>
  Object.entries(fields).map(([name, inner]) => `${name}: ${print(inner, indent, name)}`);

function print(value: unknown, indent: string, name: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const parts = Array.isArray(value) ? printEntries(value) : printFields(value, deeper);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  const line = `${open} ${parts.join(', ')} ${close}`;
  if (!line.includes('\n') && indent.length + name.length + 2 + line.length <= WIDTH) return line;
  return `${open}\n${fillLines(parts, deeper)}\n${indent}${close}`;
}

function fillLines(parts: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const [index, part] of parts.entries()) {
    const told = index < parts.length - 1 ? `${part},` : part;
    const longer = `${lines.at(-1)} ${told}`;
    if (lines.length > 0 && !longer.includes('\n') && longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(indent + told);
  }
  return lines.join('\n');
}

/** `0-24: {…<[i].created_at>…}` for 25 entries of the answer that are alike, where all stand in its order. */
function printEntries(list: readonly unknown[]): string[] {
  const entries = list.map((item) => {
    const text = JSON.stringify(item);
    const index = Number(/<\[(\d+)\]/.exec(text)?.[1] ?? Number.NaN);
    return { text, index, told: text.replaceAll(`<[${index}]`, '<[i]') };
  });
  const isInOrder = entries.every(({ index }, position) => index === (entries[0]?.index ?? 0) + position);
  if (!isInOrder) return entries.map(({ text }) => text);
  const alike = new Map<string, number[]>();
  for (const { told, index } of entries) alike.set(told, [...(alike.get(told) ?? []), index]);
  return [...alike].map(([told, indexes]) => `${ranges(indexes)}: ${told}`);
}

/** `0-2 5 7` */
function ranges(indexes: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const index of indexes) {
    const run = runs.at(-1);
    if (run?.[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(' ');
}
