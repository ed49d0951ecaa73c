import { appendPointer, isObject, type Json, type JsonObject, sortedEntries, textOf } from '../json.ts';
import type { Property, Schema, SchemaShape } from '../model.ts';
import { firstSentence } from '../names.ts';
import { refName } from '../refs.ts';
import { readAnyOf } from './any-of.ts';
import { anything, checkKeywords, type SchemaContext, unsupported } from './context.ts';
import { readArray, readBoolean, readNumber, readString } from './leaf.ts';
import { annotationKeywords, flatten, MergeError } from './merge-all-of.ts';

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
    if (error.kind === 'unsupported') return unsupported(context, pointer, error.message);
    context.report.add('SPEC_RECURSIVE_SCHEMA', context.spec.file, pointer, error.message);
    return anything;
  }
}

/** A reference with nothing beside it that changes which values fit. */
function isPlainRef(node: JsonObject): node is JsonObject & { $ref: string } {
  return (
    typeof node.$ref === 'string' && Object.keys(node).every((key) => key === '$ref' || annotationKeywords.has(key))
  );
}

type Shape = SchemaShape & { readonly nullable: boolean };

const readers: Record<string, (schema: JsonObject, pointer: string, context: SchemaContext) => SchemaShape> = {
  string: readString,
  integer: readNumber,
  number: readNumber,
  boolean: readBoolean,
  null: () => ({ kind: 'null' }),
  array: readArray,
  object: readObject,
};

function readShape(schema: JsonObject, pointer: string, context: SchemaContext): Shape {
  if (schema.anyOf !== undefined) return readAnyOf(schema, pointer, context);
  if (schema.enum !== undefined || schema.const !== undefined) return readEnum(schema, pointer, context);
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const nullable = types.length > 1 && types.includes('null');
  const [type, ...further] = types.filter((name) => !nullable || name !== 'null');
  const read = type === undefined || further.length > 0 || !Object.hasOwn(readers, type) ? undefined : readers[type];
  if (!type || !read)
    return unsupported(context, pointer, 'The schema needs one `type` (and may add null), `enum`, `const` or `anyOf`.');
  return { ...read({ ...schema, type }, pointer, context), nullable };
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
  const { properties, additionalProperties: rest } = schema;
  if (properties === undefined) {
    const place = appendPointer(pointer, 'additionalProperties');
    if (rest === true || (isObject(rest) && Object.keys(rest).length === 0))
      return { kind: 'record', values: anything };
    if (isObject(rest)) return { kind: 'record', values: readSchema(rest, place, context) };
    const detail = 'An object needs `properties`, or `additionalProperties` that says what else it holds.';
    return unsupported(context, pointer, detail);
  }
  if (!isObject(properties)) return unsupported(context, pointer, '`properties` is not an object.');
  if (isObject(rest))
    unsupported(context, pointer, 'An object has `properties` or a schema for additional ones, not both.');
  const required = [schema.required ?? []].flat();
  for (const name of required) {
    if (!Object.hasOwn(properties, String(name)))
      unsupported(context, pointer, `\`${name}\` is required and not described.`);
  }
  return {
    kind: 'object',
    properties: sortedEntries(properties).map(
      ([name, member]): Property => ({
        name,
        required: required.includes(name),
        ...readMarks(member, context),
        schema: readSchema(member, appendPointer(pointer, 'properties', name), context),
      }),
    ),
  };
}

/** `x-secret` and `x-since` of a property, its own or those of the schemas that its `$ref` leads to. */
export function readMarks(member: Json | undefined, { spec }: SchemaContext): Pick<Property, 'secret' | 'since'> {
  const { schema } = isObject(member) ? flatten(spec.document, member) : { schema: {} as JsonObject };
  return { secret: schema['x-secret'] === true, since: textOf(schema['x-since']) };
}
