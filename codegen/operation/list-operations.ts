import { appendPointer, compareText, isObject } from '../json.ts';
import type { SpecFile } from '../load.ts';
import type { RawOperation } from './context.ts';

export const httpMethods: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation of a document, by path and method. */
export function listOperations(spec: SpecFile): RawOperation[] {
  const { paths } = spec.document;
  if (!isObject(paths)) return [];
  const operations: RawOperation[] = [];
  for (const [path, pathItem] of Object.entries(paths)) {
    if (!isObject(pathItem) || path.startsWith('x-')) continue;
    for (const method of httpMethods) {
      const node = pathItem[method];
      const pointer = appendPointer('#', 'paths', path, method);
      if (isObject(node)) operations.push({ spec, path, method, pathItem, node, pointer });
    }
  }
  return operations.sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method));
}
