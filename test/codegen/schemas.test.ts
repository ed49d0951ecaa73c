import { Source } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { Report } from '../../codegen/diagnostics.ts';
import { zodSchema } from '../../codegen/emit/zod.ts';
import type { JsonObject } from '../../codegen/json.ts';
import { readSchema } from '../../codegen/schema/read-schema.ts';

const components = {
  Name: { type: 'string', description: 'A name.' },
  Link: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
  Loop: { type: 'object', properties: { next: { $ref: '#/components/schemas/Loop' } } },
};

function read(node: JsonObject) {
  const report = new Report();
  const document = { components: { schemas: components } };
  const schema = readSchema(node, '#', {
    spec: { api: 'x', file: 'specs/x.yaml', source: new Source('x', ''), sha256: '', document },
    report,
    inside: [],
  });
  return { zod: zodSchema(schema).text, problems: report.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`) };
}

describe('a schema becomes the zod expression that accepts the same values', () => {
  test.each<[given: JsonObject, want: string]>([
    [{ type: 'string' }, 'z.string()'],
    [{ type: 'string', minLength: 1, maxLength: 9 }, 'z.string().min(1).max(9)'],
    [{ type: 'string', pattern: '^[a-z/]+$' }, 'z.string().regex(new RegExp("^[a-z/]+$", \'u\'))'],
    [{ type: 'string', format: 'date-time' }, 'z.string()'],
    [{ type: 'integer' }, 'z.int()'],
    [{ type: 'integer', minimum: 1, maximum: 90 }, 'z.int().min(1).max(90)'],
    [{ type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 }, 'z.number().gt(0).multipleOf(0.5)'],
    [{ type: 'boolean' }, 'z.boolean()'],
    [{ type: 'null' }, 'z.null()'],
    [{ type: ['boolean', 'null'] }, 'z.boolean().nullable()'],
    [{ type: 'string', enum: ['a', 'b'] }, 'z.enum(["a", "b"])'],
    [{ type: 'integer', enum: [0, 1, 2] }, 'z.literal([0, 1, 2])'],
    [{ type: ['string', 'null'], enum: ['a', null] }, 'z.enum(["a"]).nullable()'],
    [{ const: 'a' }, 'z.enum(["a"])'],
    [{ anyOf: [{ type: 'string', enum: ['a'] }, { type: 'string' }] }, 'z.string()'],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'z.int().nullable()'],
    [{ anyOf: [{ type: 'integer' }, { type: 'boolean' }] }, 'z.union([z.int(), z.boolean()])'],
    [{ type: 'array', items: { type: 'string' }, maxItems: 10 }, 'z.array(z.string()).max(10)'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'z.record(z.string(), z.int())'],
    [{ type: 'object', additionalProperties: true }, 'z.record(z.string(), z.unknown())'],
    [{ type: 'object', properties: {} }, 'z.looseObject({})'],
    [
      { type: 'object', required: ['b'], properties: { b: { type: 'string' }, 'a-b': { type: 'boolean' } } },
      'z.looseObject({\n  "a-b": z.boolean().optional(),\n  b: z.string(),\n})',
    ],
    [{ $ref: '#/components/schemas/Name' }, 'z.string()'],
    [{ $ref: '#/components/schemas/Name', maxLength: 3 }, 'z.string().max(3)'],
    [
      {
        allOf: [
          { $ref: '#/components/schemas/Link' },
          { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } },
        ],
      },
      'z.looseObject({\n  a: z.int(),\n  url: z.string(),\n})',
    ],
    [
      { type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'null' } } } } },
      'z.looseObject({\n  a: z.looseObject({\n    b: z.null().optional(),\n  }).optional(),\n})',
    ],
  ])('%j', (given, want) => {
    expect(read(given)).toEqual({ zod: want, problems: [] });
  });
});

describe('what cannot be carried over exactly is reported at its place', () => {
  test.each<[given: JsonObject, problem: string]>([
    [{}, 'SPEC_UNSUPPORTED #'],
    [{ type: 'object' }, 'SPEC_UNSUPPORTED #'],
    [{ type: ['string', 'integer'] }, 'SPEC_UNSUPPORTED #'],
    [{ type: 'toString' }, 'SPEC_UNSUPPORTED #'],
    [{ oneOf: [{ type: 'string' }] }, 'SPEC_UNSUPPORTED #'],
    [{ type: 'string', contentSchema: {} }, 'SPEC_UNSUPPORTED #/contentSchema'],
    [{ type: 'string', pattern: '(' }, 'SPEC_UNSUPPORTED #/pattern'],
    [{ type: 'string', maxLength: 'many' }, 'SPEC_UNSUPPORTED #/maxLength'],
    [{ type: 'array' }, 'SPEC_UNSUPPORTED #/items'],
    [{ type: 'array', items: { type: 'string' }, uniqueItems: true }, 'SPEC_UNSUPPORTED #/uniqueItems'],
    [{ enum: [1.5] }, 'SPEC_UNSUPPORTED #'],
    [{ enum: [{}] }, 'SPEC_UNSUPPORTED #'],
    [{ anyOf: [] }, 'SPEC_UNSUPPORTED #'],
    [
      { type: 'object', properties: { 'a/b': { type: 'object', not: {}, properties: {} } } },
      'SPEC_UNSUPPORTED #/properties/a~1b/not',
    ],
    [{ type: 'object', required: ['a'], properties: {} }, 'SPEC_UNSUPPORTED #'],
    [{ allOf: [{ type: 'string' }] }, 'SPEC_UNSUPPORTED #'],
    [{ $ref: '#/components/schemas/Name', type: 'integer' }, 'SPEC_UNSUPPORTED #'],
    [
      { allOf: [{ $ref: '#/components/schemas/Link' }, { type: 'object', properties: { url: { type: 'integer' } } }] },
      'SPEC_UNSUPPORTED #',
    ],
    [{ $ref: '#/components/schemas/Loop' }, 'SPEC_RECURSIVE_SCHEMA #/properties/next'],
  ])('%j', (given, problem) => {
    expect(read(given).problems).toEqual([problem]);
  });
});
