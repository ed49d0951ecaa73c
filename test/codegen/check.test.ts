import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatDiff } from '../../codegen/tree.ts';
import { generator, type Project, withProject } from './project.ts';

const withGenerated = (use: (project: Project) => Promise<void>) =>
  withProject(async (project) => {
    const { ok, report } = await generator.run(project);
    expect(report.format()).toBe('');
    expect(ok).toBe(true);
    await use(project);
  });

test('writes the whole tree and the tables of tools, and then has nothing to do', () =>
  withGenerated(async (project) => {
    expect(Object.keys(await project.generated())).toEqual([
      'generated/notes-v1/schemas.ts',
      'generated/notes-v1/types.ts',
      'generated/notes-v2/schemas.ts',
      'generated/notes-v2/types.ts',
      'generated/once.ts',
      'generated/operations.ts',
      'generated/schemas.ts',
      'generated/served-tool.ts',
      'generated/served.ts',
      'generated/tools.lock.json',
      'generated/tools.ts',
    ]);
    expect(await project.read('docs/tools.md')).toMatchInlineSnapshot(`
      "# Notes

      <!-- tools:start -->
      ## notes

      | Tool | Effect | Arguments | What it does |
      | --- | --- | --- | --- |
      | \`create_note\` | create | **\`text\`**, \`kind\` | Store a note. Does not show it. |
      | \`expire_note\` | destroy | **\`token\`** | Erase a note for good. |
      | \`list_notes\` | read | \`page\` | List the notes. Shows no text. |
      | \`preview_note\` | read | **\`token\`** | Get the link of a note. Does not open it. |
      <!-- tools:end -->

      Text below.
      "
    `);
    const again = await generator.run(project, { check: true });
    expect(again).toMatchObject({ ok: true, changes: [] });
  }));

test('--check reports a changed file with a diff and writes nothing', () =>
  withGenerated(async (project) => {
    await project.write(
      'generated/tools.ts',
      (await project.read('generated/tools.ts')).replace('List notes', 'List  notes'),
    );
    const before = await project.generated();
    const { ok, changes } = await generator.run(project, { check: true });
    expect(ok).toBe(false);
    expect(formatDiff(changes)).toMatchInlineSnapshot(`
      "--- a/generated/tools.ts
      +++ b/generated/tools.ts
      @@ -23,7 +23,7 @@
         },
         list_notes: {
           name: "list_notes",
      -    title: "List  notes",
      +    title: "List notes",
           toolset: "notes",
           description: "List the notes. Shows no text.",
           effect: "read",
      "
    `);
    expect(await project.generated()).toEqual(before);
  }));

test('--check reports a missing and an extra file, and generating mends both', () =>
  withGenerated(async (project) => {
    await rm(join(project.root, 'generated/once.ts'));
    await project.write('generated/old-api/types.ts', await project.read('generated/tools.ts'));
    const { ok, changes } = await generator.run(project, { check: true });
    expect(ok).toBe(false);
    expect(changes.map(({ path, before, after }) => [path, before !== undefined, after !== undefined])).toEqual([
      ['generated/old-api/types.ts', true, false],
      ['generated/once.ts', false, true],
    ]);
    expect(formatDiff(changes)).toContain('--- /dev/null\n+++ b/generated/once.ts\n');

    expect(await generator.run(project)).toMatchObject({ ok: true });
    expect(await project.generated()).not.toHaveProperty('generated/old-api/types.ts');
    expect(await generator.run(project, { check: true })).toMatchObject({ ok: true });
  }));

test('--check covers what the second step writes', () =>
  withGenerated(async (project) => {
    await project.write('generated/served.ts', 'changed by hand\n');
    await project.write('docs/tools.md', 'before\n<!-- tools:start -->\nold\n<!-- tools:end -->\nafter\n');
    const { ok, changes } = await generator.run(project, { check: true });
    expect(ok).toBe(false);
    expect(changes.map(({ path }) => path)).toEqual(['generated/served.ts', 'docs/tools.md']);
  }));

test('the accepted lock is left alone, whatever it holds', () =>
  withGenerated(async (project) => {
    await project.write('generated/accepted.lock.json', '{}\n');
    expect(await generator.run(project, { check: true })).toMatchObject({ ok: true, changes: [] });
    expect(await generator.run(project)).toMatchObject({ ok: true, changes: [] });
    expect(await project.read('generated/accepted.lock.json')).toBe('{}\n');
  }));

test('a change of one specification touches no file that another one is in by its hash alone', () =>
  withGenerated(async (project) => {
    const text = await project.read('specs/notes-v1.yaml');
    await project.write('specs/notes-v1.yaml', text.replace('description: No such note.', 'description: No note.'));
    const { changes } = await generator.run(project, { check: true });
    expect(changes.map(({ path }) => path)).toEqual(['generated/notes-v1/schemas.ts', 'generated/notes-v1/types.ts']);
  }));

test('a file that nobody generated is neither deleted nor passed over', () =>
  withGenerated(async (project) => {
    await project.write('generated/notes.txt', 'mine\n');
    const { ok, report } = await generator.run(project);
    expect(ok).toBe(false);
    expect(report.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['TREE_FOREIGN_FILE', 'generated/notes.txt'],
    ]);
    expect(await project.read('generated/notes.txt')).toBe('mine\n');
  }));

test('a specification that is refused leaves the tree as it was', () =>
  withGenerated(async (project) => {
    const before = await project.generated();
    await project.edit('notes-v2', (document) => {
      delete document.paths['/v2/notes.json'].get['x-effect'];
    });
    const { ok, changes, report } = await generator.run(project);
    expect({ ok, changes, codes: report.diagnostics.map(({ code }) => code) }).toEqual({
      ok: false,
      changes: [],
      codes: ['SPEC_MISSING_EFFECT'],
    });
    expect(await project.generated()).toEqual(before);
  }));
