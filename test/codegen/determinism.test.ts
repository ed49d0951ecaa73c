import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Project, repository, withProject } from './project.ts';

const run = promisify(execFile);

/** The program itself, in a process of its own. */
async function generateInProcess(project: Project, options: { cwd?: string; env?: Record<string, string> } = {}) {
  const args = [
    join(repository, 'node_modules/tsx/dist/cli.mjs'),
    join(repository, 'codegen/cli.ts'),
    '--root',
    project.root,
  ];
  await run(process.execPath, args, { cwd: options.cwd ?? repository, env: { ...process.env, ...options.env } });
  return { ...(await project.generated()), page: await project.read('docs/tools.md') };
}

/** The same document with its keys the other way round, in another notation. */
function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reverseKeys(member)]),
  );
}

test(
  'neither order of keys, notation, comments, time zone, language nor folder changes a byte, and none tells of them',
  () =>
    withProject(async (one) => {
      const expected = await generateInProcess(one);
      await withProject(async (other) => {
        for (const spec of ['specs/notes-v1.yaml', 'specs/notes-v2.yaml']) {
          const reversed = reverseKeys(parse(await other.read(spec)));
          const text = stringify(reversed, { defaultStringType: 'QUOTE_DOUBLE', aliasDuplicateObjects: false });
          await other.write(spec, `# A comment\n${text}`);
        }
        const env = { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', FORCE_COLOR: '1' };
        expect(await generateInProcess(other, { cwd: tmpdir(), env })).toEqual(expected);
      });
      const text = JSON.stringify(expected);
      expect(text).not.toContain(one.root);
      expect(text).not.toContain(repository);
      expect(text).not.toMatch(new RegExp(`${new Date().getFullYear()}-\\d\\d`));
    }),
  120_000,
);

test(
  'exit codes and streams: 0 done, 1 stale or refused, 2 wrong usage',
  () =>
    withProject(async (project) => {
      const tsx = join(repository, 'node_modules/tsx/dist/cli.mjs');
      const program = [tsx, join(repository, 'codegen/cli.ts'), '--root', project.root];
      const cli = async (...args: string[]) => {
        const env = { ...process.env, NO_COLOR: '1' };
        const done = await run(process.execPath, [...program, ...args], { env }).catch((error) => error);
        return { code: done.code ?? 0, stdout: done.stdout, stderr: done.stderr };
      };
      expect(await cli('--check')).toMatchObject({ code: 1, stdout: '' });
      expect((await cli()).stderr).toMatch(/^written {2}generated\/schemas\.ts$/m);
      expect(await cli('--check')).toEqual({ code: 0, stdout: '', stderr: 'generated/ is up to date.\n' });
      expect(await cli('--chek')).toMatchObject({ code: 2, stdout: '' });
      expect(await cli('--explain', 'notesV2ShowNotes')).toEqual({
        code: 2,
        stdout: '',
        stderr: 'There is no operation `notesV2ShowNotes`. Is notesV2ShowNote meant?\n',
      });
    }),
  120_000,
);
