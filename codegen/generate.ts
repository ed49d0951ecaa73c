import { Report } from './diagnostics.ts';
import { generateCode } from './generate-code.ts';
import { generateServed, servedFiles } from './generate-served.ts';
import { type Change, compareTree, writeChanges } from './tree.ts';

export interface Outcome {
  readonly ok: boolean;
  readonly report: Report;
  /** What was written, or what `--check` would have written. */
  readonly changes: readonly Change[];
}

/** Runs both steps. With `check` nothing is written. */
export async function generate(root: string, { check }: { check: boolean }): Promise<Outcome> {
  const report = new Report();
  const step1 = await generateCode(root, report);
  if (!step1) return { ok: false, report, changes: [] };
  const changes = await compareTree(root, step1.files, servedFiles, report);
  if (!check) await writeChanges(root, changes);
  // The second step imports the files of the first, so it cannot run while they are stale
  else if (changes.length > 0 || report.failed) return { ok: false, report, changes };

  const { files, scaffolded, page } = await generateServed({ root, model: step1.model, report, writes: !check });
  const tree = files ? await compareTree(root, new Map([...step1.files, ...files]), [], report) : [];
  const served = [...scaffolded, ...tree, ...page];
  if (!check) await writeChanges(root, served);
  const all = [...changes, ...served];
  return { ok: !report.failed && !(check && all.length > 0), report, changes: all };
}
