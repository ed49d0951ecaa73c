import type { DiagnosticCode, Report } from '../diagnostics.ts';
import { appendPointer, compareText, isObject, type JsonObject } from '../json.ts';
import type { SpecFile } from '../load.ts';
import type { SchemaContext } from '../schema/read-schema.ts';

export const httpMethods: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

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

/** Every operation of a document, by path and method. */
export function listOperations(spec: SpecFile): RawOperation[] {
  const paths = isObject(spec.document.paths) ? spec.document.paths : {};
  const operations = Object.entries(paths).flatMap(([path, pathItem]) => {
    if (!isObject(pathItem) || path.startsWith('x-')) return [];
    return httpMethods.flatMap((method): RawOperation[] => {
      const node = pathItem[method];
      const pointer = appendPointer('#', 'paths', path, method);
      return isObject(node) ? [{ spec, path, method, pathItem, node, pointer }] : [];
    });
  });
  return operations.sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method));
}

/** An operation, and where the problems of its parts are reported. */
export interface OperationContext extends SchemaContext {
  readonly operation: RawOperation;
  /** Reports a problem at the place that `tokens` lead to from the operation. */
  add(code: DiagnosticCode, tokens: readonly string[], detail: string): void;
}

export function createOperationContext(operation: RawOperation, report: Report): OperationContext {
  const { spec, pointer } = operation;
  const add: OperationContext['add'] = (code, tokens, detail) =>
    report.add(code, spec.file, appendPointer(pointer, ...tokens), detail);
  return { operation, spec, report, inside: [], add };
}
