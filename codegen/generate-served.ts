import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prettyLiteral } from './code.ts';
import type { Report } from './diagnostics.ts';
import type { Files } from './emit/emit-all.ts';
import { emitServed } from './emit/tools.ts';
import { compareText } from './json.ts';
import type { Model } from './model.ts';
import { serviceOf } from './names.ts';
import { checkRules, findMissingRules, findUndecided, rulesFile } from './overrides/check-rules.ts';
import { checkSurface } from './overrides/check-surface.ts';
import type { OverridesModule, SurfaceTool } from './overrides/contract.ts';
import { open, openRule } from './overrides/field-tree.ts';
import { describeError, loadOverrides, overridesFile } from './overrides/load-overrides.ts';
import { buildLock } from './overrides/lock.ts';
import { toolsPage, updateToolTables } from './overrides/tool-table.ts';
import type { Change } from './tree.ts';

/** Files below `generated/` that the second step writes. */
export const servedFiles = ['served.ts', 'tools.lock.json'];

export interface ServedStep {
  /** None where a problem stopped the step. */
  readonly files: Files | undefined;
  /** Hand-owned files with new entries, in which every decision is open. */
  readonly scaffolded: readonly Change[];
  readonly page: readonly Change[];
}

interface Step {
  readonly root: string;
  readonly model: Model;
  readonly report: Report;
  /** Whether scaffolded entries will be written, and are then open instead of missing. */
  readonly writes: boolean;
}

/** The second step: generated code and `overrides/` → the served list, its lock, the tables of tools. Writes nothing. */
export async function generateServed(step: Step): Promise<ServedStep> {
  const { root, model, report } = step;
  const overrides = await loadOverrides(root, report);
  if (!overrides) return { files: undefined, scaffolded: [], page: [] };
  await checkServices(step, overrides);
  checkRules(model, overrides, report);
  const scaffolded = await addRules(step, overrides);
  const tools = await readSurface(step, overrides, scaffolded);
  if (!tools || report.failed) return { files: undefined, scaffolded, page: [] };
  const files: Files = new Map([
    ['served.ts', emitServed(tools)],
    ['tools.lock.json', `${prettyLiteral(buildLock(tools, overrides.rules, model))}\n`],
  ]);
  return { files, scaffolded, page: await changePage(root, tools, report) };
}

/** Each folder, and each first word in the name of a specification with tools, has to be a registered service. */
async function checkServices({ root, model, report }: Step, { services }: OverridesModule): Promise<void> {
  const entries = await readdir(join(root, 'overrides'), { withFileTypes: true });
  const folders = entries.flatMap((entry) => (entry.isDirectory() && entry.name !== 'rule' ? entry.name : []));
  const described = model.apis.flatMap(({ name, operations }) => (operations.length > 0 ? serviceOf(name) : []));
  for (const name of [...new Set([...described, ...folders])].sort()) {
    const reason = folders.includes(name) ? `overrides/${name}/ is there` : `specs/ describes tools of \`${name}\``;
    if (!Object.hasOwn(services, name))
      report.add('SERVICE_UNREGISTERED', 'overrides/services.ts', '', `${reason}, and the service is not registered.`);
  }
}

async function addRules({ root, model, report, writes }: Step, overrides: OverridesModule): Promise<Change[]> {
  const operations = findMissingRules(model, overrides);
  if (operations.length === 0) return [];
  // ts-morph is slow to load, and hardly ever needed
  const { scaffoldRules } = await import('./overrides/scaffold.ts');
  const { missing, scaffolded } = scaffoldRules(root, operations, report);
  for (const operation of missing) {
    const fields = findUndecided(openRule(operation), open).join(', ');
    if (writes) report.add('RULE_UNDECIDED', rulesFile(operation), '', `\`${operation.id}\`: ${fields}.`);
    else report.add('RULE_MISSING', rulesFile(operation), '', `\`${operation.id}\` has no entry.`);
  }
  return [...scaffolded];
}

async function readSurface(
  step: Step,
  { surface }: OverridesModule,
  changes: Change[],
): Promise<SurfaceTool[] | undefined> {
  const { model, report } = step;
  try {
    const tools = [...surface()].sort((a, b) => compareText(a.name, b.name));
    checkSurface(tools, model, report);
    return tools;
  } catch (error) {
    // The likely reason is a tool whose entry is missing or open; that is reported instead of the error
    changes.push(...(await addTools(step)));
    if (!report.failed) report.add('OVERRIDES_FAILED', overridesFile, '', describeError(error, step.root));
    return undefined;
  }
}

async function addTools({ root, model, report, writes }: Step): Promise<readonly Change[]> {
  const { scaffoldTools, toolsFile } = await import('./overrides/scaffold.ts');
  const { missing, open, scaffolded } = scaffoldTools(root, model.tools, report);
  for (const tool of writes ? [] : missing)
    report.add('TOOL_MISSING', toolsFile(tool), '', `\`${tool.name}\` has no entry.`);
  for (const tool of writes ? [...missing, ...open] : open)
    report.add('TOOL_UNDECIDED', toolsFile(tool), '', `\`${tool.name}\`.`);
  return scaffolded;
}

async function changePage(root: string, tools: readonly SurfaceTool[], report: Report): Promise<Change[]> {
  const before = await readFile(join(root, toolsPage), 'utf8').catch(() => undefined);
  const after = before === undefined ? undefined : updateToolTables(before, tools, report);
  return before === after ? [] : [{ path: toolsPage, before, after }];
}
