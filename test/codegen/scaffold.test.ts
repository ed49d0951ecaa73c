import { expect, test } from 'vitest';
import { typeCheck } from './compile.ts';
import { type Project, useGenerator, withProject } from './project.ts';

const generator = useGenerator();

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
