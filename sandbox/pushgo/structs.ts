// A request's fields from JSON or from a query, each of them known, none of them twice.
import {
  convertValue,
  type Fields,
  type FieldType,
  Misfit,
  type Read,
  readTyped,
  refuseKind,
  rules,
} from './fields.ts';
import type { JsonReader } from './json-reader.ts';
import type { JsonValue } from './json-value.ts';

type Collected = Map<string, unknown>;

const duplicate = (name: string) => `duplicate field \`${name}\``;
const missing = (name: string) => `missing field \`${name}\``;

function unknown(name: string, table: Fields): string {
  const names = Object.keys(table).map((known) => `\`${known}\``);
  const [first = '', second = ''] = names;
  if (names.length === 1) return `unknown field \`${name}\`, expected ${first}`;
  if (names.length === 2) return `unknown field \`${name}\`, expected ${first} or ${second}`;
  return `unknown field \`${name}\`, expected one of ${names.join(', ')}`;
}

/** Puts what stands for an absent field; fails on the first that must be there. */
function complete<Table extends Fields>(read: Collected, table: Table, fail: (text: string) => never): Read<Table> {
  for (const [name, type] of Object.entries(table)) {
    if (read.has(name)) continue;
    const value = rules[type].missing;
    if (value === undefined) fail(missing(name));
    read.set(name, value);
  }
  return Object.fromEntries(read) as Read<Table>;
}

/** Fields whose values are no scalars and no lists of them, with what reads them. */
type Own = Readonly<Record<string, (reader: JsonReader) => unknown>>;

/** An object of these fields, or their values as an array in the order of the table (contract 1.1). */
export function readStruct<Table extends Fields>(
  reader: JsonReader,
  table: Table,
  name: string,
  own: Own = {},
): Read<Table> {
  const read: Collected = new Map();
  const readField = (key: string, type: FieldType) => own[key]?.(reader) ?? readTyped(reader, type);
  const kind = reader.kind();
  if (kind === 'array') readPositions(reader, table, name, read, readField);
  else if (kind === 'object') readMembers(reader, table, read, readField);
  else refuseKind(reader, kind, `struct ${name}`);
  return complete(read, table, (text) => reader.fail('data', text));
}

type ReadField = (key: string, type: FieldType) => unknown;

function readMembers(reader: JsonReader, table: Fields, read: Collected, readField: ReadField): void {
  reader.object((key) => {
    const type = Object.hasOwn(table, key) ? table[key] : undefined;
    if (type === undefined) return reader.within(`.${key}`, () => reader.fail('data', unknown(key, table)));
    if (read.has(key)) reader.failAround(duplicate(key));
    reader.colon();
    read.set(
      key,
      reader.within(`.${key}`, () => readField(key, type)),
    );
  });
}

function readPositions(reader: JsonReader, table: Fields, name: string, read: Collected, readField: ReadField): void {
  const entries = Object.entries(table);
  reader.array((index) => {
    const [key, type] = entries[index] ?? [];
    if (key === undefined || type === undefined) return reader.fail('syntax', 'trailing characters');
    read.set(key, readField(key, type));
  });
  if (read.size < entries.length) {
    reader.fail('data', `invalid length ${read.size}, expected struct ${name} with ${entries.length} elements`);
  }
}

/**
 * An object whose members are kept until its end and typed then, as the service does for events and things: its
 * failures stand at the end and do not name the field.
 */
export function readGathered<Table extends Fields>(reader: JsonReader, table: Table, name: string): Read<Table> {
  const kind = reader.kind();
  if (kind !== 'object') refuseKind(reader, kind, `struct ${name}`);
  const members: [string, JsonValue][] = [];
  reader.object((key) => {
    reader.colon();
    members.push([key, reader.value()]);
  });
  return typeMembers(members, table, (text) => reader.fail('data', text));
}

function typeMembers<Table extends Fields>(
  members: readonly (readonly [string, JsonValue])[],
  table: Table,
  fail: (text: string) => never,
): Read<Table> {
  const read: Collected = new Map();
  const isKnown = (key: string) => Object.hasOwn(table, key);
  for (const [key, value] of members) {
    if (!isKnown(key)) continue;
    if (read.has(key)) fail(duplicate(key));
    read.set(key, convertOrFail(table[key] as FieldType, value, fail));
  }
  const whole = complete(read, table, fail);
  const stranger = members.find(([key]) => !isKnown(key));
  if (stranger !== undefined) fail(`unknown field \`${stranger[0]}\``);
  return whole;
}

function convertOrFail(type: FieldType, value: JsonValue, fail: (text: string) => never): unknown {
  try {
    return convertValue(type, value);
  } catch (error) {
    if (error instanceof Misfit) return fail(error.message);
    throw error;
  }
}

/** Fields of a query or a form: all of them text. `fail` gets the text of the failure. */
export function readPairs<Table extends Fields>(
  pairs: Iterable<readonly [string, string]>,
  table: Table,
  fail: (text: string) => never,
): Read<Table> {
  const read: Collected = new Map();
  for (const [key, value] of pairs) {
    if (!Object.hasOwn(table, key)) fail(`${key}: ${unknown(key, table)}`);
    if (read.has(key)) fail(duplicate(key));
    read.set(
      key,
      convertOrFail(table[key] as FieldType, value, (text) => fail(`${key}: ${text}`)),
    );
  }
  return complete(read, table, fail);
}

/** An array of objects of these fields. */
export function readStructs<Table extends Fields>(reader: JsonReader, table: Table, name: string): Read<Table>[] {
  const kind = reader.kind();
  if (kind !== 'array') refuseKind(reader, kind, 'a sequence');
  const items: Read<Table>[] = [];
  reader.array(() => items.push(readStruct(reader, table, name)));
  return items;
}
