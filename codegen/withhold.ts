import { isObject, type Json, type JsonObject, sortKeys, words } from './json.ts';
import { firstSentence } from './names.ts';
import { httpMethods } from './operation/context.ts';
import { findRef } from './refs.ts';

/**
 * The document that types are made of: without withheld operations and the components that only they use, with sorted keys,
 * and with no text but the first sentence of descriptions. In the generated types that sentence stands on one line behind a
 * tag, where it can neither close the comment nor start a directive such as `@ts-expect-error`.
 */
export function withhold(document: JsonObject): JsonObject {
  const paths = mapEntries(document.paths, (item) => (isObject(item) ? withoutWithheld(item) : undefined));
  const components = mapEntries(document.components, (section, name) =>
    mapEntries(section, (part) => slim(part, name)),
  );
  const used = usedComponents(paths, { components });
  const keep = (part: Json, section: string) => {
    const isUsed = (name: string) => used.has(`#/components/${section}/${name}`);
    const kept = mapEntries(part, (component, name) => (isUsed(name) ? component : undefined));
    return Object.keys(kept).length > 0 ? kept : undefined;
  };
  const { openapi = '' } = document;
  const info = { title: 'api', version: '0' };
  return sortKeys({ openapi, info, paths, components: mapEntries(components, keep) }) as JsonObject;
}

function mapEntries(map: Json | undefined, change: (value: Json, key: string) => Json | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(isObject(map) ? map : {}).flatMap(([key, value]) => {
      const changed = change(value, key);
      return changed === undefined ? [] : [[key, changed]];
    }),
  );
}

function withoutWithheld(item: JsonObject): JsonObject | undefined {
  const kept = mapEntries(item, (node, key) => (httpMethods.includes(key) && isWithheld(node) ? undefined : node));
  return httpMethods.some((method) => Object.hasOwn(kept, method)) ? (slim(kept, 'paths') as JsonObject) : undefined;
}

function isWithheld(operation: Json): boolean {
  if (!isObject(operation)) return false;
  const { 'x-effect': effect, 'x-tool': tool } = operation;
  return effect === 'consume' || (isObject(tool) && tool.expose === false);
}

const dropped = words(
  'title summary format default example examples externalDocs xml tags security servers deprecated links callbacks webhooks',
);
/** Maps whose keys are names of a specification, and may be spelled like a keyword. */
const maps = words('properties patternProperties dependentSchemas $defs responses content headers encoding');
const literals = words('enum const required');
/** Parts whose description openapi-typescript does not print. */
const undescribed = words('responses headers requestBody requestBodies');

/** The part of a document below the key `holder`, without texts, extensions and keywords that types ignore. */
function slim(node: Json, holder: string): Json {
  if (Array.isArray(node)) return node.map((item) => slim(item, holder));
  if (!isObject(node)) return node;
  return mapEntries(node, (value, key) => {
    if (key.startsWith('x-') || dropped.has(key)) return undefined;
    if (literals.has(key)) return value;
    if (maps.has(key)) return mapEntries(value, (member) => slim(member, key));
    if (key !== 'description' || typeof value !== 'string') return slim(value, key);
    return undescribed.has(holder) ? undefined : firstSentence(value).replaceAll('*/', '* /');
  });
}

/** The components that paths lead to, as references. */
function usedComponents(paths: Json, document: JsonObject): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (node: Json | undefined): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, member] of Object.entries(node)) {
      if (key !== '$ref' || typeof member !== 'string') visit(member);
      else if (!used.has(member)) {
        used.add(member);
        visit(findRef(document, member));
      }
    }
  };
  visit(paths);
  return used;
}
