// What clients accept (some refuse a whole server for one bad schema), held against the list as it is served.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connected, clients } from './clients.ts';

type Schema = Readonly<Record<string, unknown>>;
interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Schema;
  readonly outputSchema: Schema;
  readonly annotations: Readonly<Record<string, boolean>>;
}

let client: Connected;
let tools: readonly Tool[];

beforeAll(async () => {
  client = await (clients['SDK 2.x, legacy'] as NonNullable<(typeof clients)[string]>)({});
  tools = ((await client.listTools()) as { tools: Tool[] }).tools;
});
afterAll(() => client.close());

interface Place {
  readonly where: string;
  readonly schema: Schema;
}

/** A schema and all that are in it. */
function* walk(schema: Schema, where: string): Generator<Place> {
  yield { where, schema };
  for (const [key, value] of Object.entries((schema.properties ?? {}) as Record<string, Schema>))
    yield* walk(value, `${where}.${key}`);
  if (schema.items) yield* walk(schema.items as Schema, `${where}[]`);
  for (const combined of ['anyOf', 'oneOf', 'allOf']) {
    for (const [index, part] of ((schema[combined] ?? []) as Schema[]).entries())
      yield* walk(part, `${where}.${combined}[${index}]`);
  }
}

function everywhere(): Place[] {
  return tools.flatMap(({ name, inputSchema, outputSchema }) => [
    ...walk(inputSchema, `${name} input`),
    ...walk(outputSchema, `${name} output`),
  ]);
}

const wherever = (isBad: (schema: Schema) => boolean) =>
  everywhere()
    .filter(({ schema }) => isBad(schema))
    .map(({ where }) => where);

test('tools have plain short names, titles and descriptions of one or two sentences', () => {
  expect(tools).toHaveLength(7);
  for (const { name, title, description } of tools) {
    expect(name).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
    expect(title.length, name).toBeGreaterThan(0);
    expect(description.length, name).toBeGreaterThan(20);
    expect(description.length, name).toBeLessThan(200);
  }
});

test('all annotations are there, and only reading tools say that they only read', () => {
  const written = tools.filter(({ annotations }) => !annotations.readOnlyHint).map(({ name }) => name);
  expect(written).toEqual(['create_push', 'expire_push']);
  for (const { name, annotations } of tools) {
    expect(Object.keys(annotations).sort(), name).toEqual([
      'destructiveHint',
      'idempotentHint',
      'openWorldHint',
      'readOnlyHint',
    ]);
  }
  expect(tools.filter(({ annotations }) => annotations.destructiveHint).map(({ name }) => name)).toEqual([
    'expire_push',
  ]);
});

test('roots are objects and combine nothing', () => {
  for (const { name, inputSchema, outputSchema } of tools) {
    for (const root of [inputSchema, outputSchema]) {
      expect(root.type, name).toBe('object');
      expect(
        Object.keys(root).filter((key) => /^(?:oneOf|anyOf|allOf|not|if|then|else|\$.*)$/.test(key)),
        name,
      ).toEqual([]);
    }
  }
});

test('inputs refuse what they do not name', () => {
  for (const { name, inputSchema } of tools) expect(inputSchema.additionalProperties, name).toBe(false);
});

test('nothing refers to anything, however deep', () => {
  expect(JSON.stringify(tools)).not.toMatch(/"\$(?:ref|defs|schema|id|anchor|dynamicRef)"|"definitions"/);
});

test('arrays say what they hold', () => {
  const isArray = ({ type }: Schema) => type === 'array' || (Array.isArray(type) && type.includes('array'));
  expect(wherever((schema) => isArray(schema) && typeof schema.items !== 'object')).toEqual([]);
  expect(wherever(isArray).length).toBeGreaterThan(3);
});

test('every property has a type and a key that every client takes', () => {
  const isTypeless = ({ type, anyOf }: Schema) => type === undefined && anyOf === undefined;
  expect(wherever(isTypeless)).toEqual([]);
  const keys = everywhere().flatMap(({ schema }) => Object.keys(schema.properties ?? {}));
  expect(keys.filter((key) => !/^[a-zA-Z0-9_-]{1,64}$/.test(key))).toEqual([]);
});

test('required properties exist, and none has a default', () => {
  for (const { where, schema } of everywhere()) {
    const properties = (schema.properties ?? {}) as Record<string, Schema>;
    for (const name of (schema.required ?? []) as string[]) {
      expect(properties[name], `${where}.${name}`).toBeDefined();
      expect(properties[name], `${where}.${name}`).not.toHaveProperty('default');
    }
  }
});

test('enumerations hold text of the type that they say, and patterns compile', () => {
  for (const { where, schema } of everywhere()) {
    if (schema.enum)
      expect([schema.type, (schema.enum as unknown[]).every((value) => typeof value === 'string')], where).toEqual([
        'string',
        true,
      ]);
    if (schema.pattern) expect(() => new RegExp(schema.pattern as string, 'u'), where).not.toThrow();
  }
});

test('the list stays within what a conversation should pay for it', () => {
  const paid = tools.map(({ name, description, inputSchema }) => name + description + JSON.stringify(inputSchema));
  expect(Buffer.byteLength(paid.join(''))).toBeLessThanOrEqual(3700);
});
