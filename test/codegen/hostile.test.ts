import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { identifiersOf, typeCheck } from './compile.ts';
import { createProject, type Document, generator, type Project } from './project.ts';

// In pieces, so that a message that quotes this file is not mistaken for the canary
const canary = ['CAN', 'ARY'].join('');
const act = `globalThis.${canary} = 1`;

/** Ways out of the quotes, comments and elements that a text may find itself in. */
const quotings = {
  single: `'; ${act}; '`,
  double: `"; ${act}; "`,
  template: `\`; ${act}; \${${act}}\``,
  comment: `*/ ${act}; /* @ts-nocheck`,
  line: `\n${act};\r\u2028${act}; // @ts-ignore`,
  element: `</script><script>${act}</script>|{{lit ${canary}}}{{{${canary}}}}\\`,
} as const;

const list = '/v2/notes.json';
type Place = (document: Document, text: string) => void;

function renameKey(holder: Document, from: string, to: string) {
  holder[to] = holder[from];
  delete holder[from];
}

/** A rule decides about the old name, so that one stays. */
function copyKey(holder: Document, from: string, to: string) {
  holder[to] = holder[from];
}

/** Every place of a specification that holds free text or a name. */
const places: Readonly<Record<string, Place>> = {
  'info title': (d, text) => Object.assign(d.info, { title: text }),
  'info version': (d, text) => Object.assign(d.info, { version: text }),
  'info description': (d, text) => Object.assign(d.info, { description: text }),
  'server url': (d, text) => Object.assign(d.servers[0], { url: text }),
  'tag name': (d, text) => Object.assign(d.tags[0], { name: text }),
  summary: (d, text) => Object.assign(d.paths[list].get, { summary: text }),
  'operation description': (d, text) => Object.assign(d.paths[list].get, { description: text }),
  path: (d, text) => renameKey(d.paths, list, `/v2/${text}`),
  operationId: (d, text) => Object.assign(d.paths[list].get, { operationId: text }),
  'tool name': (d, text) => Object.assign(d.paths[list].get['x-tool'], { name: text }),
  'tool title': (d, text) => Object.assign(d.paths[list].get['x-tool'], { title: text }),
  'tool description': (d, text) => Object.assign(d.paths[list].get['x-tool'], { description: text }),
  'tool set': (d, text) => Object.assign(d.paths[list].get['x-tool'], { toolset: text }),
  'reason to hide': (d, text) => Object.assign(d.paths['/v2/notes/{token}.json'].get['x-tool'], { reason: text }),
  effect: (d, text) => Object.assign(d.paths[list].get, { 'x-effect': text }),
  release: (d, text) => Object.assign(d.paths[list].get, { 'x-since': text }),
  'idempotency key': (d, text) => Object.assign(d.paths[list].post, { 'x-idempotency-key': text }),
  'parameter name': (d, text) => Object.assign(d.paths[list].get.parameters[0], { name: text }),
  'parameter description': (d, text) => Object.assign(d.paths[list].get.parameters[0], { description: text }),
  'input property name': (d, text) => renameKey(d.components.schemas.NewNote.properties, 'kind', text),
  'input description': (d, text) => Object.assign(d.components.schemas.NewNote.properties.kind, { description: text }),
  'wrapper name': (d, text) => {
    renameKey(d.components.schemas.CreateNote.properties, 'note', text);
    d.components.schemas.CreateNote.required = [text];
  },
  'output description': (d, text) =>
    Object.assign(d.components.schemas.Note.properties.created_at, { description: text }),
  'output property name': (d, text) => copyKey(d.components.schemas.Note.properties, 'created_at', text),
  'nested output property name': (d, text) => copyKey(d.components.schemas.View.properties, 'agent', text),
  'schema title': (d, text) => Object.assign(d.components.schemas.Note, { title: text }),
  'closed enum member': (d, text) => d.components.schemas.NewNote.properties.kind.enum.push(text),
  'open enum member': (d, text) => d.components.schemas.View.properties.kind.anyOf[0].enum.push(text),
  const: (d, text) =>
    Object.assign(d.components.schemas.Note.properties, { fixed: { const: text, description: 'Fixed.' } }),
  default: (d, text) => Object.assign(d.components.schemas.NewNote.properties.text, { default: text }),
  example: (d, text) => Object.assign(d.components.schemas.NewNote.properties.text, { examples: [text] }),
  pattern: (d, text) => Object.assign(d.components.schemas.NewNote.properties.text, { pattern: text }),
  format: (d, text) => Object.assign(d.components.schemas.NewNote.properties.text, { format: text }),
  'component name': (d, text) => {
    renameKey(d.components.schemas, 'View', text);
    d.components.schemas.Note.properties.views.items.$ref = `#/components/schemas/${text}`;
  },
  reference: (d, text) => Object.assign(d.components.schemas.Note.properties.views.items, { $ref: `#/${text}` }),
  'request content type': (d, text) => renameKey(d.paths[list].post.requestBody.content, 'multipart/form-data', text),
  'response content type': (d, text) => renameKey(d.paths[list].get.responses['200'].content, 'application/json', text),
  'error content type': (d, text) => renameKey(d.components.responses.Unauthorized.content, 'application/json', text),
  'response header name': (d, text) =>
    Object.assign(d.paths[list].get.responses['200'], { headers: { [text]: { schema: { type: 'string' } } } }),
  'extension key': (d, text) => Object.assign(d.paths[list].get, { [`x-${text}`]: true }),
};

const combinations = Object.keys(places).flatMap((place) =>
  Object.keys(quotings).map((quoting) => [place, quoting] as const),
);

/** The same for every text that leaves no trace. */
function contentOf(files: Iterable<string>): string {
  return JSON.stringify([...files].map((text) => text.replaceAll(/sha256:[0-9a-f]{64}/g, '')));
}

async function callEverything(project: Project): Promise<void> {
  const load = (path: string) => import(pathToFileURL(join(project.root, 'generated', path)).href);
  const { schemas } = (await load('schemas.ts')) as { schemas: Record<string, { input(): object; output(): object }> };
  for (const { input, output } of Object.values(schemas)) expect([input(), output()]).toHaveLength(2);
  await Promise.all(['operations.ts', 'tools.ts', 'served.ts'].map(load));
}

describe('text of a specification never becomes code', () => {
  const outcomes = new Map<string, Set<string>>();
  const refused = new Set<string>();
  const seen = new Set<string>();

  test.concurrent.each(combinations)('%s, %s', async (place, quoting) => {
    const project = await createProject();
    await project.edit('notes-v2', (document) => places[place]?.(document, quotings[quoting as keyof typeof quotings]));
    const { result, report } = await generator.code(project);
    const codes = [...new Set(report.diagnostics.map(({ code }) => code))].sort();
    outcomes.set(place, (outcomes.get(place) ?? new Set()).add(codes.join(' ') || 'generated'));
    const content = result && contentOf(result.files.values());
    if (content === undefined) refused.add(`${place}, ${quoting}`);
    if (content === undefined || seen.has(content)) return project.remove();

    seen.add(content);
    await generator.run(project);
    for (const [path, text] of Object.entries(await project.generated())) {
      if (path.endsWith('.json')) expect(() => JSON.parse(text), path).not.toThrow();
      else
        expect([path, identifiersOf(text).errors, identifiersOf(text).identifiers.has(canary)]).toEqual([
          path,
          0,
          false,
        ]);
      // A directive in a comment would switch the checks off
      expect(text, path).not.toMatch(/^\s*(\/\/|\/?\*+)\s*@ts-/m);
    }
    await callEverything(project);
    expect(globalThis).not.toHaveProperty(canary);
    expect((await project.read('docs/tools.md')).replaceAll(/\\[|`\\]/g, '')).not.toMatch(/<script|<\/script/);
    await project.remove();
  });

  test('what is generated with all of them together compiles', async () => {
    const projects = await Promise.all(
      Object.entries(quotings).map(async ([quoting, text]) => {
        const project = await createProject();
        await project.edit('notes-v2', (document) => {
          // An example would have to fit the pattern
          for (const [place, put] of Object.entries(places))
            if (place !== 'pattern' && !refused.has(`${place}, ${quoting}`)) put(document, text);
        });
        const { report } = await generator.run(project);
        expect(report.format()).toBe('');
        return project;
      }),
    );
    const modules = ['operations.ts', 'schemas.ts', 'served.ts', 'tools.ts'];
    expect(typeCheck(projects.flatMap(({ root }) => modules.map((path) => join(root, 'generated', path))))).toEqual([]);
    await Promise.all(projects.map((project) => project.remove()));
  }, 60_000);

  test('what is refused is refused by name', () => {
    const table = [...outcomes].map(([place, found]) => `${place}: ${[...found].sort().join(', ')}`);
    expect(`\n${table.join('\n')}\n`).toMatchInlineSnapshot(`
      "
      info title: generated
      info version: generated
      info description: SPEC_LINT, generated
      server url: SPEC_LINT, generated
      tag name: generated
      summary: generated
      operation description: SPEC_LINT, generated
      path: SPEC_BAD_PATH, SPEC_BAD_PATH SPEC_LINT
      operationId: SPEC_BAD_IDENTIFIER SPEC_LINT
      tool name: SPEC_TOOL_NAME
      tool title: generated
      tool description: SPEC_LINT, generated
      tool set: SPEC_BAD_TOOL
      reason to hide: generated
      effect: SPEC_UNKNOWN_EFFECT
      release: SPEC_BAD_EXTENSION
      idempotency key: SPEC_IDEMPOTENCY_KEY
      parameter name: SPEC_INPUT_NAME
      parameter description: SPEC_LINT, generated
      input property name: SPEC_INPUT_NAME
      input description: SPEC_LINT, generated
      wrapper name: generated
      output description: SPEC_LINT, generated
      output property name: generated
      nested output property name: generated
      schema title: generated
      closed enum member: generated
      open enum member: generated
      const: generated
      default: generated
      example: generated
      pattern: SPEC_UNSUPPORTED, generated
      format: generated
      component name: SPEC_UNRESOLVED_REF
      reference: SPEC_UNRESOLVED_REF
      request content type: generated
      response content type: SPEC_OUTPUT_WITHOUT_SCHEMA
      error content type: generated
      response header name: generated
      extension key: SPEC_UNKNOWN_EXTENSION
      "
    `);
  });
});
