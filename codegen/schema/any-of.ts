import { appendPointer, type JsonObject } from '../json.ts';
import type { Schema, SchemaShape } from '../model.ts';
import { checkKeywords, type SchemaContext, unsupported } from './context.ts';

/** `anyOf`: an open set of texts, or a union; `null` among the options makes it nullable. */
export function readAnyOf(
  schema: JsonObject,
  pointer: string,
  context: SchemaContext,
): SchemaShape & { nullable: boolean } {
  checkKeywords(schema, ['anyOf'], pointer, context);
  if (!Array.isArray(schema.anyOf) || schema.anyOf.length === 0)
    return unsupported(context, pointer, '`anyOf` is not a list of schemas.');
  const all = schema.anyOf.map((option, i) => context.read(option, appendPointer(pointer, 'anyOf', i), context));
  const nullable = all.some((option) => option.nullable || option.kind === 'null');
  const options = all.flatMap((option): Schema[] => (option.kind === 'null' ? [] : [{ ...option, nullable: false }]));
  const [first, ...further] = options;
  if (!first) return { kind: 'null', nullable: false };
  if (further.length === 0) return { ...first, nullable };
  const openSet = readOpenSet(options);
  return openSet ? { ...openSet, nullable } : { kind: 'union', options, nullable };
}

/** `anyOf: [{ type: string, enum: […] }, { type: string }]`: these values are known, others may come. */
function readOpenSet(options: readonly Schema[]): SchemaShape | undefined {
  const [known, any] = options;
  if (options.length !== 2 || known?.kind !== 'enum' || any?.kind !== 'string') return undefined;
  const unlimited = any.pattern === undefined && any.minLength === undefined && any.maxLength === undefined;
  return unlimited && known.values.every((value) => typeof value === 'string')
    ? { kind: 'enum', values: known.values, open: true }
    : undefined;
}
