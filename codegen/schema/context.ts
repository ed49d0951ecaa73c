import type { Report } from '../diagnostics.ts';
import { appendPointer, type Json, type JsonObject } from '../json.ts';
import type { SpecFile } from '../load.ts';
import type { Schema } from '../model.ts';
import { annotationKeywords } from './merge-all-of.ts';

/** The context that readers of schemas need to report problems and to read inner schemas. */
export interface SchemaContext {
  readonly spec: SpecFile;
  readonly report: Report;
  /** References to the components around the schema. */
  readonly inside: readonly string[];
  readonly read: (node: Json | undefined, pointer: string, context: SchemaContext) => Schema;
}

export const anything: Schema = { kind: 'any', nullable: false, description: '', component: undefined };

export function unsupported(context: SchemaContext, pointer: string, detail: string): Schema {
  context.report.add('SPEC_UNSUPPORTED', context.spec.file, pointer, detail);
  return anything;
}

/** Reports keywords that are not known for this kind of schema. */
export function checkKeywords(schema: JsonObject, known: string[], pointer: string, context: SchemaContext): void {
  for (const key of Object.keys(schema)) {
    if (!known.includes(key) && !annotationKeywords.has(key) && !key.startsWith('x-'))
      unsupported(context, appendPointer(pointer, key), `The keyword \`${key}\` is not supported here.`);
  }
}
