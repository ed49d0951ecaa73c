import type { Report } from '../diagnostics.ts';
import { appendPointer, type JsonObject } from '../json.ts';
import type { SpecFile } from '../load.ts';
import type { Schema } from '../model.ts';
import { annotationKeywords } from './merge-all-of.ts';

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

/** Reports keywords beside the `supported` ones and annotations. */
export function checkKeywords(schema: JsonObject, supported: string[], pointer: string, context: SchemaContext): void {
  for (const key of Object.keys(schema)) {
    if (!supported.includes(key) && !annotationKeywords.has(key) && !key.startsWith('x-'))
      unsupported(context, appendPointer(pointer, key), `The keyword \`${key}\` is not supported here.`);
  }
}
