import { expect, test } from 'vitest';
import { typeCheck } from './compile.ts';
import { generator, type Project, withProject } from './project.ts';

const addOperation = (project: Project) =>
  project.edit('notes-v2', (document) => {
    document.paths['/v2/notes/{token}/audit.json'] = {
      parameters: [{ $ref: '#/components/parameters/Token' }],
      get: {
        ...document.paths['/v2/notes.json'].get,
        operationId: 'notesV2GetNoteAudit',
        'x-tool': {
          name: 'get_note_audit',
          title: 'Get the audit',
          toolset: 'notes',
          description: 'Tell who opened a note.',
        },
      },
    };
  });

test('a new operation and its tool get entries in which nothing is decided, and nothing else changes', () =>
  withProject(async (project) => {
    const rules = await project.read('overrides/notes/rules.ts');
    const tools = await project.read('overrides/notes/tools.ts');
    await addOperation(project);
    const { ok, report } = await generator.run(project);
    expect(ok).toBe(false);
    expect(report.diagnostics).toMatchInlineSnapshot(`
      [
        {
          "code": "RULE_UNDECIDED",
          "detail": "\`notesV2GetNoteAudit\`: input.page, input.token, output.created_at, output.token, output.views.agent, output.views.kind.",
          "file": "overrides/notes/rules.ts",
          "pointer": "",
        },
        {
          "code": "TOOL_UNDECIDED",
          "detail": "\`get_note_audit\`.",
          "file": "overrides/notes/tools.ts",
          "pointer": "",
        },
      ]
    `);

    const after = await project.read('overrides/notes/rules.ts');
    const entry = after.indexOf('  notesV2GetNoteAudit');
    expect(after.slice(entry)).toMatchInlineSnapshot(`
      "  notesV2GetNoteAudit: {
          input: {
            page: undecided,
            token: undecided,
          },
          output: {
            created_at: undecided,
            token: undecided,
            views: {
              agent: undecided,
              kind: undecided,
            },
          },
        },
      } as const satisfies Record<string, Rule>;
      "
    `);
    const [firstImport = '', ...rest] = rules.split('\n');
    const undecided = "import { undecided } from '../rule/operation-rule.ts';";
    expect(after.slice(0, entry)).toBe(
      [firstImport, undecided, ...rest].join('\n').replace(/} as const satisfies.*\n/, ''),
    );
    expect(await project.read('overrides/notes/tools.ts')).toBe(
      tools
        .replace("from 'zod';\n", "from 'zod';\nimport { undecided } from '../rule/operation-rule.ts';\n")
        .replace('z.string() }),\n};', 'z.string() }),\n  get_note_audit: undecided,\n};'),
    );
  }));

test('a scaffolded entry does not compile until it is decided', () =>
  withProject(async (project) => {
    await addOperation(project);
    await generator.run(project);
    const errors = typeCheck([`${project.root}/overrides/notes/rules.ts`]);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.join('\n')).toContain('overrides/notes/rules.ts');
  }));

test('with --check nothing is added, and the diff shows what would be', () =>
  withProject(async (project) => {
    const rules = await project.read('overrides/notes/rules.ts');
    await addOperation(project);
    await generator.writeCode(project);
    const { ok, report, changes } = await generator.run(project, { check: true });
    expect(ok).toBe(false);
    expect(report.diagnostics.map(({ code, detail }) => `${code} ${detail}`)).toEqual([
      'RULE_MISSING `notesV2GetNoteAudit` has no entry.',
      'TOOL_MISSING `get_note_audit` has no entry.',
    ]);
    expect(changes.map(({ path }) => path)).toEqual(['overrides/notes/rules.ts', 'overrides/notes/tools.ts']);
    expect(await project.read('overrides/notes/rules.ts')).toBe(rules);
  }));

test('line ends, an import that is there and a missing comma are kept as they are', () =>
  withProject(async (project) => {
    const rules = (await project.read('overrides/notes/rules.ts'))
      .replace(
        /^import type.*\n/,
        "import { type Rule, undecided } from '../rule/operation-rule.ts';\nvoid undecided;\n",
      )
      .replace("output: { url: 'show' } },\n} as", "output: { url: 'show' } }\n} as")
      .replaceAll('\n', '\r\n');
    await project.write('overrides/notes/rules.ts', rules);
    await addOperation(project);
    await generator.run(project);
    const after = await project.read('overrides/notes/rules.ts');
    expect(after.startsWith(rules.slice(0, rules.indexOf('\r\n} as const')))).toBe(true);
    expect(after).not.toMatch(/[^\r]\n/);
    expect(after).toContain('},\r\n  notesV2GetNoteAudit: {\r\n    input: {\r\n');
  }));

test('a decision that is still open is named by operation and field', () =>
  withProject(async (project) => {
    const rules = await project.read('overrides/notes/rules.ts');
    await project.write(
      'overrides/notes/rules.ts',
      rules
        .replace('import type { Rule }', 'import { type Rule, undecided }')
        .replace("page: 'plain'", 'page: undecided')
        .replace("agent: 'show'", 'agent: undecided'),
    );
    const { report } = await generator.run(project);
    expect(report.diagnostics.map(({ detail }) => detail)).toEqual([
      '`notesV2ListNotes`: input.page, output.views.agent.',
      '`notesV2CreateNote`: output.views.agent.',
      '`notesV2ExpireNote`: output.views.agent.',
    ]);
  }));

const addService = async (project: Project) => {
  const notes = await project.read('specs/notes-v1.yaml');
  const tool = '{ name: show_thing, title: Show, toolset: things, description: Show a thing. }';
  const things = notes.replace('notesV1PreviewNote', 'thingsShow').replace('{ variantOf: preview_note }', tool);
  await project.write('specs/things.yaml', things.replace('/n/', '/things/'));
};

test('a service that is not registered is named, and what was decided for it is not asked a second time', () =>
  withProject(async (project) => {
    await addService(project);
    const book = (name: string, entries: string) => `export const things${name} = {${entries}} as const;\n`;
    await project.write('overrides/things/rules.ts', book('Rules', ''));
    await project.write('overrides/things/tools.ts', book('Tools', " show_thing: () => 'written' "));
    const codes = async () => {
      const { report } = await generator.run(project);
      return report.diagnostics.map(({ code, file }) => `${code} ${file}`);
    };
    expect(await codes()).toEqual([
      'SERVICE_UNREGISTERED overrides/services.ts',
      'RULE_UNDECIDED overrides/things/rules.ts',
    ]);
    const decided = (await project.read('overrides/things/rules.ts')).replaceAll(': undecided', ": 'plain'");
    await project.write('overrides/things/rules.ts', decided);
    expect(await codes()).toEqual(['SERVICE_UNREGISTERED overrides/services.ts']);
    expect(await project.read('overrides/things/rules.ts')).toBe(decided);
  }));

test('a described service without a folder is named once, and each missing book once', () =>
  withProject(async (project) => {
    await addService(project);
    const { report } = await generator.run(project);
    expect(report.diagnostics.map(({ code, detail }) => `${code} ${detail}`)).toMatchInlineSnapshot(`
      [
        "SERVICE_UNREGISTERED specs/ describes tools of \`things\`, and the service is not registered.",
        "SCAFFOLD_NO_BOOK There is no exported object \`thingsRules\`.",
        "RULE_UNDECIDED \`thingsShow\`: input.X-Locale, input.token, output.url.",
        "SCAFFOLD_NO_BOOK There is no exported object \`thingsTools\`.",
        "TOOL_UNDECIDED \`show_thing\`.",
      ]
    `);
  }));
