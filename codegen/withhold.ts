import { isObject, type Json, type JsonObject, sortKeys } from './json.ts';
import { firstSentence } from './names.ts';
import { findRef } from './refs.ts';
import { httpMethods, type NodeKind, rewrite, walk } from './walk.ts';

/**
 * The document that types are made of: without the operations that no tool stands on and what only they use, with sorted
 * keys, and with no text but the first sentence of descriptions. That sentence stays on one line behind a tag, where it can
 * neither close the comment nor start a directive such as `@ts-expect-error`.
 */
export function withhold(document: JsonObject): JsonObject {
  const paths = Object.entries(isObject(document.paths) ? document.paths : {}).flatMap(
    ([path, item]): [string, Json][] => {
      const kept = isObject(item) ? withoutWithheld(item) : undefined;
      return kept ? [[path, kept]] : [];
    },
  );
  const { openapi = '', components = {} } = document;
  const info = { title: 'api', version: '0' };
  const slim = rewrite({ openapi, info, paths: Object.fromEntries(paths), components }, 'document', dropTexts);
  return sortKeys(dropUnused(slim)) as JsonObject;
}

function withoutWithheld(item: JsonObject): JsonObject | undefined {
  const kept = Object.fromEntries(
    Object.entries(item).filter(([key, node]) => !(httpMethods.includes(key) && isObject(node) && isWithheld(node))),
  );
  return httpMethods.some((method) => Object.hasOwn(kept, method)) ? kept : undefined;
}

function isWithheld({ 'x-effect': effect, 'x-tool': tool }: JsonObject): boolean {
  return effect === 'consume' || (isObject(tool) && tool.expose === false);
}

const dropped = new Set(
  'title summary format default example examples externalDocs xml tags security servers deprecated links callbacks webhooks'.split(
    ' ',
  ),
);

function dropTexts(node: JsonObject, kind: NodeKind): JsonObject {
  const kept = Object.entries(node).filter(
    ([key]) => key !== 'description' && !key.startsWith('x-') && (kind === 'other' || !dropped.has(key)),
  );
  const slim = Object.fromEntries(kept);
  if (typeof node.description === 'string' && (kind === 'schema' || kind === 'parameter' || kind === 'operation')) {
    slim.description = firstSentence(node.description).replaceAll('*/', '* /');
  }
  return slim;
}

function dropUnused(document: JsonObject): JsonObject {
  const used = usedComponents(document);
  const sections = Object.entries(isObject(document.components) ? document.components : {});
  const components = sections.flatMap(([section, map]): [string, Json][] => {
    const kept = Object.entries(isObject(map) ? map : {}).filter(([name]) =>
      used.has(`#/components/${section}/${name}`),
    );
    return kept.length > 0 ? [[section, Object.fromEntries(kept)]] : [];
  });
  return { ...document, components: Object.fromEntries(components) };
}

function usedComponents(document: JsonObject): Set<string> {
  const used = new Set<string>();
  const visit = (node: Json | undefined, kind: NodeKind) => {
    for (const place of walk(node, kind)) {
      const ref = place.node.$ref;
      if (typeof ref !== 'string' || used.has(ref)) continue;
      used.add(ref);
      visit(findRef(document, ref), place.kind);
    }
  };
  visit({ ...document, components: {} }, 'document');
  return used;
}
