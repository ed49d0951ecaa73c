/** References to components of the same document; no other reference gets past lint.ts. */

import { isObject, type Json, type JsonObject } from './json.ts';

const refPattern = /^#\/components\/([A-Za-z]+)\/([A-Za-z0-9._-]+)$/;

export function isComponentRef(ref: string): boolean {
  return refPattern.test(ref);
}

export function findRef(document: JsonObject, ref: string): Json | undefined {
  const [, section = '', name = ''] = refPattern.exec(ref) ?? [];
  const components = document.components;
  const map = isObject(components) && Object.hasOwn(components, section) ? components[section] : undefined;
  return isObject(map) && Object.hasOwn(map, name) ? map[name] : undefined;
}

export function refName(ref: string): string {
  return refPattern.exec(ref)?.[2] ?? ref;
}

/** Follows `$ref` outside schemas, where keywords beside it do not count. `undefined` if the chain is a circle. */
export function deref(document: JsonObject, node: Json | undefined): JsonObject | undefined {
  for (let hops = 0; hops < 20 && isObject(node); hops++) {
    if (typeof node.$ref !== 'string') return node;
    node = findRef(document, node.$ref);
  }
  return undefined;
}
