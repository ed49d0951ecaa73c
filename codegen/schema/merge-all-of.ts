import { isObject, type Json, type JsonObject, words } from '../json.ts';
import { findRef } from '../refs.ts';

/** Keywords that do not change which values fit. */
export const annotationKeywords = words(
  'title description default example examples deprecated readOnly writeOnly format externalDocs xml $comment contentEncoding contentMediaType x-secret x-since',
);

export interface Flattened {
  readonly schema: JsonObject;
  /** References that were followed, to notice a component that contains itself. */
  readonly refs: readonly string[];
}

/**
 * Merges `$ref`, the keywords beside it, and `allOf` into one schema. Throws a {@link MergeError} if the parts are not
 * plain objects or disagree.
 */
export function flatten(document: JsonObject, node: JsonObject, seen: readonly string[] = []): Flattened {
  const { $ref, allOf, ...own } = node;
  const parts: Flattened[] = [];
  if (typeof $ref === 'string') {
    if (seen.includes($ref)) throw new MergeError('recursive', `${$ref} refers to itself.`);
    const target = findRef(document, $ref);
    if (!isObject(target)) throw new MergeError('unsupported', `${$ref} is not an object.`);
    const inner = flatten(document, target, [...seen, $ref]);
    parts.push({ schema: inner.schema, refs: [$ref, ...inner.refs] });
  }
  if (allOf !== undefined) {
    if (!Array.isArray(allOf)) throw new MergeError('unsupported', 'allOf is not a list.');
    for (const part of allOf) {
      if (!isObject(part)) throw new MergeError('unsupported', 'A part of allOf is not an object.');
      const inner = flatten(document, part, seen);
      if (inner.schema.type !== 'object')
        throw new MergeError('unsupported', 'allOf joins objects only (type: object).');
      parts.push(inner);
    }
  }
  const merged = parts.reduce((all, part) => mergeSchemas(all, part.schema, allOf !== undefined), {} as JsonObject);
  return { schema: mergeSchemas(merged, own, false), refs: parts.flatMap((part) => part.refs) };
}

/** Of two annotations the later wins; other keywords have to agree. */
function mergeSchemas(a: JsonObject, b: JsonObject, dropAnnotations: boolean): JsonObject {
  const merged: JsonObject = { ...a };
  for (const [key, value] of Object.entries(b)) {
    if (annotationKeywords.has(key)) {
      // The description of a part does not describe the whole
      if (!dropAnnotations) merged[key] = value;
    } else if (!Object.hasOwn(merged, key)) merged[key] = value;
    else if (key === 'properties') merged[key] = mergeProperties(merged[key], value);
    else if (key === 'required') merged[key] = [...new Set([merged[key], value].flat() as Json[])];
    else if (JSON.stringify(merged[key]) !== JSON.stringify(value)) {
      throw new MergeError('unsupported', `Two parts that are joined differ in \`${key}\`.`);
    }
  }
  return merged;
}

function mergeProperties(a: Json | undefined, b: Json): JsonObject {
  if (!isObject(a) || !isObject(b)) throw new MergeError('unsupported', '`properties` is not an object.');
  for (const name of Object.keys(b)) {
    if (Object.hasOwn(a, name) && JSON.stringify(a[name]) !== JSON.stringify(b[name])) {
      throw new MergeError('unsupported', `Two parts that are joined both describe \`${name}\`.`);
    }
  }
  return { ...a, ...b };
}

export class MergeError extends Error {
  override name = 'MergeError' as const;
  readonly kind: 'recursive' | 'unsupported';
  constructor(kind: MergeError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
