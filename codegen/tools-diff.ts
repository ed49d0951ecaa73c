import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ChangeClass, changeClasses, type SurfaceChange } from './lock-diff/change.ts';
import { compareLocks } from './lock-diff/compare-locks.ts';
import type { Lock } from './overrides/lock.ts';

const lockPath = 'generated/tools.lock.json';
const usage = `usage: npm run tools:diff [-- --base REVISION|FILE] [--fail-on CLASS,…] [--root FOLDER]

  --base     what to compare with: a git revision (default: HEAD) or a file
  --fail-on  exit 1 if there is a change of one of these classes: ${changeClasses.join(', ')}
`;

process.exitCode = main(process.argv.slice(2));

function main(argv: string[]): number {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        base: { type: 'string', default: 'HEAD' },
        'fail-on': { type: 'string', default: '' },
        root: { type: 'string', default: process.cwd() },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    const failing = readClasses(values['fail-on']);
    const before = parseLock(readBase(values.root, values.base), values.base);
    const after = parseLock(readFileSync(join(values.root, lockPath), 'utf8'), lockPath);
    const changes = compareLocks(before, after);
    process.stdout.write(formatChanges(changes, values.base));
    return changes.some((change) => failing.includes(change.class)) ? 1 : 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
}

function readClasses(list: string): ChangeClass[] {
  const names = list.split(',').filter(Boolean);
  const unknown = names.find((name) => !changeClasses.includes(name as ChangeClass));
  if (unknown !== undefined) throw new Error(`--fail-on: there is no class ${JSON.stringify(unknown)}.`);
  return names as ChangeClass[];
}

function readBase(root: string, base: string): string {
  if (existsSync(base)) return readFileSync(base, 'utf8');
  if (base.startsWith('-')) throw new Error('--base: a revision does not start with a hyphen.');
  try {
    return execFileSync('git', ['-C', root, 'show', `${base}:./${lockPath}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch {
    throw new Error(`--base: ${JSON.stringify(base)} is neither a file nor a revision that has ${lockPath}.`);
  }
}

function parseLock(text: string, from: string): Lock {
  try {
    const lock = JSON.parse(text) as Lock;
    if (typeof lock.tools === 'object' && typeof lock.rules === 'object') return lock;
  } catch {
    // Said below
  }
  throw new Error(`${from} does not hold a lock of tools.`);
}

function formatChanges(changes: readonly SurfaceChange[], base: string): string {
  if (changes.length === 0) return `The tools are the same as in ${base}.\n`;
  const width = Math.max(...changes.map(({ subject }) => subject.length));
  const rows = changes.map(
    ({ class: kind, subject, what }) => `${kind.padEnd(8)}  ${subject.padEnd(width)}  ${what}\n`,
  );
  const counts = changeClasses.map((kind) => `${changes.filter((change) => change.class === kind).length} ${kind}`);
  return `${rows.join('')}\n${counts.join(', ')} (since ${base})\n`;
}
