import { appendPointer, isObject, type Json, type JsonObject } from './json.ts';

/** What an object inside an OpenAPI document is, as far as it matters here. */
export type NodeKind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'body'
  | 'response'
  | 'media'
  | 'encoding'
  | 'schema'
  | 'securityScheme'
  | 'example'
  | 'link'
  | 'other';

/** How a member holds further nodes: one, a list of them, a map by free names, or a map in which x- keys are extensions. */
type Child = NodeKind | `list ${NodeKind}` | `map ${NodeKind}` | `fields ${NodeKind}`;

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
export const httpMethods: readonly string[] = methods;

/**
 * https://spec.openapis.org/oas/v3.1.0. What is not named here is a literal (an example, a default, an enum), in which
 * nothing is looked for.
 */
const children: Record<NodeKind, Readonly<Record<string, Child>>> = {
  document: {
    info: 'other',
    servers: 'list other',
    tags: 'list other',
    externalDocs: 'other',
    paths: 'fields pathItem',
    webhooks: 'map pathItem',
    components: 'components',
  },
  components: {
    schemas: 'map schema',
    responses: 'map response',
    parameters: 'map parameter',
    examples: 'map example',
    requestBodies: 'map body',
    headers: 'map header',
    securitySchemes: 'map securityScheme',
    links: 'map link',
    pathItems: 'map pathItem',
  },
  pathItem: {
    ...(Object.fromEntries(methods.map((method) => [method, 'operation'])) as Record<string, 'operation'>),
    servers: 'list other',
    parameters: 'list parameter',
  },
  operation: {
    externalDocs: 'other',
    servers: 'list other',
    parameters: 'list parameter',
    requestBody: 'body',
    responses: 'fields response',
  },
  parameter: { schema: 'schema', content: 'map media', examples: 'map example' },
  header: { schema: 'schema', content: 'map media', examples: 'map example' },
  body: { content: 'map media' },
  response: { headers: 'map header', content: 'map media', links: 'map link' },
  media: { schema: 'schema', examples: 'map example', encoding: 'map encoding' },
  encoding: { headers: 'map header' },
  schema: {
    allOf: 'list schema',
    anyOf: 'list schema',
    oneOf: 'list schema',
    prefixItems: 'list schema',
    not: 'schema',
    if: 'schema',
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, in a table that nobody awaits
    then: 'schema',
    else: 'schema',
    items: 'schema',
    contains: 'schema',
    propertyNames: 'schema',
    additionalProperties: 'schema',
    unevaluatedProperties: 'schema',
    unevaluatedItems: 'schema',
    properties: 'map schema',
    patternProperties: 'map schema',
    dependentSchemas: 'map schema',
    $defs: 'map schema',
    externalDocs: 'other',
    xml: 'other',
  },
  securityScheme: {},
  example: {},
  link: {},
  other: { contact: 'other', license: 'other', externalDocs: 'other', variables: 'map other' },
};

export interface Place {
  readonly node: JsonObject;
  readonly kind: NodeKind;
  readonly pointer: string;
}

/** Every object of a document that is not a literal, parents first. */
export function* walk(node: Json | undefined, kind: NodeKind = 'document', pointer = '#'): Generator<Place> {
  if (!isObject(node)) return;
  yield { node, kind, pointer };
  for (const [key, child] of Object.entries(children[kind])) {
    if (!Object.hasOwn(node, key)) continue;
    for (const [tokens, member, memberKind] of members(node[key], child)) {
      yield* walk(member, memberKind, appendPointer(pointer, key, ...tokens));
    }
  }
}

/** A copy in which each object that is not a literal went through `change`, parents first. */
export function rewrite(
  node: JsonObject,
  kind: NodeKind,
  change: (node: JsonObject, kind: NodeKind) => JsonObject,
): JsonObject {
  const changed = { ...change(node, kind) };
  const inside = (member: Json, memberKind: NodeKind) =>
    isObject(member) ? rewrite(member, memberKind, change) : member;
  for (const [key, child] of Object.entries(children[kind])) {
    const value = changed[key];
    if (value === undefined) continue;
    const [shape, memberKind] = readChild(child);
    if (shape === 'one') changed[key] = inside(value, memberKind);
    else if (shape === 'list' && Array.isArray(value)) changed[key] = value.map((item) => inside(item, memberKind));
    else if (isObject(value)) {
      changed[key] = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inside(item, memberKind)]));
    }
  }
  return changed;
}

/** Maps of a node whose x- keys are extensions and not names. */
export function extensibleMaps(node: JsonObject, kind: NodeKind): [key: string, map: JsonObject][] {
  return Object.entries(children[kind]).flatMap(([key, child]): [string, JsonObject][] => {
    const map = node[key];
    return child.startsWith('fields ') && isObject(map) ? [[key, map]] : [];
  });
}

function* members(
  value: Json | undefined,
  child: Child,
): Generator<[tokens: (string | number)[], member: Json, kind: NodeKind]> {
  const [shape, kind] = readChild(child);
  if (shape === 'one') {
    if (value !== undefined) yield [[], value, kind];
  } else if (shape === 'list') {
    if (Array.isArray(value)) for (const [i, item] of value.entries()) yield [[i], item, kind];
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (shape === 'map' || !name.startsWith('x-')) yield [[name], item, kind];
    }
  }
}

function readChild(child: Child): [shape: 'one' | 'list' | 'map' | 'fields', kind: NodeKind] {
  const [shape, kind] = child.split(' ');
  return kind ? [shape as 'list' | 'map' | 'fields', kind as NodeKind] : ['one', child as NodeKind];
}
