import { Report } from './diagnostics.ts';
import { generateCode } from './generate-code.ts';
import { generateServed, type ServedStep, servedFiles } from './generate-served.ts';
import { type Change, compareTree, writeChanges } from './tree.ts';

export interface Outcome {
  readonly ok: boolean;
  readonly report: Report;
  /** What was written, or what `--check` would have written. */
  readonly changes: readonly Change[];
}

/** Runs both steps. With `check` nothing is written: what would change is returned. */
export async function generate(root: string, { check }: { check: boolean }): Promise<Outcome> {
  const report = new Report();
  const step1 = await generateCode(root, report);
  if (!step1) return { ok: false, report, changes: [] };
  const changes = await compareTree(root, step1.files, servedFiles, report);
  if (!check) await writeChanges(root, changes);
  // The second step imports what the first one wrote, so it can say nothing while that is stale
  else if (changes.length > 0 || report.failed) return { ok: false, report, changes };

  const step2 = await generateServed({ root, model: step1.model, report, writes: !check });
  const served = await compareServed(root, step2, step1.files, report);
  if (!check) await writeChanges(root, served);
  const all = [...changes, ...served];
  return { ok: !report.failed && !(check && all.length > 0), report, changes: all };
}

async function compareServed(
  root: string,
  { served, scaffolded }: ServedStep,
  code: ReadonlyMap<string, string>,
  report: Report,
): Promise<Change[]> {
  if (!served) return [...scaffolded];
  const tree = await compareTree(root, new Map([...code, ...served.files]), [], report);
  const { readme } = served;
  const readmeChange = readme && readme.before !== readme.after ? [{ path: 'README.md', ...readme }] : [];
  return [...scaffolded, ...tree, ...readmeChange];
}
