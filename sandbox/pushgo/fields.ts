// The types that fields of requests have, and reading members of JSON, of a query or of a list as these fields.
import { type Instant, instantOfInteger, instantOfText, type ReadInstant } from './instant.ts';
import { isArray, isObject, JsonNumber, type JsonObject, type JsonValue } from './json.ts';
import { readMetadata } from './metadata.ts';
import { trim } from './trim.ts';

/** What a field of each type becomes. */
export interface FieldValues {
  /** The only type that must be there. */
  text: string;
  optionalText: string | null;
  /** Trimmed; blank is absent. */
  trimmed: string | null;
  instant: Instant | null;
  list: readonly string[];
  optionalList: readonly string[] | null;
  object: JsonObject;
  metadata: JsonObject | null;
}

export type FieldType = keyof FieldValues;
export type Fields = Readonly<Record<string, FieldType>>;
export type Read<Table extends Fields> = { readonly [Name in keyof Table]: FieldValues[Table[Name]] };

/** The value has another shape than its field. */
class Misfit extends Error {
  override name = 'Misfit' as const;
}

function readText(value: JsonValue): string {
  if (typeof value !== 'string') throw new Misfit('invalid type, expected a string');
  return value;
}

const orNull =
  <Value>(read: (value: JsonValue) => Value) =>
  (value: JsonValue): Value | null =>
    value === null ? null : read(value);

function unwrap(read: ReadInstant): Instant | null {
  if ('fault' in read) throw new Misfit(read.fault);
  return read.instant;
}

function readInstant(value: JsonValue): Instant | null {
  if (typeof value === 'string') return unwrap(instantOfText(value));
  if (value instanceof JsonNumber && value.integer !== null) return unwrap(instantOfInteger(value.integer));
  throw new Misfit('invalid type, expected an i64, a numeric string, or null');
}

function readList(value: JsonValue): readonly string[] {
  if (!isArray(value)) throw new Misfit('invalid type, expected a sequence');
  return value.map(readText);
}

function readObject(value: JsonValue): JsonObject {
  if (!isObject(value)) throw new Misfit('invalid type, expected a map');
  return value;
}

function readMetadataField(value: JsonValue): JsonObject | null {
  const read = readMetadata(value);
  if ('fault' in read) throw new Misfit(read.fault);
  return read.metadata;
}

interface TypeRule<Value> {
  /** Throws a `Misfit`. */
  read(value: JsonValue): Value;
  /** The value of a field that is not there; undefined: it must be there. */
  missing: Value | undefined;
}

const rules: { readonly [Type in FieldType]: TypeRule<FieldValues[Type]> } = {
  text: { read: readText, missing: undefined },
  optionalText: { read: orNull(readText), missing: null },
  trimmed: { read: (value) => trim(orNull(readText)(value) ?? '') || null, missing: null },
  instant: { read: orNull(readInstant), missing: null },
  list: { read: readList, missing: [] },
  optionalList: { read: orNull(readList), missing: null },
  object: { read: readObject, missing: new Map() },
  metadata: { read: readMetadataField, missing: null },
};

type Members = Iterable<readonly [string, JsonValue]>;

/** Every member has to be a field, and none may come twice. `fail` gets the text of the failure. */
export function readFields<Table extends Fields>(
  members: Members,
  table: Table,
  fail: (text: string) => never,
): Read<Table> {
  const read = new Map<string, unknown>();
  for (const [name, value] of members) {
    const type = Object.hasOwn(table, name) ? table[name] : undefined;
    if (type === undefined) return fail(`${name}: ${tellUnknown(name, table)}`);
    if (read.has(name)) return fail(tellTwice(name));
    try {
      read.set(name, rules[type].read(value));
    } catch (error) {
      if (error instanceof Misfit) return fail(`${name}: ${error.message}`);
      throw error;
    }
  }
  for (const [name, type] of Object.entries(table)) {
    if (read.has(name)) continue;
    const { missing } = rules[type];
    if (missing === undefined) return fail(`missing field \`${name}\``);
    read.set(name, missing);
  }
  return Object.fromEntries(read) as Read<Table>;
}

export const tellTwice = (name: string): string => `duplicate field \`${name}\``;

function tellUnknown(name: string, table: Fields): string {
  const names = Object.keys(table).map((known) => `\`${known}\``);
  const expected = names.length > 2 ? `one of ${names.join(', ')}` : names.join(' or ');
  return `unknown field \`${name}\`, expected ${expected}`;
}
