import type { Lock, LockedField, LockedRule, LockedTool } from './overrides/lock.ts';

/** `breaking`: a call or a reader may fail. `safety`: somebody may see or do what they could not. */
export type ChangeClass = 'breaking' | 'safety' | 'additive' | 'text';
export const changeClasses: readonly ChangeClass[] = ['breaking', 'safety', 'additive', 'text'];

export interface SurfaceChange {
  readonly class: ChangeClass;
  /** Tool or operation. */
  readonly subject: string;
  readonly what: string;
}

type Found = Omit<SurfaceChange, 'subject'>;

/** Classifies every difference between two locks. */
export function compareLocks(before: Lock, after: Lock): SurfaceChange[] {
  const tools = compareMaps(before.tools, after.tools, {
    removed: () => [{ class: 'breaking', what: 'tool removed' }],
    added: (tool) => [{ class: 'additive', what: `tool added (${tool.effect})` }],
    kept: compareTools,
  });
  const rules = compareMaps(before.rules, after.rules, {
    removed: () => [],
    added: () => [],
    kept: compareRules,
  });
  return [...tools, ...rules].sort((a, b) => changeClasses.indexOf(a.class) - changeClasses.indexOf(b.class));
}

interface Comparison<T> {
  readonly removed: (before: T) => readonly Found[];
  readonly added: (after: T) => readonly Found[];
  readonly kept: (before: T, after: T) => readonly Found[];
}

function compareMaps<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>, { removed, added, kept }: Comparison<T>): SurfaceChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((subject) => {
    const a = before[subject];
    const b = after[subject];
    const found = a === undefined ? (b === undefined ? [] : added(b)) : b === undefined ? removed(a) : kept(a, b);
    return found.map((change) => ({ ...change, subject }));
  });
}

function compareTools(before: LockedTool, after: LockedTool): Found[] {
  return [
    ...compareEffects(before, after),
    ...compareFields(before.input, after.input, inputComparison),
    ...compareFields(before.output, after.output, outputComparison),
    ...(before.toolset === after.toolset ? [] : [{ class: 'breaking', what: `toolset: ${before.toolset} → ${after.toolset}` } as const]),
    ...(before.title === after.title ? [] : [{ class: 'text', what: 'title' } as const]),
    ...(before.description === after.description ? [] : [{ class: 'text', what: 'description' } as const]),
  ];
}

// From harmless to grave: a tool that claims less than it did is waved through where it was not
const gravity = ['read', 'update', 'create', 'notify', 'destroy'];
const cautious: Readonly<Record<string, boolean>> = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };

function compareEffects(before: LockedTool, after: LockedTool): Found[] {
  const found: Found[] = [];
  if (before.effect !== after.effect) {
    const weakened = gravity.indexOf(after.effect) < gravity.indexOf(before.effect);
    const what = `effect ${weakened ? 'weakened' : 'changed'}: ${before.effect} → ${after.effect}`;
    found.push({ class: weakened ? 'safety' : 'breaking', what });
  }
  for (const hint of [...new Set([...Object.keys(before.annotations), ...Object.keys(after.annotations)])].sort()) {
    const [a, b] = [before.annotations[hint], after.annotations[hint]];
    if (a === b) continue;
    const lessCautious = a === cautious[hint];
    found.push({ class: lessCautious ? 'safety' : 'additive', what: `annotation ${hint}: ${a} → ${b}` });
  }
  return found;
}

type Fields = Readonly<Record<string, LockedField>>;

function compareFields(before: Fields, after: Fields, comparison: Comparison<[name: string, field: LockedField]>): Found[] {
  const named = (fields: Fields) => Object.fromEntries(Object.entries(fields).map((entry) => [entry[0], entry]));
  return compareMaps(named(before), named(after), comparison).map(({ class: found, what }) => ({ class: found, what }));
}

const inputComparison: Comparison<[string, LockedField]> = {
  removed: ([name]) => [{ class: 'breaking', what: `argument ${name} removed` }],
  added: ([name, { required }]) =>
    required ? [{ class: 'breaking', what: `required argument ${name} added` }] : [{ class: 'additive', what: `argument ${name} added` }],
  kept: ([name, a], [, b]) => [
    ...compareTypes(`argument ${name}`, a, b),
    ...(a.required === b.required ? [] : [b.required ? breaking(`argument ${name}: optional → required`) : additive(`argument ${name}: required → optional`)]),
    ...compareValues(`argument ${name}`, a, b, { lost: 'breaking', gained: 'additive' }),
    ...compareLimits(`argument ${name}`, a, b),
    ...(same(a.default, b.default) ? [] : [breaking(`argument ${name}: default ${show(a.default)} → ${show(b.default)}`)]),
    ...compareTexts(`argument ${name}`, a, b),
  ],
};

const outputComparison: Comparison<[string, LockedField]> = {
  removed: ([name]) => [breaking(`result ${name} removed`)],
  added: ([name]) => [{ class: 'safety', what: `result ${name} is shown now` }],
  kept: ([name, a], [, b]) => [
    ...compareTypes(`result ${name}`, a, b),
    ...(a.required === b.required ? [] : [a.required ? breaking(`result ${name}: may be missing now`) : additive(`result ${name}: always there now`)]),
    ...compareValues(`result ${name}`, a, b, { lost: 'additive', gained: 'additive' }),
    ...compareTexts(`result ${name}`, a, b),
  ],
};

function compareTypes(what: string, a: LockedField, b: LockedField): Found[] {
  return a.type === b.type ? [] : [breaking(`${what}: type ${a.type} → ${b.type}`)];
}

function compareValues(what: string, a: LockedField, b: LockedField, classes: { lost: ChangeClass; gained: ChangeClass }): Found[] {
  if (!a.enum && !b.enum) return [];
  if (!a.enum) return [{ class: classes.lost, what: `${what}: any value → ${show(b.enum)}` }];
  if (!b.enum) return [{ class: classes.gained, what: `${what}: ${show(a.enum)} → any value` }];
  const lost = a.enum.filter((value) => !b.enum?.includes(value));
  const gained = b.enum.filter((value) => !a.enum?.includes(value));
  return [
    ...(lost.length > 0 ? [{ class: classes.lost, what: `${what}: no longer ${lost.map(show).join(', ')}` }] : []),
    ...(gained.length > 0 ? [{ class: classes.gained, what: `${what}: now also ${gained.map(show).join(', ')}` }] : []),
  ];
}

function compareLimits(what: string, a: LockedField, b: LockedField): Found[] {
  const keywords = [...new Set([...Object.keys(a.limits ?? {}), ...Object.keys(b.limits ?? {})])].sort();
  return keywords.flatMap((keyword) => {
    const [from, to] = [a.limits?.[keyword], b.limits?.[keyword]];
    if (same(from, to)) return [];
    const text = `${what}: ${keyword} ${show(from)} → ${show(to)}`;
    return [isWider(keyword, from, to) ? additive(text) : breaking(text)];
  });
}

/** What cannot be told, as with patterns, counts as narrower. */
function isWider(keyword: string, from: unknown, to: unknown): boolean {
  if (to === undefined) return true;
  if (typeof from !== 'number' || typeof to !== 'number') return false;
  return /max/i.test(keyword) ? to > from : to < from;
}

function compareTexts(what: string, a: LockedField, b: LockedField): Found[] {
  return a.description === b.description ? [] : [{ class: 'text', what: `${what}: description` }];
}

// The less a decision lets out, the further down
const openness: Readonly<Record<string, number>> = { show: 3, plain: 3, mask: 2, secret: 1, hidden: 0, fixed: 0, drop: 0 };

function compareRules(before: LockedRule, after: LockedRule): Found[] {
  return [
    ...compareDecisions('input', before.input, after.input),
    ...compareDecisions('output', before.output, after.output),
    ...(before.destructive && !after.destructive ? [{ class: 'safety', what: 'no longer announced as destructive' } as const] : []),
    ...(!before.destructive && after.destructive ? [additive('announced as destructive')] : []),
  ];
}

function compareDecisions(side: string, before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): Found[] {
  return Object.keys(after).flatMap((field): Found[] => {
    const [a, b] = [before[field], after[field]];
    if (a === b || b === undefined || (a === undefined && b !== 'show')) return [];
    const opened = (openness[b] ?? 3) > (openness[a ?? 'drop'] ?? 0);
    return [{ class: opened ? 'safety' : 'additive', what: `rule ${side}.${field}: ${a ?? 'none'} → ${b}` }];
  });
}

const breaking = (what: string): Found => ({ class: 'breaking', what });
const additive = (what: string): Found => ({ class: 'additive', what });
const show = (value: unknown) => JSON.stringify(value) ?? 'none';
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
