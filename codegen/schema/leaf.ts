import { appendPointer, type JsonObject } from '../json.ts';
import type { NumberShape, SchemaShape, StringShape } from '../model.ts';
import { checkKeywords, type SchemaContext, unsupported } from './context.ts';

type Reader = (schema: JsonObject, pointer: string, context: SchemaContext) => SchemaShape;

export const readString: Reader = (schema, pointer, context) => {
  checkKeywords(schema, ['type', 'minLength', 'maxLength', 'pattern'], pointer, context);
  const shape: StringShape = { kind: 'string', ...limits(schema, ['minLength', 'maxLength'], pointer, context) };
  if (schema.pattern === undefined) return shape;
  if (typeof schema.pattern !== 'string' || !isPattern(schema.pattern))
    return unsupported(context, appendPointer(pointer, 'pattern'), 'The pattern is not a regular expression.');
  return { ...shape, pattern: schema.pattern };
};

export const readNumber: Reader = (schema, pointer, context) => {
  const keywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const;
  checkKeywords(schema, ['type', ...keywords], pointer, context);
  const kind: NumberShape['kind'] = schema.type === 'integer' ? 'integer' : 'number';
  return { kind, ...limits(schema, keywords, pointer, context) };
};

export const readBoolean: Reader = (schema, pointer, context) => {
  checkKeywords(schema, ['type'], pointer, context);
  return { kind: 'boolean' };
};

export const readArray: Reader = (schema, pointer, context) => {
  checkKeywords(schema, ['type', 'items', 'minItems', 'maxItems'], pointer, context);
  const items = context.read(schema.items, appendPointer(pointer, 'items'), context);
  return { kind: 'array', items, ...limits(schema, ['minItems', 'maxItems'], pointer, context) };
};

function limits<K extends string>(
  schema: JsonObject,
  keywords: readonly K[],
  pointer: string,
  context: SchemaContext,
): { [key in K]?: number } {
  const numbers: { [key in K]?: number } = {};
  for (const keyword of keywords) {
    const value = schema[keyword];
    if (typeof value === 'number' && Number.isFinite(value)) numbers[keyword] = value;
    else if (value !== undefined)
      unsupported(context, appendPointer(pointer, keyword), `\`${keyword}\` is not a number.`);
  }
  return numbers;
}

/** JSON Schema takes an ECMA-262 expression over code points. */
function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u').source.length > 0;
  } catch {
    return false;
  }
}
