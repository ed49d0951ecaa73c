import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../codegen/json.ts';
import { withhold } from '../../codegen/withhold.ts';
import { generator, withProject } from './project.ts';

test.each(['notes-v1', 'notes-v2'])('the types of %s are what openapi-typescript itself gives', (api) =>
  withProject(async (project) => {
    const document = withhold(parse(await project.read(`specs/${api}.yaml`)) as JsonObject);
    const nodes = await openapiTS(document as never, { silent: true, defaultNonNullable: false });
    const { result } = await generator.code(project);
    expect(result?.files.get(`${api}/types.ts`)?.replace(/^.*\n/, '')).toBe(astToString(nodes));
  }),
);

const operation = (effect: string, ref: string, tool: object = { variantOf: 'a_tool' }) => ({
  'x-effect': effect,
  'x-tool': tool,
  responses: {
    200: { description: 'x', content: { 'application/json': { schema: { $ref: `#/components/schemas/${ref}` } } } },
  },
});

test('withholding takes out operations without a tool, empty paths, and components that nothing else uses', () => {
  const hidden = { expose: false, reason: 'x' };
  const document = {
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    paths: {
      '/a': {
        get: operation('consume', 'Secret', hidden),
        put: operation('update', 'Secret', hidden),
        delete: operation('destroy', 'Kept'),
      },
      '/b': { parameters: [{ $ref: '#/components/parameters/P' }], get: operation('read', 'Secret', hidden) },
    },
    components: {
      parameters: { P: { name: 'p', in: 'query', schema: { type: 'string' } } },
      schemas: {
        Secret: { type: 'object', properties: { payload: { $ref: '#/components/schemas/Payload' } } },
        Payload: { type: 'string' },
        Kept: { type: 'object', properties: { inner: { $ref: '#/components/schemas/Inner' } } },
        Inner: { type: 'string' },
      },
    },
  };
  expect(withhold(document as unknown as JsonObject)).toMatchObject({
    paths: { '/a': { delete: {} } },
    components: { schemas: { Inner: { type: 'string' }, Kept: { type: 'object' } } },
  });
  expect(JSON.stringify(withhold(document as unknown as JsonObject))).not.toMatch(
    /Secret|Payload|"P"|"get"|"put"|"\/b"/,
  );
});

test('of texts only the first sentence of a description is left, and fields that are called like keywords stay', () => {
  const schema = {
    type: 'object',
    title: 'T */',
    description: 'First */ one.\n\n@ts-ignore Second.',
    examples: [{ a: 1 }],
    default: { description: 'x' },
    properties: {
      description: { type: 'string', format: 'x', 'x-secret': true },
      title: { type: 'integer' },
      default: { enum: ['*/'] },
    },
  };
  const document = {
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    paths: { '/a': { get: operation('read', 'S') } },
    components: { schemas: { S: schema } },
  };
  const { components } = withhold(document as unknown as JsonObject) as { components: { schemas: JsonObject } };
  expect(components.schemas.S).toEqual({
    type: 'object',
    description: 'First * / one.',
    properties: { default: { enum: ['*/'] }, description: { type: 'string' }, title: { type: 'integer' } },
  });
});
