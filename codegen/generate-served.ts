import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { prettyLiteral } from './code.ts';
import type { Report } from './diagnostics.ts';
import { emitServed } from './emit/tools.ts';
import type { GeneratedCode } from './generate-code.ts';
import { compareText } from './json.ts';
import { serviceOf } from './names.ts';
import { checkRules, findUndecided, rulesFile } from './overrides/check-rules.ts';
import { checkSurface } from './overrides/check-surface.ts';
import type { OverridesModule, SurfaceTool } from './overrides/contract.ts';
import { open, openRule } from './overrides/field-tree.ts';
import { describeError, loadOverrides, overridesFile } from './overrides/load-overrides.ts';
import { buildLock } from './overrides/lock.ts';
import type { Entry } from './overrides/scaffold.ts';
import { updateToolTables } from './overrides/tool-table.ts';
import { type Change, compareTree } from './tree.ts';

/** Files below `generated/` that the second step writes. */
export const servedFiles = ['served.ts', 'tools.lock.json'];

/** The result of the first step, and how to run the second one. */
interface Step extends GeneratedCode {
  readonly root: string;
  readonly report: Report;
  /** Whether scaffolded entries will be written, and are then open instead of missing. */
  readonly writes: boolean;
}

/**
 * The second step: generated code and `overrides/` → the served list, its lock, the tables of tools. Where decisions are
 * missing, it adds open entries to `overrides/` instead. Writes nothing.
 */
export async function generateServed(step: Step): Promise<Change[]> {
  const { root, model, report } = step;
  const overrides = await loadOverrides(root, report);
  if (!overrides) return [];
  await checkServices(step, overrides);
  checkRules(model, overrides, report);
  const changes = await addRules(step, overrides);
  let tools: SurfaceTool[] = [];
  try {
    tools = [...overrides.surface()].sort((a, b) => compareText(a.name, b.name));
    checkSurface(tools, model, report);
  } catch (error) {
    // The likely reason is a tool whose entry is missing or open; that is reported instead of the error
    changes.push(...(await addTools(step)));
    if (!report.failed) report.add('OVERRIDES_FAILED', overridesFile, '', describeError(error, root));
  }
  if (report.failed) return changes;
  const lock = `${prettyLiteral(buildLock(tools, overrides.rules, model))}\n`;
  const files = new Map([...step.files, ['served.ts', emitServed(tools)], ['tools.lock.json', lock]]);
  changes.push(...(await compareTree(root, files, report)));
  return [...changes, ...(await updateToolTables(root, tools, report))];
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

async function addRules({ root, model, report, writes }: Step, { rules }: OverridesModule): Promise<Change[]> {
  const operations = model.apis.flatMap((api) => api.operations).filter(({ id }) => !Object.hasOwn(rules, id));
  if (operations.length === 0) return [];
  // ts-morph is slow to load, and hardly ever needed
  const { scaffold } = await import('./overrides/scaffold.ts');
  const entries = operations.map((operation): Entry => {
    const book = `${serviceOf(operation.api)}Rules`;
    return { file: rulesFile(operation), book, key: operation.id, decisions: openRule(operation) };
  });
  const { missing, changes } = scaffold(root, entries, report);
  for (const { file, key, decisions } of missing) {
    const fields = findUndecided(decisions, open).join(', ');
    if (writes) report.add('RULE_UNDECIDED', file, '', `\`${key}\`: ${fields}.`);
    else report.add('RULE_MISSING', file, '', `\`${key}\` has no entry.`);
  }
  return changes;
}

async function addTools({ root, model, report, writes }: Step): Promise<Change[]> {
  const { scaffold } = await import('./overrides/scaffold.ts');
  const entries = model.tools.map(({ name, operations: [{ api }] }): Entry => {
    const service = serviceOf(api);
    return { file: `overrides/${service}/tools.ts`, book: `${service}Tools`, key: name, decisions: open };
  });
  const { missing, undecided, changes } = scaffold(root, entries, report);
  for (const { file, key } of undecided) report.add('TOOL_UNDECIDED', file, '', `\`${key}\`.`);
  for (const { file, key } of missing) {
    if (writes) report.add('TOOL_UNDECIDED', file, '', `\`${key}\`.`);
    else report.add('TOOL_MISSING', file, '', `\`${key}\` has no entry.`);
  }
  return changes;
}
