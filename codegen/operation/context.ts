import type { DiagnosticCode, Report } from '../diagnostics.ts';
import { appendPointer, type JsonObject } from '../json.ts';
import type { SpecFile } from '../load.ts';
import type { SchemaContext } from '../schema/context.ts';
import { readSchema } from '../schema/read-schema.ts';

/** One operation as it stands in a document. */
export interface RawOperation {
  readonly spec: SpecFile;
  readonly path: string;
  /** Lower case, as in the document. */
  readonly method: string;
  readonly pathItem: JsonObject;
  readonly node: JsonObject;
  readonly pointer: string;
}

/** The context that readers of an operation's parts need to report problems. */
export interface OperationContext extends SchemaContext {
  readonly operation: RawOperation;
  add(code: DiagnosticCode, tokens: readonly (string | number)[], detail: string): void;
}

export function createOperationContext(operation: RawOperation, report: Report): OperationContext {
  const { spec, pointer } = operation;
  return {
    operation,
    spec,
    report,
    inside: [],
    read: readSchema,
    add: (code, tokens, detail) => report.add(code, spec.file, appendPointer(pointer, ...tokens), detail),
  };
}
