import { appendPointer, compareText, isObject } from '../json.ts';
import type { SpecFile } from '../load.ts';
import type { RawOperation } from './context.ts';

export const httpMethods: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation of a document, by path and method. */
export function listOperations(spec: SpecFile): RawOperation[] {
  const { paths } = spec.document;
  if (!isObject(paths)) return [];
  const found = Object.entries(paths).flatMap(([path, pathItem]) =>
    !isObject(pathItem) || path.startsWith('x-')
      ? []
      : httpMethods.flatMap((method): RawOperation[] => {
          const node = pathItem[method];
          return isObject(node)
            ? [{ spec, path, method, pathItem, node, pointer: appendPointer('#', 'paths', path, method) }]
            : [];
        }),
  );
  return found.sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method));
}
