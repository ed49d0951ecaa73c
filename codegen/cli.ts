import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from './explain.ts';
import { generate, type Outcome } from './generate.ts';
import { formatDiff } from './tree.ts';

const usage = `usage: npm run generate [-- --check | --explain OPERATION]

  (nothing)            specs/ and overrides/ → generated/, docs/tools.md, open entries in overrides/
  --check              write nothing; print what would change and exit 1 if anything would
  --explain OPERATION  say where an operation comes from and what became of it
  --root FOLDER        the project (default: the current folder)
`;

process.exitCode = await main();

async function main(): Promise<number> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const { check, explain: id } = options;
  const root = resolve(options.root);
  if (id !== undefined) return explain(root, id);
  const outcome = await generate(root, { check });
  process.stderr.write(describeOutcome(outcome, check));
  return outcome.ok ? 0 : 1;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      root: { type: 'string', default: process.cwd() },
      explain: { type: 'string' },
    },
  });
  if (values.check && values.explain !== undefined) throw new Error('--check and --explain do not go together.');
  return values;
}

function describeOutcome({ ok, report, changes }: Outcome, check: boolean): string {
  const problems = report.failed ? `${report.format()}\n` : '';
  if (check && changes.length > 0)
    return `${formatDiff(changes)}${problems}Stale: ${changes.length} file(s). Run: npm run generate\n`;
  const files = changes.map(({ path, after }) => `${after === undefined ? 'deleted' : 'written'}  ${path}\n`).join('');
  const state = ok && changes.length === 0 ? 'generated/ is up to date.\n' : '';
  const count = report.failed ? `${report.diagnostics.length} problem(s).\n` : '';
  return problems + files + state + count;
}
