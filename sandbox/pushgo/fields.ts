// The types that fields of requests have, and reading a value as one of them.
import { type Instant, instantOfInteger, instantOfText, type ReadInstant } from './instant.ts';
import type { JsonReader } from './json-reader.ts';
import type { Kind } from './json-scanner.ts';
import { isArray, isObject, JsonNumber, type JsonObject, type JsonValue } from './json-value.ts';
import { readMetadata } from './metadata.ts';

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

/** The value has another shape. `around`: the parser notices when it has gone on to the end of the object. */
export class Misfit extends Error {
  override name = 'Misfit' as const;
  readonly around: boolean;
  constructor(text: string, around = false) {
    super(text);
    this.around = around;
  }
}

interface TypeRule<Value> {
  takes: readonly Kind[] | 'anything';
  expected: string;
  convert(value: JsonValue): Value;
  /** What stands for a field that is not there; none: it must be there. */
  missing: Value | undefined;
}

const text = (value: JsonValue): string => (typeof value === 'string' ? value : '');

function unwrap(read: ReadInstant): Instant | null {
  if ('fault' in read) throw new Misfit(read.fault);
  return read.instant;
}

function convertInstant(value: JsonValue): Instant | null {
  if (value === null) return null;
  if (typeof value === 'string') return unwrap(instantOfText(value));
  if (value instanceof JsonNumber && value.integer !== null) return unwrap(instantOfInteger(value.integer));
  throw misfit(value, rules.instant.expected);
}

const convertList = (value: JsonValue): readonly string[] => (isArray(value) ? value : []).map(convertItem);

function convertItem(value: JsonValue): string {
  if (typeof value !== 'string') throw misfit(value, rules.text.expected);
  return value;
}

export const rules: { readonly [Type in FieldType]: TypeRule<FieldValues[Type]> } = {
  text: { takes: ['string'], expected: 'a string', convert: text, missing: undefined },
  optionalText: {
    takes: ['string', 'null'],
    expected: 'a string',
    convert: (value) => (value === null ? null : text(value)),
    missing: null,
  },
  trimmed: {
    takes: ['string', 'null'],
    expected: 'a string',
    convert: (value) => text(value).trim() || null,
    missing: null,
  },
  instant: {
    takes: ['string', 'null', 'number'],
    expected: 'an i64, a numeric string, or null',
    convert: convertInstant,
    missing: null,
  },
  list: { takes: ['array'], expected: 'a sequence', convert: convertList, missing: [] },
  optionalList: {
    takes: ['array', 'null'],
    expected: 'a sequence',
    convert: (value) => (value === null ? null : convertList(value)),
    missing: null,
  },
  object: {
    takes: ['object'],
    expected: 'a map',
    convert: (value) => (isObject(value) ? value : new Map()),
    missing: new Map(),
  },
  metadata: { takes: 'anything', expected: '', convert: convertMetadata, missing: null },
};

function convertMetadata(value: JsonValue): JsonObject | null {
  const read = readMetadata(value);
  if ('fault' in read) throw new Misfit(read.fault, true);
  return read.metadata;
}

const namesByKind: Record<'null' | 'array' | 'object', string> = { null: 'null', array: 'sequence', object: 'map' };

function describe(value: JsonValue): string {
  if (typeof value === 'boolean') return `boolean \`${value}\``;
  if (typeof value === 'string') return `string ${JSON.stringify(value)}`;
  if (value instanceof JsonNumber) return `${value.integer === null ? 'floating point' : 'integer'} \`${value.text}\``;
  return namesByKind[kindOf(value) as 'null' | 'array' | 'object'];
}

export function kindOf(value: JsonValue): Kind {
  if (value === null) return 'null';
  if (value instanceof JsonNumber) return 'number';
  if (isObject(value)) return 'object';
  return isArray(value) ? 'array' : (typeof value as 'boolean' | 'string');
}

export function misfit(value: JsonValue, expected: string): Misfit {
  return new Misfit(`invalid type: ${describe(value)}, expected ${expected}`);
}

/** A value that was parsed before anybody knew its type. */
export function convertValue<Type extends FieldType>(type: Type, value: JsonValue): FieldValues[Type] {
  const rule = rules[type];
  if (rule.takes !== 'anything' && !rule.takes.includes(kindOf(value))) throw misfit(value, rule.expected);
  return rule.convert(value);
}

/** A value read as its type, so that the failure stands where the value does. */
export function readTyped<Type extends FieldType>(reader: JsonReader, type: Type): FieldValues[Type] {
  const { takes, expected } = rules[type];
  const kind = reader.kind();
  if (takes !== 'anything' && !takes.includes(kind)) refuseKind(reader, kind, expected, type === 'instant');
  try {
    const value = kind === 'array' && takes !== 'anything' ? readTexts(reader) : reader.value();
    return convertValue(type, value);
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    return error.around ? reader.failAround(error.message) : reader.fail('data', error.message);
  }
}

/** A composite of the wrong kind is refused at its first sign, a scalar when it has been read. */
export function refuseKind(reader: JsonReader, kind: Kind, expected: string, inside = false): never {
  if (kind === 'array' || kind === 'object') {
    if (inside) reader.enter();
    return reader.fail('data', `invalid type: ${namesByKind[kind]}, expected ${expected}`);
  }
  return reader.fail('data', misfit(reader.value(), expected).message);
}

function readTexts(reader: JsonReader): string[] {
  const items: string[] = [];
  reader.array(() => items.push(readTyped(reader, 'text')));
  return items;
}
