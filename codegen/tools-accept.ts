import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printable } from './diagnostics.ts';
import type { SurfaceChange } from './lock-diff/change.ts';
import { compareLocks } from './lock-diff/compare-locks.ts';
import { acceptCommand, acceptedPath, formatChanges, lockPath, parseLock } from './lock-diff/lock-file.ts';

const usage = `usage: ${acceptCommand} [--root FOLDER]

  Writes ${acceptedPath}, and the sentence with what concerns safety into CHANGELOG.md.
`;
const heading = '### Accepted changes of safety';

try {
  const options = { because: { type: 'string' }, root: { type: 'string', default: process.cwd() } } as const;
  const { because, root } = parseArgs({ options }).values;
  process.stdout.write(accept(root, readSentence(because)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}

function readSentence(argument = ''): string {
  const sentence = argument.trim();
  if (sentence === '') throw new Error('--because: say in one sentence why the change is right.');
  if (printable(sentence) !== sentence) throw new Error('--because: one line of text, and nothing that is not shown.');
  return sentence;
}

/** Returns a description of what was done. */
function accept(root: string, sentence: string): string {
  const after = readFileSync(join(root, lockPath), 'utf8');
  const path = join(root, acceptedPath);
  const accepted = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (accepted === after) return `Nothing to accept: the tools are those of ${acceptedPath}.\n`;
  const before = accepted === undefined ? { tools: {}, rules: {} } : parseLock(accepted, acceptedPath);
  const changes = compareLocks(before, parseLock(after, lockPath));
  const rows = changes.filter((change) => change.class === 'safety');
  // The changelog first: if the lock cannot be written after it, the change is not yet accepted
  if (rows.length > 0) addEntry(join(root, 'CHANGELOG.md'), sentence, rows);
  writeFileSync(path, after);
  const words =
    rows.length > 0 ? 'The sentence is in CHANGELOG.md.' : 'No change of safety: CHANGELOG.md is as it was.';
  return `${formatChanges(changes, 'the accepted lock')}${words}\n`;
}

/** Adds an entry below the heading in the newest release, which is the first in the file. */
function addEntry(path: string, sentence: string, rows: readonly SurfaceChange[]): void {
  const text = readFileSync(path, 'utf8');
  const [before = '', newest, ...older] = text.split(/^(?=## )/m);
  if (newest === undefined) throw new Error('CHANGELOG.md has no release: a line that starts with `## `.');
  const lines = rows.map(({ subject, detail }) => printable(`${subject}: ${detail}`).replaceAll('`', "'"));
  const entry = `- ${sentence}\n${lines.map((line) => `  - \`${line}\`\n`).join('')}`;
  const [above = '', below] = newest.split(`${heading}\n\n`);
  const rest = below ?? (older.length > 0 ? '\n' : '');
  writeFileSync(path, [before, `${above.trimEnd()}\n\n${heading}\n\n${entry}${rest}`, ...older].join(''));
}
