import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from './diagnostics.ts';
import type { Files } from './emit/emit-all.ts';
import { emitServed } from './emit/served.ts';
import { compareText } from './json.ts';
import type { Model } from './model.ts';
import { serviceOf } from './names.ts';
import { checkRules, findMissingRules, findUndecided, rulesFile } from './overrides/check-rules.ts';
import { checkSurface } from './overrides/check-surface.ts';
import type { OverridesModule, SurfaceTool } from './overrides/contract.ts';
import { open, openRule } from './overrides/field-tree.ts';
import { describeError, loadOverrides, overridesFile } from './overrides/load-overrides.ts';
import { buildLock, printLock } from './overrides/lock.ts';
import { updateReadme } from './overrides/readme.ts';
import type { Scaffolded } from './overrides/scaffold.ts';

/** Files below `generated/` that the second step writes. */
export const servedFiles = ['served.ts', 'tools.lock.json'];

export interface Served {
  readonly files: Files;
  readonly readme: { readonly before: string; readonly after: string } | undefined;
}

export interface ServedStep {
  readonly served: Served | undefined;
  /** New entries for hand-owned files, in which every decision is open. */
  readonly scaffolded: readonly Scaffolded[];
}

interface Step {
  readonly root: string;
  readonly model: Model;
  readonly report: Report;
  /** Whether scaffolded entries will be written: they are then open, else missing. */
  readonly writes: boolean;
}

/** The second step: what was generated and `overrides/` → the served list, its lock, the README's table. Writes nothing. */
export async function generateServed(step: Step): Promise<ServedStep> {
  const { root, model, report } = step;
  const overrides = await loadOverrides(root, report);
  if (!overrides) return { served: undefined, scaffolded: [] };
  await checkServices(step, overrides);
  checkRules(model, overrides, report);
  const scaffolded = [...(await addRules(step, overrides))];
  const tools = await readSurface(step, overrides, scaffolded);
  if (!tools || report.failed) return { served: undefined, scaffolded };
  const files: Files = new Map([
    ['served.ts', emitServed(tools)],
    ['tools.lock.json', printLock(buildLock(tools, overrides.rules, model))],
  ]);
  return { served: { files, readme: await readReadme(root, tools, report) }, scaffolded };
}

/** A service is a folder, and what the name of a specification with tools starts with. */
async function checkServices({ root, model, report }: Step, { services }: OverridesModule): Promise<void> {
  const entries = await readdir(join(root, 'overrides'), { withFileTypes: true });
  const folders = entries.flatMap((entry) => (entry.isDirectory() && entry.name !== 'rule' ? entry.name : []));
  const described = model.apis.flatMap(({ name, operations }) => (operations.length > 0 ? serviceOf(name) : []));
  for (const name of [...new Set([...described, ...folders])].sort()) {
    const found = folders.includes(name) ? `overrides/${name}/ is there` : `specs/ describes tools of \`${name}\``;
    if (!Object.hasOwn(services, name))
      report.add('SERVICE_UNREGISTERED', 'overrides/services.ts', '', `${found}, and the service is not registered.`);
  }
}

async function addRules(
  { root, model, report, writes }: Step,
  overrides: OverridesModule,
): Promise<readonly Scaffolded[]> {
  const unheard = findMissingRules(model, overrides);
  if (unheard.length === 0) return [];
  // ts-morph is slow to load, and hardly ever needed
  const { scaffoldRules } = await import('./overrides/scaffold.ts');
  const { missing, scaffolded } = scaffoldRules(root, unheard, report);
  for (const operation of missing) {
    const fields = findUndecided(openRule(operation), open).join(', ');
    if (writes) report.add('RULE_UNDECIDED', rulesFile(operation), '', `\`${operation.id}\`: ${fields}.`);
    else report.add('RULE_MISSING', rulesFile(operation), '', `\`${operation.id}\` has no entry.`);
  }
  return scaffolded;
}

async function readSurface(
  step: Step,
  { surface }: OverridesModule,
  scaffolded: Scaffolded[],
): Promise<SurfaceTool[] | undefined> {
  const { model, report } = step;
  try {
    const tools = [...surface()].sort((a, b) => compareText(a.name, b.name));
    checkSurface(tools, model, report);
    return tools;
  } catch (error) {
    // A tool without an entry, or with an open one, is the likely reason; say so instead of what it led to
    scaffolded.push(...(await addTools(step)));
    if (!report.failed) report.add('OVERRIDES_FAILED', overridesFile, '', describeError(error, step.root));
    return undefined;
  }
}

async function addTools({ root, model, report, writes }: Step): Promise<readonly Scaffolded[]> {
  const { scaffoldTools, toolsFile } = await import('./overrides/scaffold.ts');
  const { missing, open, scaffolded } = scaffoldTools(root, model.tools, report);
  for (const tool of writes ? [] : missing)
    report.add('TOOL_MISSING', toolsFile(tool), '', `\`${tool.name}\` has no entry.`);
  for (const tool of writes ? [...missing, ...open] : open)
    report.add('TOOL_UNDECIDED', toolsFile(tool), '', `\`${tool.name}\`.`);
  return scaffolded;
}

async function readReadme(root: string, tools: readonly SurfaceTool[], report: Report): Promise<Served['readme']> {
  const before = await readFile(join(root, 'README.md'), 'utf8').catch(() => undefined);
  return before === undefined ? undefined : { before, after: updateReadme(before, tools, report) };
}
