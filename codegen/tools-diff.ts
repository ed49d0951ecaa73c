import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ChangeClass, changeClasses } from './lock-diff/change.ts';
import { compareLocks } from './lock-diff/compare-locks.ts';
import { acceptCommand, acceptedPath, formatChanges, lockPath, parseLock, readLock } from './lock-diff/lock-file.ts';
import type { Lock } from './overrides/lock.ts';

const usage = `usage: npm run tools:diff [-- --base REVISION|FILE] [--fail-on CLASS,…] [--root FOLDER]

  --base     what to compare with: a git revision or a file (default: ${acceptedPath})
  --fail-on  exit 1 if there is a change of one of these classes: ${changeClasses.join(', ')}
`;

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}

function main(): number {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      'fail-on': { type: 'string', default: '' },
      root: { type: 'string', default: process.cwd() },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const { root, base } = values;
  const failing = readClasses(values['fail-on']);
  const before = base === undefined ? readLock(root, acceptedPath) : readBase(root, base);
  const changes = compareLocks(before, readLock(root, lockPath));
  process.stdout.write(formatChanges(changes, base ?? acceptedPath));
  if (!changes.some((change) => failing.includes(change.class))) return 0;
  if (base === undefined) process.stdout.write(`To accept it in words: ${acceptCommand}\n`);
  return 1;
}

function readClasses(list: string): ChangeClass[] {
  const names = list.split(',').filter(Boolean);
  const unknown = names.find((name) => !changeClasses.includes(name as ChangeClass));
  if (unknown !== undefined) throw new Error(`--fail-on: there is no class ${JSON.stringify(unknown)}.`);
  return names as ChangeClass[];
}

function readBase(root: string, base: string): Lock {
  if (existsSync(base)) return parseLock(readFileSync(base, 'utf8'), base);
  if (base.startsWith('-')) throw new Error('--base: a revision does not start with a hyphen.');
  const show = ['-C', root, 'show', `${base}:./${lockPath}`];
  try {
    return parseLock(execFileSync('git', show, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }), base);
  } catch {
    throw new Error(`--base: ${JSON.stringify(base)} is neither a file nor a revision that has ${lockPath}.`);
  }
}
