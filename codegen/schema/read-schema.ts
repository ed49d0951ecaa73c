import type { Report } from '../diagnostics.ts';
import { appendPointer, isObject, type Json, type JsonObject, sortedEntries, textOf } from '../json.ts';
import type { SpecFile } from '../load.ts';
import type { Property, Schema, SchemaShape } from '../model.ts';
import { firstSentence } from '../names.ts';
import { refName } from '../refs.ts';
import { annotationKeywords, flatten, MergeError } from './merge-all-of.ts';

/** Where a schema stands, and where its problems are reported. */
export interface SchemaContext {
  readonly spec: SpecFile;
  readonly report: Report;
  /** References to the components around the schema. */
  readonly inside: readonly string[];
}

export const anything: Schema = { kind: 'any', nullable: false, description: '', component: undefined };

export function unsupported(context: SchemaContext, pointer: string, detail: string): Schema {
  context.report.add('SPEC_UNSUPPORTED', context.spec.file, pointer, detail);
  return anything;
}

/** Reads a JSON Schema into the model. A schema that cannot be translated exactly is reported. */
export function readSchema(node: Json | undefined, pointer: string, context: SchemaContext): Schema {
  if (!isObject(node)) return unsupported(context, pointer, 'This is not a schema object.');
  try {
    const { schema, refs } = flatten(context.spec.document, node, context.inside);
    const shape = readShape(schema, pointer, { ...context, inside: [...context.inside, ...refs] });
    return {
      ...shape,
      description: firstSentence(textOf(schema.description) ?? ''),
      component: isPlainRef(node) ? refName(node.$ref) : undefined,
    };
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    context.report.add(error.code, context.spec.file, pointer, error.message);
    return anything;
  }
}

/** `x-secret` and `x-since` of a property, its own or those of the schemas that its `$ref` leads to. */
export function readMarks(member: Json | undefined, { spec }: SchemaContext): Pick<Property, 'secret' | 'since'> {
  const { schema } = flatten(spec.document, isObject(member) ? member : {});
  return { secret: schema['x-secret'] === true, since: textOf(schema['x-since']) };
}

/** A reference with nothing beside it that changes which values fit. */
function isPlainRef(node: JsonObject): node is JsonObject & { $ref: string } {
  const keys = Object.keys(node);
  return typeof node.$ref === 'string' && keys.every((key) => key === '$ref' || annotationKeywords.has(key));
}

type Shape = SchemaShape & { readonly nullable: boolean };

const readers: Record<string, (schema: JsonObject, pointer: string, context: SchemaContext) => SchemaShape> = {
  string: readString,
  integer: readNumber,
  number: readNumber,
  boolean: (schema, pointer, context) => {
    checkKeywords(schema, ['type'], pointer, context);
    return { kind: 'boolean' };
  },
  null: () => ({ kind: 'null' }),
  array: readArray,
  object: readObject,
};

function readShape(schema: JsonObject, pointer: string, context: SchemaContext): Shape {
  if (schema.anyOf !== undefined) return readAnyOf(schema, pointer, context);
  if (schema.enum !== undefined || schema.const !== undefined) return readEnum(schema, pointer, context);
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const nullable = types.length > 1 && types.includes('null');
  const [type = '', ...further] = types.filter((name) => !nullable || name !== 'null');
  const read = further.length === 0 && Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!read)
    return unsupported(context, pointer, 'The schema needs one `type` (and may add null), `enum`, `const` or `anyOf`.');
  return { ...read({ ...schema, type }, pointer, context), nullable };
}

/** `anyOf`: an open set of texts, or a union. `null` among the options makes it nullable. */
function readAnyOf(schema: JsonObject, pointer: string, context: SchemaContext): Shape {
  checkKeywords(schema, ['anyOf'], pointer, context);
  if (!Array.isArray(schema.anyOf) || schema.anyOf.length === 0)
    return unsupported(context, pointer, '`anyOf` is not a list of schemas.');
  const all = schema.anyOf.map((option, i) => readSchema(option, appendPointer(pointer, 'anyOf', i), context));
  const nullable = all.some((option) => option.nullable || option.kind === 'null');
  const options = all.flatMap((option): Schema[] => (option.kind === 'null' ? [] : [{ ...option, nullable: false }]));
  const [first, ...further] = options;
  if (!first) return { kind: 'null', nullable: false };
  if (further.length === 0) return { ...first, nullable };
  const openSet = readOpenSet(options);
  return openSet ? { ...openSet, nullable } : { kind: 'union', options, nullable };
}

/** `anyOf: [{ type: string, enum: […] }, { type: string }]`: these values are known, others may come. */
function readOpenSet([listed, other, ...further]: readonly Schema[]): SchemaShape | undefined {
  if (listed?.kind !== 'enum' || other?.kind !== 'string' || further.length > 0) return undefined;
  const isLimited = [other.pattern, other.minLength, other.maxLength].some((limit) => limit !== undefined);
  if (isLimited || listed.values.some((value) => typeof value !== 'string')) return undefined;
  return { kind: 'enum', values: listed.values, open: true };
}

function readEnum(schema: JsonObject, pointer: string, context: SchemaContext): Shape {
  checkKeywords(schema, ['type', 'enum', 'const'], pointer, context);
  const all = [...new Set(schema.const === undefined ? [schema.enum].flat() : [schema.const])];
  const values = all.filter((value) => typeof value === 'string' || Number.isSafeInteger(value)) as (string | number)[];
  if (values.length === 0 || all.some((value) => value !== null && !values.includes(value as string)))
    return unsupported(context, pointer, 'An enumeration holds texts and integers (and null), at least one.');
  return { kind: 'enum', values, open: false, nullable: all.includes(null) || [schema.type].flat().includes('null') };
}

function readObject(schema: JsonObject, pointer: string, context: SchemaContext): SchemaShape {
  checkKeywords(schema, ['type', 'properties', 'required', 'additionalProperties'], pointer, context);
  const { properties, additionalProperties: additional } = schema;
  if (properties === undefined) {
    if (additional === true || (isObject(additional) && Object.keys(additional).length === 0))
      return { kind: 'record', values: anything };
    const detail = 'An object needs `properties`, or `additionalProperties` that says what else it holds.';
    if (!isObject(additional)) return unsupported(context, pointer, detail);
    const values = readSchema(additional, appendPointer(pointer, 'additionalProperties'), context);
    return { kind: 'record', values };
  }
  if (!isObject(properties)) return unsupported(context, pointer, '`properties` is not an object.');
  if (isObject(additional))
    unsupported(context, pointer, 'An object has `properties` or a schema for additional ones, not both.');
  const required = [schema.required ?? []].flat();
  for (const name of required) {
    if (!Object.hasOwn(properties, String(name)))
      unsupported(context, pointer, `\`${name}\` is required and not described.`);
  }
  const read = ([name, member]: [string, Json]): Property => ({
    name,
    required: required.includes(name),
    ...readMarks(member, context),
    schema: readSchema(member, appendPointer(pointer, 'properties', name), context),
  });
  return { kind: 'object', properties: sortedEntries(properties).map(read) };
}

function readArray(schema: JsonObject, pointer: string, context: SchemaContext): SchemaShape {
  checkKeywords(schema, ['type', 'items', 'minItems', 'maxItems'], pointer, context);
  const items = readSchema(schema.items, appendPointer(pointer, 'items'), context);
  return { kind: 'array', items, ...readLimits(schema, ['minItems', 'maxItems'], pointer, context) };
}

function readNumber(schema: JsonObject, pointer: string, context: SchemaContext): SchemaShape {
  const keywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
  checkKeywords(schema, ['type', ...keywords], pointer, context);
  const kind = schema.type === 'integer' ? 'integer' : 'number';
  return { kind, ...readLimits(schema, keywords, pointer, context) };
}

function readString(schema: JsonObject, pointer: string, context: SchemaContext): SchemaShape {
  checkKeywords(schema, ['type', 'minLength', 'maxLength', 'pattern'], pointer, context);
  const limits = readLimits(schema, ['minLength', 'maxLength'], pointer, context);
  const { pattern } = schema;
  if (pattern === undefined) return { kind: 'string', ...limits };
  if (typeof pattern === 'string' && isPattern(pattern)) return { kind: 'string', ...limits, pattern };
  return unsupported(context, appendPointer(pointer, 'pattern'), 'The pattern is not a regular expression.');
}

/** Reports keywords beside the `supported` ones and annotations. */
function checkKeywords(schema: JsonObject, supported: string[], pointer: string, context: SchemaContext): void {
  for (const key of Object.keys(schema)) {
    if (!supported.includes(key) && !annotationKeywords.has(key) && !key.startsWith('x-'))
      unsupported(context, appendPointer(pointer, key), `The keyword \`${key}\` is not supported here.`);
  }
}

function readLimits(schema: JsonObject, keywords: readonly string[], pointer: string, context: SchemaContext) {
  const limits: Record<string, number> = {};
  for (const keyword of keywords) {
    const value = schema[keyword];
    if (typeof value === 'number' && Number.isFinite(value)) limits[keyword] = value;
    else if (value !== undefined)
      unsupported(context, appendPointer(pointer, keyword), `\`${keyword}\` is not a number.`);
  }
  return limits;
}

/** JSON Schema takes an ECMA-262 expression over code points. */
function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u').source.length > 0;
  } catch {
    return false;
  }
}
