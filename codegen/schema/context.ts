import type { Report } from '../diagnostics.ts';
import { appendPointer, type Json, type JsonObject } from '../json.ts';
import type { SpecFile } from '../load.ts';
import type { Schema } from '../model.ts';
import { annotationKeywords } from './merge-all-of.ts';

/** What the readers of schemas report through, and read inner schemas with. */
export interface SchemaContext {
  readonly spec: SpecFile;
  readonly report: Report;
  /** Components that the reader is inside of. */
  readonly inside: readonly string[];
  readonly read: (node: Json | undefined, pointer: string, context: SchemaContext) => Schema;
}

export const anything: Schema = { kind: 'any', nullable: false, description: '', component: undefined };

export function unsupported(context: SchemaContext, pointer: string, detail: string): Schema {
  context.report.add('SPEC_UNSUPPORTED', context.spec.file, pointer, detail);
  return anything;
}

/** Reports keywords that this kind of schema is not read with. */
export function checkKeywords(
  schema: JsonObject,
  known: readonly string[],
  pointer: string,
  context: SchemaContext,
): void {
  for (const key of Object.keys(schema)) {
    if (!known.includes(key) && !annotationKeywords.has(key) && !key.startsWith('x-'))
      unsupported(context, appendPointer(pointer, key), `The keyword \`${key}\` is not supported here.`);
  }
}
