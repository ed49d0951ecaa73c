// Deliberate breaks: each entry of breaks.json takes one protection out of a copy of this tree and runs the tests that have to notice.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** One edit of one line. */
interface Break {
  /** What is broken. */
  readonly name: string;
  readonly file: string;
  /** Text that the file holds exactly once. It may begin on a line before, where the line alone would not be the only one. */
  readonly find: string;
  readonly replace: string;
  /** Test files, each of which has a test that fails on the edit. */
  readonly noticedBy: readonly string[];
}

interface Report {
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Milliseconds after which a run of tests is ended: a break may make one wait for ever. */
const HANGS_AFTER = 600_000;

const root = fileURLToPath(new URL('../', import.meta.url));
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, check: { type: 'boolean' } } });
const all = JSON.parse(readFileSync(join(root, 'test/breaks.json'), 'utf8')) as readonly Break[];
const chosen = all.filter(({ name }) => values.only?.includes(name) ?? true);

/** Why an entry cannot be tried, where that is so. */
function staleness({ file, find, replace, noticedBy }: Break): string | undefined {
  if (!existsSync(join(root, file))) return `there is no ${file}`;
  const times = readFileSync(join(root, file), 'utf8').split(find).length - 1;
  if (times !== 1) return `its text is in ${file} ${times} times`;
  if (find === replace) return 'it changes nothing';
  if (noticedBy.length === 0) return 'it names no test file';
  const missing = noticedBy.find((test) => !existsSync(join(root, test)));
  return missing && `there is no ${missing}`;
}

/** A copy of what Git knows or would take in, with the installed packages linked. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'push-mcp-breaks-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listed.toString().split('\0')) {
    // One that was deleted is listed until that is committed
    if (file === '' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Runs test files in the copy, and gives the names of the tests that failed; undefined where a file could not be run at all. */
function failuresOf(copy: string, files: readonly string[], ...options: readonly string[]): string[] | undefined {
  const output = join(copy, 'report.json');
  rmSync(output, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporting = ['--reporter=json', `--outputFile=${output}`];
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--maxWorkers=1', ...reporting, ...options, ...files],
    {
      cwd: copy,
      stdio: 'ignore',
      timeout: HANGS_AFTER,
      killSignal: 'SIGKILL',
    },
  );
  if (status === 0) return [];
  if (!existsSync(output)) return undefined;
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Report;
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter((one) => one.status === 'failed'),
  );
  return failed.length > 0 ? failed.map(({ fullName }) => fullName) : undefined;
}

/** What happened to an entry: undefined where each of its test files noticed it. */
function tryBreak(copy: string, { file, find, replace, noticedBy }: Break): string | undefined {
  const path = join(copy, file);
  const sound = readFileSync(path, 'utf8');
  // In the form of a function, `$` means nothing in what is put in
  writeFileSync(
    path,
    sound.replace(find, () => replace),
  );
  try {
    for (const test of noticedBy) {
      const failed = failuresOf(copy, [test], '--bail=1');
      if (failed === undefined) return `${test} did not run to a failed test`;
      if (failed.length === 0) return `${test} stayed green`;
    }
    return undefined;
  } finally {
    writeFileSync(path, sound);
  }
}

function run(): number {
  const unknown = values.only?.filter((name) => !all.some((one) => one.name === name)) ?? [];
  const problems = unknown.map((name) => `${name}: there is no such entry`);
  for (const one of chosen) {
    const stale = staleness(one);
    if (stale !== undefined) problems.push(`${one.name}: stale, ${stale}`);
    if (all.some((other) => other !== one && other.name === one.name))
      problems.push(`${one.name}: the name is there twice`);
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) return 1;
  if (values.check) {
    console.log(`${chosen.length} entries fit the code`);
    return 0;
  }
  const copy = copyTree();
  try {
    const red = failuresOf(copy, [...new Set(chosen.flatMap(({ noticedBy }) => noticedBy))]);
    if (red === undefined || red.length > 0) {
      console.error(['Without a break, the tests have to pass, and these do not:', ...(red ?? [])].join('\n  '));
      return 1;
    }
    let passed = 0;
    for (const one of chosen) {
      const problem = tryBreak(copy, one);
      console.log(problem === undefined ? `ok    ${one.name}` : `FAIL  ${one.name}: ${problem}`);
      if (problem === undefined) passed += 1;
    }
    console.log(`${passed} passed, ${chosen.length - passed} failed`);
    return passed === chosen.length ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

process.exitCode = run();
