import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import type { ChangeClass } from '../../codegen/lock-diff/change.ts';
import { compareLocks } from '../../codegen/lock-diff/compare-locks.ts';
import type { Lock } from '../../codegen/overrides/lock.ts';
import { type Document, generator, type Project, repository, withProject } from './project.ts';

let lock: Lock;

beforeAll(() =>
  withProject(async (project) => {
    await generator.run(project);
    const built = JSON.parse(await project.read('generated/tools.lock.json')) as Document;
    built.tools.preview_note.input.token.onlyWith = 'legacyPasswords';
    lock = built as unknown as Lock;
  }),
);

type Case = readonly [name: string, change: (lock: Document) => void, want: readonly [ChangeClass, string][]];

const cases: readonly Case[] = [
  ['nothing', () => undefined, []],
  ['header', (l) => Object.assign(l, { generated: 'otherwise' }), []],
  ['a tool is removed', (l) => delete l.tools.list_notes, [['breaking', 'list_notes: tool removed']]],
  [
    'a tool is added',
    (l) => Object.assign(l.tools, { new_tool: l.tools.list_notes }),
    [['additive', 'new_tool: tool added (read)']],
  ],
  [
    'an argument is removed',
    (l) => delete l.tools.list_notes.input.page,
    [['breaking', 'list_notes: argument page removed']],
  ],
  [
    'an argument is added',
    (l) => Object.assign(l.tools.list_notes.input, { order: { type: 'string' } }),
    [['additive', 'list_notes: argument order added']],
  ],
  [
    'a required argument is added',
    (l) => Object.assign(l.tools.list_notes.input, { order: { type: 'string', required: true } }),
    [['breaking', 'list_notes: required argument order added']],
  ],
  [
    'an argument becomes required',
    (l) => Object.assign(l.tools.list_notes.input.page, { required: true }),
    [['breaking', 'list_notes: argument page: optional → required']],
  ],
  [
    'an argument becomes optional',
    (l) => delete l.tools.create_note.input.text.required,
    [['additive', 'create_note: argument text: required → optional']],
  ],
  [
    'an enumeration is narrowed',
    (l) => l.tools.create_note.input.kind.enum.pop(),
    [['breaking', 'create_note: argument kind: no longer "link"']],
  ],
  [
    'an enumeration is widened',
    (l) => l.tools.create_note.input.kind.enum.push('file'),
    [['additive', 'create_note: argument kind: now also "file"']],
  ],
  [
    'a text becomes an enumeration',
    (l) => Object.assign(l.tools.create_note.input.text, { enum: ['a'] }),
    [['breaking', 'create_note: argument text: any value → ["a"]']],
  ],
  [
    'a type changes',
    (l) => Object.assign(l.tools.list_notes.input.page, { type: 'string' }),
    [['breaking', 'list_notes: argument page: type integer → string']],
  ],
  [
    'a default changes',
    (l) => Object.assign(l.tools.create_note.input.kind, { default: 'link' }),
    [['breaking', 'create_note: argument kind: default "plain" → "link"']],
  ],
  [
    'a limit is narrowed',
    (l) => Object.assign(l.tools.list_notes.input.page.limits, { maximum: 100 }),
    [['breaking', 'list_notes: argument page: maximum 200 → 100']],
  ],
  [
    'a limit is widened',
    (l) => Object.assign(l.tools.list_notes.input.page.limits, { maximum: 1000 }),
    [['additive', 'list_notes: argument page: maximum 200 → 1000']],
  ],
  [
    'an effect is weakened',
    (l) => Object.assign(l.tools.expire_note, { effect: 'update' }),
    [['safety', 'expire_note: effect weakened: destroy → update']],
  ],
  [
    'an effect becomes graver',
    (l) => Object.assign(l.tools.list_notes, { effect: 'update' }),
    [['breaking', 'list_notes: effect changed: read → update']],
  ],
  [
    'a notification claims to be a read',
    (l) => {
      l.tools.create_note.effect = 'read';
    },
    [['safety', 'create_note: effect weakened: create → read']],
  ],
  [
    'the path of the preview is exchanged for that of the retrieval',
    (l) => Object.assign(l.tools.preview_note.requests, { notesV2PreviewNote: 'GET /v2/notes/{token}.json' }),
    [
      [
        'safety',
        'preview_note: notesV2PreviewNote sends GET /v2/notes/{token}.json in place of GET /v2/notes/{token}/preview.json',
      ],
    ],
  ],
  [
    'a method is exchanged',
    (l) => Object.assign(l.tools.list_notes.requests, { notesV2ListNotes: 'DELETE /v2/notes.json' }),
    [['safety', 'list_notes: notesV2ListNotes sends DELETE /v2/notes.json in place of GET /v2/notes.json']],
  ],
  [
    'a tool stands on another operation',
    (l) => {
      l.tools.preview_note.requests = { notesV2ShowNote: 'GET /v2/notes/{token}.json' };
    },
    [
      ['safety', 'preview_note: sends notesV2ShowNote now (GET /v2/notes/{token}.json)'],
      ['additive', 'preview_note: no longer sends notesV1PreviewNote (GET /n/{token}/preview.json)'],
      ['additive', 'preview_note: no longer sends notesV2PreviewNote (GET /v2/notes/{token}/preview.json)'],
    ],
  ],
  [
    'the destructive hint is dropped',
    (l) => Object.assign(l.tools.expire_note.annotations, { destructiveHint: false }),
    [['safety', 'expire_note: annotation destructiveHint: true → false']],
  ],
  [
    'a writing tool claims to read only',
    (l) => Object.assign(l.tools.create_note.annotations, { readOnlyHint: true }),
    [['safety', 'create_note: annotation readOnlyHint: false → true']],
  ],
  [
    'a tool is announced as destructive',
    (l) => Object.assign(l.tools.create_note.annotations, { destructiveHint: true }),
    [['additive', 'create_note: annotation destructiveHint: false → true']],
  ],
  [
    'a result field is added',
    (l) => Object.assign(l.tools.list_notes.output, { text: { type: 'string' } }),
    [['safety', 'list_notes: result text is shown now']],
  ],
  [
    'a result field is removed',
    (l) => delete l.tools.list_notes.output.url,
    [['breaking', 'list_notes: result url removed']],
  ],
  [
    'a secret argument becomes plain',
    (l) => Object.assign(l.rules.notesV2CreateNote.input, { text: 'plain' }),
    [['safety', 'notesV2CreateNote: rule input.text: secret → plain']],
  ],
  [
    'a plain argument becomes secret',
    (l) => Object.assign(l.rules.notesV2CreateNote.input, { kind: 'secret' }),
    [['additive', 'notesV2CreateNote: rule input.kind: plain → secret']],
  ],
  [
    'a dropped field is shown',
    (l) => Object.assign(l.rules.notesV2CreateNote.output, { text: 'show' }),
    [['safety', 'notesV2CreateNote: rule output.text: drop → show']],
  ],
  [
    'a new field is shown',
    (l) => Object.assign(l.rules.notesV2CreateNote.output, { 'views.ip': 'show' }),
    [['safety', 'notesV2CreateNote: rule output.views.ip: none → show']],
  ],
  [
    'a secret field is shown, for a reason',
    (l) => Object.assign(l.rules.notesV2CreateNote.output, { text: 'show because the caller wrote it' }),
    [['safety', 'notesV2CreateNote: rule output.text: drop → show because the caller wrote it']],
  ],
  [
    'a field that is shown gets a reason',
    (l) => Object.assign(l.rules.notesV2CreateNote.output, { link: 'show because it is asked for' }),
    [['text', 'notesV2CreateNote: rule output.link: show → show because it is asked for']],
  ],
  [
    'a credential becomes an argument where a setting is on',
    (l) => Object.assign(l.rules.notesV2CreateNote.input, { locale: 'only with legacyPasswords' }),
    [['safety', 'notesV2CreateNote: rule input.locale: hidden → only with legacyPasswords']],
  ],
  [
    'an argument is listed without the setting that it was listed with',
    (l) => delete l.tools.preview_note.input.token.onlyWith,
    [['safety', 'preview_note: argument token: no longer only with legacyPasswords']],
  ],
  ['a new field is dropped', (l) => Object.assign(l.rules.notesV2CreateNote.output, { 'views.ip': 'drop' }), []],
  [
    'a description changes',
    (l) => Object.assign(l.tools.list_notes, { description: 'x' }),
    [['text', 'list_notes: description']],
  ],
  [
    'the description of an argument changes',
    (l) => Object.assign(l.tools.expire_note.input.token, { description: 'x' }),
    [['text', 'expire_note: argument token: description']],
  ],
];

test.each(cases)('%s', (_name, change, want) => {
  const after = structuredClone(lock);
  change(after);
  expect(
    compareLocks(lock, after).map(({ class: found, subject, detail }) => [found, `${subject}: ${detail}`]),
  ).toEqual(want);
});

const run = promisify(execFile);

/** A program of the generator in a process of its own. */
const program =
  (name: string, project: Project) =>
  async (...args: string[]) => {
    const file = join(repository, `codegen/${name}.ts`);
    const argv = [join(repository, 'node_modules/tsx/dist/cli.mjs'), file, '--root', project.root, ...args];
    const done = await run(process.execPath, argv).catch((error) => error);
    const { code = 0, stdout, stderr } = done as { code?: number; stdout: string; stderr: string };
    return { code, stdout: stdout.replaceAll(project.root, '.'), stderr: stderr.split('\n', 1)[0] };
  };

async function changeLock(project: Project, change: (lock: Document) => void): Promise<void> {
  const after = JSON.parse(await project.read('generated/tools.lock.json')) as Document;
  change(after);
  await project.write('generated/tools.lock.json', JSON.stringify(after));
}

test(
  'the program compares with a file or a revision, and fails on what it is told to',
  () =>
    withProject(async (project) => {
      await generator.run(project);
      const diff = program('tools-diff', project);
      const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
      const git = (...args: string[]) => run('git', ['-C', project.root, ...identity, ...args]);
      await git('init', '-q');
      await git('add', '-A');
      await git('commit', '-qm', 'before');

      const same = { code: 0, stdout: 'The tools are the same as in HEAD.\n', stderr: '' };
      expect(await diff('--base', 'HEAD')).toEqual(same);
      const before = join(project.root, 'before.json');
      await project.write('before.json', await project.read('generated/tools.lock.json'));
      await changeLock(project, (after) => {
        delete after.tools.preview_note;
        after.rules.notesV2CreateNote.input.text = 'plain';
      });

      expect(await diff('--base', 'HEAD')).toMatchInlineSnapshot(`
        {
          "code": 0,
          "stderr": "",
          "stdout": "breaking  preview_note       tool removed
        safety    notesV2CreateNote  rule input.text: secret → plain

        1 breaking, 1 safety, 0 additive, 0 text (since HEAD)
        ",
        }
      `);
      expect(await diff('--base', before, '--fail-on', 'safety')).toMatchObject({ code: 1 });
      expect(await diff('--base', before, '--fail-on', 'additive,text')).toMatchObject({ code: 0 });
      expect(await diff('--base', 'no-such-revision')).toMatchObject({ code: 2, stdout: '' });
      expect(await diff('--fail-on', 'everything')).toMatchObject({
        code: 2,
        stderr: '--fail-on: there is no class "everything".',
      });
    }),
  60_000,
);

test(
  'a change of safety fails until it is accepted in one sentence, which the changelog keeps',
  () =>
    withProject(async (project) => {
      await generator.run(project);
      const check = () => program('tools-diff', project)('--fail-on', 'safety');
      const accept = program('tools-accept', project);
      expect(await check()).toMatchObject({ code: 2, stderr: 'There is no generated/accepted.lock.json.' });
      await project.write('generated/accepted.lock.json', await project.read('generated/tools.lock.json'));
      await project.write('CHANGELOG.md', '# Changelog\n\n## 0.2.0\n\n- New.\n\n## 0.1.0\n\n- Old.\n');
      expect(await check()).toMatchObject({ code: 0 });
      expect(await accept('--because', 'Nothing happened.')).toEqual({
        code: 0,
        stdout: 'Nothing to accept: the tools are those of generated/accepted.lock.json.\n',
        stderr: '',
      });

      await changeLock(project, (after) => {
        after.tools.preview_note.requests.notesV2PreviewNote = 'GET /v2/notes/{token}.json';
      });
      const accepted = await project.read('generated/accepted.lock.json');
      expect(await check()).toMatchInlineSnapshot(`
        {
          "code": 1,
          "stderr": "",
          "stdout": "safety    preview_note  notesV2PreviewNote sends GET /v2/notes/{token}.json in place of GET /v2/notes/{token}/preview.json

        0 breaking, 1 safety, 0 additive, 0 text (since generated/accepted.lock.json)
        To accept it in words: npm run tools:accept -- --because 'one sentence'
        ",
        }
      `);
      for (const sentence of [[], ['--because', ' '], ['--because', 'One.\nTwo.'], ['--because', 'A \u202e b.']])
        expect(await accept(...sentence)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--because: /) });
      expect(await project.read('generated/accepted.lock.json')).toBe(accepted);

      expect(await accept('--because', 'The preview moved.')).toMatchObject({ code: 0 });
      expect(await check()).toMatchObject({ code: 0 });
      expect(await project.read('generated/accepted.lock.json')).toBe(await project.read('generated/tools.lock.json'));

      await changeLock(project, (after) => {
        after.tools.list_notes.title = 'All notes';
      });
      expect(await accept('--because', 'A title needs no words.')).toMatchObject({ code: 0 });
      await changeLock(project, (after) => {
        after.rules.notesV2CreateNote.output.text = 'show';
      });
      expect(await accept('--because', 'The text is public.')).toMatchObject({ code: 0 });
      expect(await project.read('CHANGELOG.md')).toMatchInlineSnapshot(`
        "# Changelog

        ## 0.2.0

        - New.

        ### Accepted changes of safety

        - The text is public.
          - \`notesV2CreateNote: rule output.text: drop → show\`
        - The preview moved.
          - \`preview_note: notesV2PreviewNote sends GET /v2/notes/{token}.json in place of GET /v2/notes/{token}/preview.json\`

        ## 0.1.0

        - Old.
        "
      `);
    }),
  120_000,
);
