import type { DiagnosticCode } from '../diagnostics.ts';
import { isObject, type Json, type JsonObject, words } from '../json.ts';
import { findRef } from '../refs.ts';

/** Keywords that do not change which values fit. */
export const annotationKeywords = words(
  'title description default example examples deprecated readOnly writeOnly format externalDocs xml $comment contentEncoding contentMediaType x-secret x-since',
);

/** The schema cannot be made of its parts: they are no plain objects, disagree, or contain the schema itself. */
export class MergeError extends Error {
  readonly code: DiagnosticCode;
  constructor(message: string, code: DiagnosticCode = 'SPEC_UNSUPPORTED') {
    super(message);
    this.code = code;
  }
}

interface Flattened {
  readonly schema: JsonObject;
  /** References that were followed, to notice a component that contains itself. */
  readonly refs: readonly string[];
}

/** Merges `$ref`, the keywords beside it, and `allOf` into one schema. Throws a {@link MergeError} if that is impossible. */
export function flatten(document: JsonObject, node: JsonObject, seen: readonly string[] = []): Flattened {
  const { $ref, allOf = [], ...own } = node;
  const parts: Flattened[] = [];
  if (typeof $ref === 'string') {
    if (seen.includes($ref)) throw new MergeError(`${$ref} refers to itself.`, 'SPEC_RECURSIVE_SCHEMA');
    const target = findRef(document, $ref);
    if (!isObject(target)) throw new MergeError(`${$ref} is not an object.`);
    const { schema, refs } = flatten(document, target, [...seen, $ref]);
    parts.push({ schema, refs: [$ref, ...refs] });
  }
  if (!Array.isArray(allOf)) throw new MergeError('allOf is not a list.');
  for (const part of allOf) {
    if (!isObject(part)) throw new MergeError('A part of allOf is not an object.');
    const flattened = flatten(document, part, seen);
    if (flattened.schema.type !== 'object') throw new MergeError('allOf joins objects only (type: object).');
    parts.push(flattened);
  }
  const joined = parts.reduce<JsonObject>((all, { schema }) => merge(all, schema, node.allOf !== undefined), {});
  return { schema: merge(joined, own, false), refs: parts.flatMap(({ refs }) => refs) };
}

/** Of two annotations the later wins; other keywords have to agree. */
function merge(a: JsonObject, b: JsonObject, dropAnnotations: boolean): JsonObject {
  const merged: JsonObject = { ...a };
  for (const [key, value] of Object.entries(b)) {
    if (annotationKeywords.has(key)) {
      // The description of a part does not describe the whole
      if (!dropAnnotations) merged[key] = value;
    } else if (!Object.hasOwn(merged, key)) merged[key] = value;
    else if (key === 'properties') merged[key] = mergeProperties(merged[key], value);
    else if (key === 'required') merged[key] = [...new Set([merged[key], value].flat() as Json[])];
    else if (JSON.stringify(merged[key]) !== JSON.stringify(value))
      throw new MergeError(`Two parts that are joined differ in \`${key}\`.`);
  }
  return merged;
}

function mergeProperties(a: Json | undefined, b: Json): JsonObject {
  if (!isObject(a) || !isObject(b)) throw new MergeError('`properties` is not an object.');
  for (const name of Object.keys(b)) {
    if (Object.hasOwn(a, name) && JSON.stringify(a[name]) !== JSON.stringify(b[name]))
      throw new MergeError(`Two parts that are joined both describe \`${name}\`.`);
  }
  return { ...a, ...b };
}
