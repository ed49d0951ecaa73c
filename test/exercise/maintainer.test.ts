import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// The exercise of the README, done in a copy: edit a specification, generate, let the compiler name the place, decide, compare

const project = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
// Eight starts of a compiler a test, on a machine that may be busy
vi.setConfig({ testTimeout: 300_000 });
const tool = (name: string) => join(project, 'node_modules', '.bin', name);
let copy: string;

const parts = ['specs', 'codegen', 'generated', 'overrides', 'README.md', 'package.json', 'tsconfig.base.json'];
const configs = ['tsconfig.generated.json', 'tsconfig.overrides.json'];

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'push-mcp-exercise-'));
  for (const part of [...parts, ...configs]) await cp(join(project, part), join(copy, part), { recursive: true });
  await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
  await cp(join(copy, 'generated/tools.lock.json'), join(copy, 'before.json'));
});
afterEach(() => rm(copy, { recursive: true, force: true }));

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(join(copy, file), 'utf8');
  const after = before.replace(from, () => to);
  expect(after, `${file} holds what the exercise replaces`).not.toBe(before);
  await writeFile(join(copy, file), after);
}

/** Exit code and everything printed. */
async function command(name: string, args: readonly string[]): Promise<{ code: number; text: string }> {
  try {
    const { stdout, stderr } = await run(tool(name), args, { cwd: copy, maxBuffer: 1 << 24 });
    return { code: 0, text: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
}

const generate = () => command('tsx', ['codegen/cli.ts']);
const diff = async () => (await command('tsx', ['codegen/tools-diff.ts', '--base', 'before.json'])).text;

/** The places the type check complains about, without their messages. */
async function complaints(): Promise<string[]> {
  const { text } = await command('tsc', ['-b', 'tsconfig.overrides.json', '--pretty', 'false']);
  return [...text.matchAll(/^(\S+)\((\d+),\d+\): error/gm)]
    .map(([, file]) => file ?? '')
    .filter((file, i, all) => all.indexOf(file) === i);
}

test('a new response field is undecided in one rule, and additive once it is dropped or shown', async () => {
  await edit(
    'specs/pwpush-v2.yaml',
    /(description: The share link and nothing else\.\n\s+required: \[url\]\n\s+properties:\n)/,
    `description: The share link and nothing else.
      required: [url]
      properties:
        expired:
          type: boolean
          description: Whether the push has expired.
          examples: [false]
`,
  );
  await generate();
  expect(await complaints()).toEqual(['overrides/pwpush/rules.ts']);
  await edit(
    'overrides/pwpush/rules.ts',
    "output: { url: 'show' } },\n  pwpushV2GetPushAudit",
    "output: { url: 'show', expired: 'drop' } },\n  pwpushV2GetPushAudit",
  );
  expect(await generate()).toMatchObject({ code: 0 });
  expect(await complaints()).toEqual([]);
  expect(await diff()).not.toMatch(/breaking|safety/);
});

test('a new operation is scaffolded, does not compile until it is decided, and is an addition', async () => {
  await edit(
    'specs/pwpush-v2.yaml',
    /x-tool:\n\s+expose: false\n\s+reason: Sends e-mail[^\n]*\n/,
    'x-tool: { name: notify_push, title: Send the link, toolset: pwpush, description: Send the link of a push by e-mail. }\n',
  );
  const first = await generate();
  expect(first.code).toBe(1);
  expect(first.text).toContain('pwpushV2NotifyPush');
  expect(first.text).toContain('notify_push');
  expect(await complaints()).toEqual(['overrides/pwpush/rules.ts', 'overrides/pwpush/tools.ts']);
  const rules = await readFile(join(copy, 'overrides/pwpush/rules.ts'), 'utf8');
  const decided = rules
    .replace(/(notify_emails_to|url_token): undecided/g, "$1: 'secret'")
    .replace('notify_emails_to_locale: undecided', "notify_emails_to_locale: 'plain'")
    .replace('message: undecided', "message: 'drop'")
    .replace(/^import \{ undecided \}.*\n/m, '');
  await writeFile(join(copy, 'overrides/pwpush/rules.ts'), decided);
  await edit(
    'overrides/pwpush/tools.ts',
    'notify_push: undecided',
    `notify_push: {
    input: () => z.strictObject({ url_token: z.string(), notify_emails_to: z.string() }),
    output: () => z.object({ queued: z.boolean() }),
    secrets: ['url_token', 'notify_emails_to'],
    run: async (args: { url_token: string; notify_emails_to: string }, ctx: ToolContext) => {
      await ctx.call('pwpushV2NotifyPush', args, { credentials: 'bearer' });
      return { queued: true };
    },
  }`,
  );
  await edit('overrides/pwpush/tools.ts', /^import \{ undecided \}.*\n/m, '');
  expect(await generate()).toMatchObject({ code: 0 });
  expect(await complaints()).toEqual([]);
  expect(await diff()).toMatch(/additive[^\n]*notify_push/);
});

test('a new enum member wants a label in one place, and is an addition', async () => {
  await edit(
    'specs/pwpush-v2.yaml',
    /enum: \[0, 1, 2,([^\]]*)17\]/,
    'enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]',
  );
  await generate();
  expect(await complaints()).toEqual(['overrides/pwpush/rules.ts']);
  await edit('overrides/pwpush/rules.ts', "17: '3mo',", "17: '3mo',\n  18: '4mo',");
  expect(await generate()).toMatchObject({ code: 0 });
  expect(await complaints()).toEqual([]);
  expect(await diff()).not.toMatch(/breaking|safety/);
});

test('a renamed field is found at its rule, and its tool loses and gains a field', async () => {
  await edit('specs/pwpush-v2.yaml', /^ {8}views_remaining:$/m, '        views_left:');
  await generate();
  expect(await complaints()).toContain('overrides/pwpush/rules.ts');
  await edit(
    'overrides/pwpush/rules.ts',
    "  views_remaining: 'show',\n",
    "  views_remaining: 'show',\n  views_left: 'show',\n",
  );
  expect(await generate()).toMatchObject({ code: 0 });
  const changes = await diff();
  expect(changes).toMatch(/breaking[^\n]*views_remaining/);
  expect(changes).toContain('views_left');
});
