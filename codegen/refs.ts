import type { Report } from './diagnostics.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { SpecFile } from './load.ts';
import { walk } from './walk.ts';

const refPattern = /^#\/components\/([A-Za-z]+)\/([A-Za-z0-9._-]+)$/;

/** Checks that each `$ref` of a document names a component of the same document. */
export function checkRefs(spec: SpecFile, report: Report): void {
  for (const { node, pointer } of walk(spec.document)) {
    const ref = node.$ref;
    if (ref === undefined) continue;
    if (typeof ref !== 'string') report.add('SPEC_UNRESOLVED_REF', spec.file, pointer, '$ref is not a string.');
    else if (!ref.startsWith('#')) report.add('SPEC_REMOTE_REF', spec.file, pointer, `$ref: ${ref}`);
    else if (findRef(spec.document, ref) === undefined)
      report.add('SPEC_UNRESOLVED_REF', spec.file, pointer, `$ref: ${ref}`);
  }
}

export function findRef(document: JsonObject, ref: string): Json | undefined {
  const [, section = '', name = ''] = refPattern.exec(ref) ?? [];
  const components = document.components;
  const map = isObject(components) && Object.hasOwn(components, section) ? components[section] : undefined;
  return isObject(map) && Object.hasOwn(map, name) ? map[name] : undefined;
}

/** The name at the end of a `$ref` to a component. */
export function refName(ref: string): string {
  return refPattern.exec(ref)?.[2] ?? ref;
}

/** Follows `$ref` of anything but schemas (those keep what stands beside it). `undefined` where the chain is a circle. */
export function deref(document: JsonObject, node: Json | undefined): JsonObject | undefined {
  for (let hops = 0; hops < 20 && isObject(node); hops++) {
    if (typeof node.$ref !== 'string') return node;
    node = findRef(document, node.$ref);
  }
  return undefined;
}
