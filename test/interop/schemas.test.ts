// What clients accept (some refuse a whole server for one bad schema), held against the list as it is served.
import { beforeAll, describe, expect, test } from 'vitest';
import { namesOf, readingOf } from '../support/lists.ts';
import { clients } from './clients.ts';

type Schema = Readonly<Record<string, unknown>>;
interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Schema;
  readonly outputSchema: Schema;
  readonly annotations: Readonly<Record<string, boolean>>;
}

const both = { PUSH_MCP_TOOLSETS: 'pwpush,pushgo' };
/** Settings that change what is listed. */
const settings: Readonly<Record<string, Record<string, string>>> = {
  'both services': both,
  'dotted names and passwords in calls': {
    ...both,
    PUSHGO_TOOL_NAMES: 'dotted',
    PUSHGO_BASE_URL: 'https://push.example',
    PUSHGO_LEGACY_PASSWORDS: 'true',
  },
};

async function listWith(env: Record<string, string>): Promise<readonly Tool[]> {
  const client = await (clients['SDK 2.x, legacy'] as NonNullable<(typeof clients)[string]>)(env);
  const { tools } = (await client.listTools()) as unknown as { tools: Tool[] };
  await client.close();
  return tools;
}

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

function everywhereIn(tools: readonly Tool[]): Place[] {
  return tools.flatMap(({ name, inputSchema, outputSchema }) => [
    ...walk(inputSchema, `${name} input`),
    ...walk(outputSchema, `${name} output`),
  ]);
}

describe.each(Object.keys(settings))('with %s', (which) => {
  const dotted = which.startsWith('dotted');
  const plain = (name: string) => name.replaceAll('.', '_');
  let tools: readonly Tool[];
  beforeAll(async () => {
    tools = await listWith(settings[which] ?? {});
  });

  const everywhere = () => everywhereIn(tools);
  const wherever = (isBad: (schema: Schema) => boolean) =>
    everywhere()
      .filter(({ schema }) => isBad(schema))
      .map(({ where }) => where);

  test('tools have plain short names, titles and descriptions of one or two sentences', () => {
    expect(tools.map(({ name }) => plain(name))).toEqual(namesOf('pwpush', 'pushgo'));
    for (const { name, title, description } of tools) {
      expect(name).toMatch(dotted && name.startsWith('pushgo') ? /^[a-z][a-z0-9.]{0,39}$/ : /^[a-z][a-z0-9_]{0,39}$/);
      expect(title.length, name).toBeGreaterThan(0);
      expect(description.length, name).toBeGreaterThan(20);
      expect(description.length, name).toBeLessThan(200);
    }
  });

  test('all annotations are there, and only reading tools say that they only read', () => {
    const reading = tools.filter(({ annotations }) => annotations.readOnlyHint).map(({ name }) => name);
    expect(reading.map(plain)).toEqual(readingOf('pwpush', 'pushgo'));
    for (const { name, annotations } of tools) {
      expect(Object.keys(annotations).sort(), name).toEqual([
        'destructiveHint',
        'idempotentHint',
        'openWorldHint',
        'readOnlyHint',
      ]);
    }
    const destroying = tools.filter(({ annotations }) => annotations.destructiveHint).map(({ name }) => name);
    expect(destroying.map(plain)).toEqual(['expire_push', 'pushgo_channel_unbind', 'pushgo_thing_delete']);
    const closed = tools.filter(({ annotations }) => !annotations.openWorldHint).map(({ name }) => name);
    expect(closed.map(plain)).toEqual(['pushgo_channel_list', 'pushgo_channel_unbind']);
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

  test('a password is an argument where the setting asks for it, and nowhere else', () => {
    const taking = tools.filter(({ inputSchema }) => 'password' in (inputSchema.properties as object));
    expect(taking.map(({ name }) => plain(name)).sort()).toEqual(
      dotted
        ? tools
            .map(({ name }) => plain(name))
            .filter((name) => /^pushgo_(?:message|event|thing)_/.test(name))
            .sort()
        : [],
    );
  });
});

test.each([
  ['pwpush', 3700],
  ['pushgo', 9300],
] as const)('the list of %s stays within the %i bytes that a conversation should pay for it', async (toolset, most) => {
  const tools = await listWith({ PUSH_MCP_TOOLSETS: toolset });
  expect(tools).toHaveLength(namesOf(toolset).length);
  const paid = tools.map(({ name, description, inputSchema }) => name + description + JSON.stringify(inputSchema));
  expect(Buffer.byteLength(paid.join(''))).toBeLessThanOrEqual(most);
});
