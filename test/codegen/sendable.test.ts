import { describe, expect, test } from 'vitest';
import { type Document, generator, withProject } from './project.ts';

const list = '/v2/notes.json';
const text = { type: 'string' };

/** What the generator says where the list of notes has this parameter, in a path of its own where it stands in the path. */
const problemsOf = (parameter: object) =>
  withProject(async (project) => {
    await project.edit('notes-v2', (document) => {
      const item = document.paths[list].get;
      item.parameters = [{ description: 'An argument.', ...parameter }];
      if (!('in' in parameter && parameter.in === 'path')) return;
      document.paths[`/v2/{${'name' in parameter && parameter.name}}/notes`] = { get: item };
      delete document.paths[list].get;
    });
    const { report } = await generator.code(project);
    return report.diagnostics.map(({ code }) => code);
  });

const path = { in: 'path', name: 'id', required: true };
const query = { in: 'query', name: 'q' };
const header = { in: 'header', name: 'X-Word' };

test.each<[what: string, parameter: object]>([
  ['a text in a path', { ...path, schema: text }],
  ['a whole number in a path', { ...path, schema: { type: 'integer' } }],
  ['known words in a path', { ...path, schema: { enum: ['all', 'mine', 7] } }],
  ['a boolean in a query', { ...query, schema: { type: 'boolean' } }],
  ['a number or a word in a query', { ...query, schema: { anyOf: [{ type: 'number' }, { enum: ['all'] }] } }],
  ['a list in a query', { ...query, explode: false, schema: { type: 'array', items: text } }],
  ['a text in a header', { ...header, schema: text }],
  ['a whole number in a header', { ...header, schema: { type: 'integer' } }],
])('%s is accepted', async (_, parameter) => {
  expect(await problemsOf(parameter)).toEqual([]);
});

test.each<[what: string, parameter: object]>([
  ['a boolean in a path', { ...path, schema: { type: 'boolean' } }],
  ['a fraction in a path', { ...path, schema: { type: 'number' } }],
  ['a list in a path', { ...path, schema: { type: 'array', items: text } }],
  ['a word that is no segment in a path', { ...path, schema: { enum: ['all', 'a/b'] } }],
  ['one of two kinds in a path, one of which is none', { ...path, schema: { anyOf: [text, { type: 'boolean' }] } }],
  ['a list in a query as one key each', { ...query, schema: { type: 'array', items: text } }],
  [
    'a list with spaces in a query',
    { ...query, explode: false, style: 'spaceDelimited', schema: { type: 'array', items: text } },
  ],
  [
    'a list of objects in a query',
    { ...query, explode: false, schema: { type: 'array', items: { type: 'object', properties: {} } } },
  ],
  ['an object in a query', { ...query, schema: { type: 'object', properties: {} } }],
  ['a list in a header', { ...header, schema: { type: 'array', items: text } }],
  ['a map in a header', { ...header, schema: { type: 'object', additionalProperties: text } }],
  ['a cookie', { in: 'cookie', name: 'session', schema: text }],
])('%s is refused', async (_, parameter) => {
  expect(await problemsOf(parameter)).toEqual(['SPEC_UNSUPPORTED']);
});

describe('a header that the server sets is refused by name', () => {
  const names =
    'Accept accept-language AUTHORIZATION Content-Type Content-Length Host Cookie User-Agent Connection Proxy-Authorization';
  test.each([...names.split(' '), 'X-HTTP-Method-Override', 'X-Forwarded-Host', 'Transfer-Encoding', 'Origin'])(
    '%s',
    async (name) => {
      expect(await problemsOf({ ...header, name, schema: text })).toEqual(['SPEC_RESERVED_HEADER']);
    },
  );

  test('the one that carries a credential of this API', () =>
    withProject(async (project) => {
      await project.edit('notes-v2', (document) => {
        document.components.securitySchemes.bearer = { type: 'apiKey', in: 'header', name: 'X-Notes-Key' };
        document.paths[list].get.parameters = [{ ...header, name: 'x-notes-key', description: 'Key.', schema: text }];
      });
      const { report } = await generator.code(project);
      expect(report.diagnostics.map(({ code }) => code)).toEqual(['SPEC_RESERVED_HEADER']);
    }));
});

const json = (schema: object) => ({ description: 'Fine.', content: { 'application/json': { schema } } });
const object = { type: 'object', properties: { id: text } };

test.each<[what: string, responses: object, problems: readonly string[]]>([
  ['nothing', { 204: { description: 'Done.' } }, []],
  ['nothing, said in two ways', { 200: { description: 'Done.', content: {} }, 204: { description: 'Done.' } }, []],
  ['an object', { 200: json(object) }, []],
  ['the same object twice', { 200: json(object), 201: json(object) }, []],
  ['a list of texts', { 200: json({ type: 'array', items: text }) }, []],
  ['a list of lists of objects', { 200: json({ type: 'array', items: { type: 'array', items: object } }) }, []],
  ['an object, or nothing', { 200: json(object), 204: { description: 'None.' } }, ['SPEC_UNSUPPORTED']],
  ['one of two objects', { 200: json(object), 201: json({ type: 'object', properties: {} }) }, ['SPEC_UNSUPPORTED']],
  ['a text', { 200: json(text) }, ['SPEC_UNSUPPORTED']],
  ['a map', { 200: json({ type: 'object', additionalProperties: text }) }, ['SPEC_UNSUPPORTED']],
  [
    'a list of maps',
    { 200: json({ type: 'array', items: { type: 'object', additionalProperties: text } }) },
    ['SPEC_UNSUPPORTED'],
  ],
])('an answer may be %s, or is refused', (_, responses, problems) =>
  withProject(async (project) => {
    await project.edit('notes-v2', (document) => {
      document.paths[list].get.responses = responses;
    });
    const { report } = await generator.code(project);
    expect(report.diagnostics.map(({ code }) => code)).toEqual(problems);
  }),
);

test('a description may have neither license, servers, tags, summaries, security nor errors', () =>
  withProject(async (project) => {
    await project.edit('notes-v2', (document) => {
      for (const key of ['servers', 'tags']) delete document[key];
      delete document.info.license;
      delete document.components.securitySchemes;
      delete document.components.responses;
      delete document.components.schemas.Problem;
      for (const item of Object.values<Document>(document.paths))
        for (const operation of Object.values<Document>(item)) {
          for (const key of ['summary', 'tags', 'security']) delete operation[key];
          delete operation.responses?.['401'];
        }
    });
    const { report } = await generator.code(project);
    expect(report.format()).toBe('');
  }));
