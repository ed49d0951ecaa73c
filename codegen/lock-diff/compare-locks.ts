import type { Lock, LockedRule, LockedTool } from '../overrides/lock.ts';
import {
  additive,
  allKeys,
  breaking,
  changeClasses,
  compareMaps,
  type Difference,
  type SurfaceChange,
  safety,
  text,
  when,
} from './change.ts';
import { compareInputs, compareOutputs } from './compare-fields.ts';

type Surface = Pick<Lock, 'tools' | 'rules'>;

/** Classifies every difference between two locks. */
export function compareLocks(before: Surface, after: Surface): SurfaceChange[] {
  const tools = compareMaps(before.tools, after.tools, {
    removed: () => [breaking('tool removed')],
    added: (_, tool) => [additive(`tool added (${tool.effect})`)],
    kept: compareTools,
  });
  const rules = compareMaps(before.rules, after.rules, { kept: compareRules });
  return [...tools, ...rules].sort((a, b) => changeClasses.indexOf(a.class) - changeClasses.indexOf(b.class));
}

function compareTools(before: LockedTool, after: LockedTool): Difference[] {
  return [
    ...compareEffects(before.effect, after.effect),
    ...compareRequests(before.requests, after.requests),
    ...compareAnnotations(before.annotations, after.annotations),
    ...compareInputs(before.input, after.input),
    ...compareOutputs(before.output, after.output),
    ...when(before.toolset !== after.toolset, breaking(`toolset: ${before.toolset} → ${after.toolset}`)),
    ...when(before.title !== after.title, text('title')),
    ...when(before.description !== after.description, text('description')),
  ];
}

// From harmless to grave
const gravity = ['read', 'update', 'create', 'notify', 'destroy'];

function compareEffects(from: string, to: string): Difference[] {
  const isWeaker = gravity.indexOf(to) < gravity.indexOf(from);
  const detail = `effect ${isWeaker ? 'weakened' : 'changed'}: ${from} → ${to}`;
  return when(from !== to, isWeaker ? safety(detail) : breaking(detail));
}

/** Older locks do not hold requests. */
function compareRequests(before: LockedTool['requests'] | undefined, after: LockedTool['requests']): Difference[] {
  if (!before) return [];
  return allKeys(before, after).flatMap((operation) => {
    const [from, to] = [before[operation], after[operation]];
    if (to === undefined) return [additive(`no longer sends ${operation} (${from})`)];
    const detail =
      from === undefined ? `sends ${operation} now (${to})` : `${operation} sends ${to} in place of ${from}`;
    return when(from !== to, safety(detail));
  });
}

// The values that make a client ask before a call; a change away from one weakens that
const cautious: LockedTool['annotations'] = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};

function compareAnnotations(before: LockedTool['annotations'], after: LockedTool['annotations']): Difference[] {
  return allKeys(before, after).flatMap((hint) => {
    const [from, to] = [before[hint], after[hint]];
    const detail = `annotation ${hint}: ${from} → ${to}`;
    return when(from !== to, from === cautious[hint] ? safety(detail) : additive(detail));
  });
}

function compareRules(before: LockedRule, after: LockedRule): Difference[] {
  return [
    ...compareDecisions('input', before.input, after.input),
    ...compareDecisions('output', before.output, after.output),
    ...when(before.destructive === true && !after.destructive, safety('no longer announced as destructive')),
    ...when(!before.destructive && after.destructive === true, additive('announced as destructive')),
  ];
}

// How much each decision lets out
const openness = new Map(
  Object.entries({ show: 3, plain: 3, mask: 2, secret: 1, only: 1, credential: 0, hidden: 0, drop: 0 }),
);

function compareDecisions(side: string, earlier: LockedRule['input'], later: LockedRule['input']): Difference[] {
  return Object.entries(later).flatMap(([field, to]) => {
    const from = Object.hasOwn(earlier, field) ? earlier[field] : undefined;
    const detail = `rule ${side}.${field}: ${from ?? 'none'} → ${to}`;
    const [before, after] = [wordOf(from ?? 'drop'), wordOf(to)];
    if (before === after && from !== undefined) return when(from !== to, text(detail));
    const letsOutMore = (openness.get(after) ?? 3) > (openness.get(before) ?? 0);
    // A new field that is not shown changes nothing
    return when(from !== undefined || after === 'show', letsOutMore ? safety(detail) : additive(detail));
  });
}

/** `show because …` → `show`. */
function wordOf(decision: string): string {
  return decision.split(' ', 1)[0] ?? decision;
}
