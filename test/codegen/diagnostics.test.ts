import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type DiagnosticCode, diagnosticTexts, Report } from '../../codegen/diagnostics.ts';
import { generator, type Project, withProject } from './project.ts';

type Case = readonly [code: DiagnosticCode, place: string, change: (project: Project) => Promise<void>];

/** Sets one value inside a specification, or removes it. */
function set(path: readonly (string | number)[], value: unknown, spec: 'notes-v1' | 'notes-v2' = 'notes-v2') {
  return (project: Project) =>
    project.edit(spec, (document) => {
      const holder = path.slice(0, -1).reduce((node, token) => node[token], document);
      const last = path.at(-1) ?? '';
      if (value === undefined) delete holder[last];
      else holder[last] = value;
    });
}

const list = '/v2/notes.json';
const v1File = 'specs/notes-v1.yaml';
const v2File = 'specs/notes-v2.yaml';
const listPlace = `${v2File}#/paths/~1v2~1notes.json/get`;
const form = [
  'paths',
  list,
  'post',
  'requestBody',
  'content',
  'multipart/form-data',
  'schema',
  'properties',
  'note[files][]',
];
const createPlace = `${v2File}#/paths/~1v2~1notes.json/post`;
const openBook = (text: string) =>
  text
    .replace("url: 'show'", 'url: undecided')
    .replace('import type', "import { undecided } from '../rule/operation-rule.ts';\nimport type");

/** One mistake each, and where it is reported. */
const cases: readonly Case[] = [
  ['SPEC_FILE_NAME', 'specs/Notes_v3.yaml', (project) => project.write('specs/Notes_v3.yaml', 'openapi: 3.1.0\n')],
  ['SPEC_TOO_LARGE', 'specs/big.yaml', (project) => project.write('specs/big.yaml', `# ${'x'.repeat(1024 * 1024)}\n`)],
  ['SPEC_PARSE', 'specs/bad.yaml', (project) => project.write('specs/bad.yaml', 'openapi: [3.1.0\n')],
  ['SPEC_PARSE', 'specs/bad.yaml', (project) => project.write('specs/bad.yaml', '- a list\n')],
  ['SPEC_PARSE', 'specs/bad.yaml', (project) => project.write('specs/bad.yaml', 'a: 1\na: 2\n')],
  ['SPEC_YAML_ALIAS', 'specs/bad.yaml#/b', (project) => project.write('specs/bad.yaml', 'a: &x { c: 1 }\nb: *x\n')],
  [
    'SPEC_BAD_KEY',
    'specs/bad.yaml#/a/__proto__',
    (project) => project.write('specs/bad.yaml', 'a: { __proto__: { c: 1 } }\n'),
  ],
  ['SPEC_VERSION', `${v2File}#/openapi`, set(['openapi'], '3.0.3')],
  [
    'SPEC_REMOTE_REF',
    `${listPlace}/responses/401`,
    set(['paths', list, 'get', 'responses', '401', '$ref'], 'https://example.org/x.yaml#/a'),
  ],
  [
    'SPEC_REMOTE_REF',
    `${listPlace}/responses/401`,
    set(['paths', list, 'get', 'responses', '401', '$ref'], 'notes-v1.yaml#/components/x'),
  ],
  [
    'SPEC_UNRESOLVED_REF',
    `${listPlace}/responses/401`,
    set(['paths', list, 'get', 'responses', '401', '$ref'], '#/components/responses/Nobody'),
  ],
  ['SPEC_LINT', `${listPlace}/summary`, set(['paths', list, 'get', 'summary'], 5)],
  ['SPEC_UNKNOWN_EXTENSION', `${listPlace}/x-efect`, set(['paths', list, 'get', 'x-efect'], 'read')],
  ['SPEC_UNKNOWN_EXTENSION', `${v2File}#/paths/x-all`, set(['paths', 'x-all'], {})],
  ['SPEC_MISPLACED_EXTENSION', `${listPlace}/x-secret`, set(['paths', list, 'get', 'x-secret'], true)],
  [
    'SPEC_MISPLACED_EXTENSION',
    `${listPlace}/responses/200`,
    set(['components', 'schemas', 'Note', 'properties', 'token', 'x-since'], '2.4.0'),
  ],
  [
    'SPEC_BAD_EXTENSION',
    `${v2File}#/components/schemas/NewNote/properties/text/x-secret`,
    set(['components', 'schemas', 'NewNote', 'properties', 'text', 'x-secret'], 'yes'),
  ],
  ['SPEC_BAD_EXTENSION', `${createPlace}/x-since`, set(['paths', list, 'post', 'x-since'], 2.3)],
  ['SPEC_MISSING_OPERATION_ID', listPlace, set(['paths', list, 'get', 'operationId'], undefined)],
  [
    'SPEC_DUPLICATE_OPERATION_ID',
    `${v2File}#/paths/~1v2~1notes~1{token}~1preview.json/get`,
    set(['paths', '/v2/notes/{token}/preview.json', 'get', 'operationId'], 'notesV1PreviewNote'),
  ],
  ['SPEC_BAD_IDENTIFIER', `${listPlace}/operationId`, set(['paths', list, 'get', 'operationId'], 'list-notes')],
  ['SPEC_BAD_IDENTIFIER', `${listPlace}/operationId`, set(['paths', list, 'get', 'operationId'], 'delete')],
  ['SPEC_BAD_IDENTIFIER', `${listPlace}/operationId`, set(['paths', list, 'get', 'operationId'], 'constructor')],
  [
    'SPEC_BAD_PATH',
    `${v2File}#/paths/~1v2~1a b/get`,
    (project) =>
      project.edit('notes-v2', (document) => {
        document.paths['/v2/a b'] = { get: document.paths[list].get };
        delete document.paths[list].get;
      }),
  ],
  ['SPEC_MISSING_EFFECT', listPlace, set(['paths', list, 'get', 'x-effect'], undefined)],
  ['SPEC_UNKNOWN_EFFECT', `${listPlace}/x-effect`, set(['paths', list, 'get', 'x-effect'], 'write')],
  ['SPEC_MISSING_TOOL', listPlace, set(['paths', list, 'get', 'x-tool'], undefined)],
  ['SPEC_BAD_TOOL', `${listPlace}/x-tool`, set(['paths', list, 'get', 'x-tool'], false)],
  ['SPEC_BAD_TOOL', `${listPlace}/x-tool`, set(['paths', list, 'get', 'x-tool', 'expose'], false)],
  ['SPEC_BAD_TOOL', `${listPlace}/x-tool`, set(['paths', list, 'get', 'x-tool'], { expose: true, reason: 'x' })],
  ['SPEC_TOOL_NAME', `${listPlace}/x-tool`, set(['paths', list, 'get', 'x-tool', 'name'], 'constructor')],
  ['SPEC_TOOL_NAME', `${listPlace}/x-tool`, set(['paths', list, 'get', 'x-tool', 'name'], 'list.notes')],
  [
    'SPEC_TOOL_OWNERS',
    `${v2File}#/paths/~1v2~1notes~1{token}.json/delete`,
    set(['paths', list, 'post', 'x-tool', 'name'], 'expire_note'),
  ],
  [
    'SPEC_UNKNOWN_VARIANT',
    `${v1File}#/paths/~1n~1{token}~1preview.json/get`,
    set(['paths', '/n/{token}/preview.json', 'get', 'x-tool', 'variantOf'], 'preview_notes', 'notes-v1'),
  ],
  [
    'SPEC_VARIANT_EFFECT',
    `${v1File}#/paths/~1n~1{token}~1preview.json/get`,
    set(['paths', '/n/{token}/preview.json', 'get', 'x-effect'], 'update', 'notes-v1'),
  ],
  [
    'SPEC_CONSUME_EXPOSED',
    `${v2File}#/paths/~1v2~1notes~1{token}.json/get/x-tool`,
    set(['paths', '/v2/notes/{token}.json', 'get', 'x-tool'], { variantOf: 'preview_note' }),
  ],
  [
    'SPEC_IDEMPOTENCY_KEY',
    `${v2File}#/paths/~1v2~1notes~1{token}~1notify.json/post/x-idempotency-key`,
    set(['paths', '/v2/notes/{token}/notify.json', 'post', 'x-idempotency-key'], 'token'),
  ],
  [
    'SPEC_MISSING_DESCRIPTION',
    `${listPlace}/parameters/0`,
    set(['paths', list, 'get', 'parameters', 0, 'description'], undefined),
  ],
  [
    'SPEC_MISSING_DESCRIPTION',
    `${createPlace}/requestBody/content/application~1json/schema/properties/note/properties/kind`,
    set(['components', 'schemas', 'NewNote', 'properties', 'kind', 'description'], undefined),
  ],
  [
    'SPEC_MISSING_DESCRIPTION',
    `${createPlace}/requestBody/content/multipart~1form-data/schema/properties/note[files][]`,
    set([...form, 'description'], undefined),
  ],
  [
    'SPEC_OUTPUT_WITHOUT_SCHEMA',
    `${listPlace}/responses`,
    set(['paths', list, 'get', 'responses'], { 404: { description: 'No.' } }),
  ],
  [
    'SPEC_OUTPUT_WITHOUT_SCHEMA',
    `${listPlace}/responses/200`,
    set(['paths', list, 'get', 'responses', '200', 'content'], { 'text/html': { schema: { type: 'string' } } }),
  ],
  [
    'SPEC_RESERVED_HEADER',
    `${v1File}#/paths/~1n~1{token}~1preview.json/get/parameters/1`,
    set(['paths', '/n/{token}/preview.json', 'get', 'parameters', 1, 'name'], 'Content-Type', 'notes-v1'),
  ],
  [
    'SPEC_IDEMPOTENCY_KEY',
    `${createPlace}/x-idempotency-key`,
    set(['paths', list, 'post', 'x-idempotency-key'], 'locale'),
  ],
  ['SPEC_INPUT_COLLISION', createPlace, set(['paths', list, 'post', 'parameters', 0, 'name'], 'kind')],
  ['SPEC_INPUT_NAME', listPlace, set(['paths', list, 'get', 'parameters', 0, 'name'], 'page[number]')],
  [
    'SPEC_RECURSIVE_SCHEMA',
    `${listPlace}/responses/200/content/application~1json/schema/items/properties/parent`,
    set(['components', 'schemas', 'Note', 'properties', 'parent'], { $ref: '#/components/schemas/Note' }),
  ],
  [
    'SPEC_UNSUPPORTED',
    `${listPlace}/parameters/0/schema`,
    set(['paths', list, 'get', 'parameters', 0, 'schema'], { oneOf: [{ type: 'integer' }] }),
  ],
  [
    'SPEC_UNSUPPORTED',
    `${createPlace}/requestBody/content`,
    set(['paths', list, 'post', 'requestBody', 'content', 'application/json'], undefined),
  ],
  [
    'OVERRIDES_FAILED',
    'overrides/index.ts',
    (project) => project.write('overrides/index.ts', "throw new Error('no');\n"),
  ],
  ['OVERRIDES_FAILED', 'overrides/index.ts', replace('overrides/index.ts', /hints\[effect\]/, 'hints.nothing')],
  [
    'OVERRIDES_EXPORTS',
    'overrides/index.ts',
    (project) => project.write('overrides/index.ts', 'export const rules = {};\n'),
  ],
  [
    'SERVICE_UNREGISTERED',
    'overrides/services.ts',
    (project) => project.write('overrides/gotify/rules.ts', 'export const gotifyRules = {};\n'),
  ],
  ['RULE_EXTRA', 'overrides', replace('overrides/notes/rules.ts', /notesV2ListNotes: (.*)/, '$&\n  notesV2Gone: $1')],
  [
    'RULE_FIELD_EXTRA',
    'overrides/notes/rules.ts',
    replace('overrides/notes/rules.ts', /agent: 'show'/, "agent: 'show', ip: 'show'"),
  ],
  [
    'RULE_UNDECIDED',
    'overrides/notes/rules.ts',
    async (project) =>
      project.write('overrides/notes/rules.ts', openBook(await project.read('overrides/notes/rules.ts'))),
  ],
  [
    'TOOL_UNDECIDED',
    'overrides/notes/tools.ts',
    replace(
      'overrides/notes/tools.ts',
      /^(.*)list_notes: .*?\n/s,
      "import { undecided } from '../rule/operation-rule.ts';\n$1list_notes: undecided,\n",
    ),
  ],
  ['TOOL_BAD', 'overrides/index.ts', replace('overrides/index.ts', /type: 'object'/, "type: 'array'")],
  ['DOCS_MARKERS', 'docs/tools.md', (project) => project.write('docs/tools.md', '# Notes\n')],
  ['TREE_FOREIGN_FILE', 'generated/mine.ts', (project) => project.write('generated/mine.ts', 'mine\n')],
];

function replace(path: string, from: RegExp, to: string) {
  return async (project: Project) => {
    const text = await project.read(path);
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    await project.write(path, changed);
  };
}

/** As above, with `--check`: what would be added is missing. */
const checkCases: readonly Case[] = [
  ['RULE_MISSING', 'overrides/notes/rules.ts', replace('overrides/notes/rules.ts', / {2}notesV2ListNotes: .*\n/, '')],
  ['TOOL_MISSING', 'overrides/notes/tools.ts', replace('overrides/notes/tools.ts', / {2}list_notes: .*\n/, '')],
  [
    'SCAFFOLD_NO_BOOK',
    'overrides/notes/rules.ts',
    async (project) => {
      await project.write('overrides/notes/rules.ts', 'export const somethingElse = {};\n');
      await replace('overrides/index.ts', /^import \{ notesRules.*$/m, 'const notesRules = {};')(project);
    },
  ],
  ['OVERRIDES_MISSING', 'overrides/index.ts', (project) => rm(join(project.root, 'overrides/index.ts'))],
  ['SPEC_NONE', 'specs', (project) => rm(join(project.root, 'specs'), { recursive: true })],
];

test.each(cases)('%s at %s', (code, place, change) =>
  withProject(async (project) => {
    await change(project);
    const { ok, report } = await generator.run(project);
    expect(ok).toBe(false);
    expect(places(report)).toContainEqual([code, place]);
  }),
);

test.each(checkCases)('%s at %s, with --check', (code, place, change) =>
  withProject(async (project) => {
    await generator.writeCode(project);
    await change(project);
    const { ok, report } = await generator.run(project, { check: true });
    expect(ok).toBe(false);
    expect(places(report)).toContainEqual([code, place]);
  }),
);

function places({ diagnostics }: Report) {
  return diagnostics.map(({ code, file, pointer }) => [code, file + pointer]);
}

test('each code has a fixture that triggers it, and a row in the guide that says what it means and what to do', () => {
  const texts = diagnosticTexts;
  expect([...new Set([...cases, ...checkCases].map(([code]) => code))].sort()).toEqual([...texts.keys()].sort());
  for (const { meaning, fix } of texts.values())
    expect([meaning, fix]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
});

test('all problems of all files are reported at once, sorted, with cause and fix', () =>
  withProject(async (project) => {
    await project.edit('notes-v2', (document) => {
      delete document.paths[list].get['x-effect'];
      document.paths[list].post['x-sekret'] = true;
    });
    await project.edit('notes-v1', (document) => {
      document.paths['/n/{token}/preview.json'].get['x-tool'].variantOf = 'nobody';
    });
    const { report } = await generator.run(project);
    expect(report.format()).toMatchInlineSnapshot(`
      "SPEC_UNKNOWN_VARIANT  specs/notes-v1.yaml#/paths/~1n~1{token}~1preview.json/get
        There is no tool \`nobody\`.
        variantOf names a tool that no operation carries.
        fix: Correct the name.

      SPEC_MISSING_EFFECT  specs/notes-v2.yaml#/paths/~1v2~1notes.json/get
        There is no x-effect.
        The operation does not say what it does to the world. The HTTP method does not tell.
        fix: Add x-effect: read, consume, create, update, destroy or notify.

      SPEC_UNKNOWN_EXTENSION  specs/notes-v2.yaml#/paths/~1v2~1notes.json/post/x-sekret
        x-sekret is not known. Is x-secret meant?
        The generator knows no such x- key, so it would have no effect.
        fix: Use the key that is suggested, or leave it out. specs/README.md lists all.
      "
    `);
  }));

// openapi-typescript would load what it is given; here is what could bring an address to it
test.each<[where: string, schema: (address: string) => object]>([
  ['a discriminator', (address) => ({ discriminator: { propertyName: 'kind', mapping: { a: address } } })],
  ['a keyword that is rarely used', ($ref) => ({ dependentSchemas: { a: { $ref } } })],
  ['a value that is a literal', ($ref) => ({ enum: [{ $ref }], const: { $ref } })],
  ['a keyword that nobody knows', ($ref) => ({ somewhere: { $ref } })],
])('%s that names another address makes the generator ask nobody', (_, schema) =>
  withProject(async (project) => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await project.edit('notes-v2', (document) => {
      Object.assign(document.components.schemas.Problem, schema(`http://127.0.0.1:${port}/x.yaml`));
    });
    await generator.code(project);
    server.close();
    expect(asked).toBe(0);
  }),
);

const notify = ['paths', '/v2/notes/{token}/notify.json', 'post'];
const notifyPlace = `${v2File}#/paths/~1v2~1notes~1{token}~1notify.json/post`;
const html = { 200: { description: 'A page.', content: { 'text/html': { schema: { type: 'string' } } } } };
const text = {
  required: true,
  description: 'Text.',
  content: { 'text/plain': { schema: { oneOf: [{ type: 'string' }, { type: 'null' }] } } },
};

test.each<[what: string, change: (project: Project) => Promise<void>]>([
  ['no JSON answer', set([...notify, 'responses'], { ...html, 400: { description: 'No.' } })],
  ['no JSON body', set([...notify, 'requestBody'], text)],
  [
    'no JSON body and a key in it',
    async (project) => {
      await set([...notify, 'requestBody'], text)(project);
      await set([...notify, 'x-idempotency-key'], 'key')(project);
    },
  ],
  [
    'inputs without a description',
    set(['components', 'schemas', 'OpenedNote', 'properties', 'text', 'description'], undefined),
  ],
  [
    'a keyword that cannot be carried over',
    set([...notify, 'requestBody', 'content', 'application/json', 'schema', 'not'], {}),
  ],
])('an operation without a tool may have %s', (_, change) =>
  withProject(async (project) => {
    await change(project);
    const { ok, report } = await generator.run(project);
    expect(report.format()).toBe('');
    expect(ok).toBe(true);
  }),
);

test.each<[code: DiagnosticCode, place: string, change: (project: Project) => Promise<void>]>([
  ['SPEC_LINT', `${notifyPlace}/summary`, set([...notify, 'summary'], 5)],
  ['SPEC_MISSING_EFFECT', notifyPlace, set([...notify, 'x-effect'], undefined)],
  ['SPEC_BAD_TOOL', `${notifyPlace}/x-tool`, set([...notify, 'x-tool'], { expose: false })],
  ['SPEC_BAD_IDENTIFIER', `${notifyPlace}/operationId`, set([...notify, 'operationId'], 'notify-note')],
  ['SPEC_DUPLICATE_OPERATION_ID', notifyPlace, set([...notify, 'operationId'], 'notesV1PreviewNote')],
  ['SPEC_UNKNOWN_EXTENSION', `${notifyPlace}/x-efect`, set([...notify, 'x-efect'], 'read')],
])('an operation without a tool is held to %s, and to nothing else by the same mistake', (code, place, change) =>
  withProject(async (project) => {
    // An answer that would be refused of an exposed operation
    await set([...notify, 'responses'], { ...html, 400: { description: 'No.' } })(project);
    await change(project);
    const { report } = await generator.run(project);
    const found = places(report).filter(([other]) => code === 'SPEC_LINT' || other !== 'SPEC_LINT');
    expect(found).toEqual([[code, place]]);
  }),
);

test('what a specification says cannot drive the terminal', () => {
  const report = new Report();
  report.add('SPEC_BAD_IDENTIFIER', 'specs/x.yaml', '#/\u001b[2J', 'It is \u001b]0;title\u0007\u202e.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be gone
  expect(report.format()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
