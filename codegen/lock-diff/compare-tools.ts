import type { LockedTool } from '../overrides/lock.ts';
import { additive, allKeys, breaking, type Difference, safety, text, when } from './change.ts';
import { compareInputs, compareOutputs } from './compare-fields.ts';

export function compareTools(before: LockedTool, after: LockedTool): Difference[] {
  return [
    ...compareEffects(before, after),
    ...compareRequests(before.requests, after.requests),
    ...compareAnnotations(before, after),
    ...compareInputs(before.input, after.input),
    ...compareOutputs(before.output, after.output),
    ...when(before.toolset !== after.toolset, breaking(`toolset: ${before.toolset} → ${after.toolset}`)),
    ...when(before.title !== after.title, text('title')),
    ...when(before.description !== after.description, text('description')),
  ];
}

// From harmless to grave
const gravity = ['read', 'update', 'create', 'notify', 'destroy'];

function compareEffects({ effect: from }: LockedTool, { effect: to }: LockedTool): readonly Difference[] {
  const weakened = gravity.indexOf(to) < gravity.indexOf(from);
  const what = `effect ${weakened ? 'weakened' : 'changed'}: ${from} → ${to}`;
  return when(from !== to, weakened ? safety(what) : breaking(what));
}

/** Older locks do not hold requests. */
function compareRequests(before: LockedTool['requests'] | undefined, after: LockedTool['requests']): Difference[] {
  if (!before) return [];
  return allKeys(before, after).flatMap((operation) => {
    const [from, to] = [before[operation], after[operation]];
    if (to === undefined) return [additive(`no longer sends ${operation} (${from})`)];
    const what = from === undefined ? `sends ${operation} now (${to})` : `${operation} sends ${to} in place of ${from}`;
    return when(from !== to, safety(what));
  });
}

// The values that make a client ask before a call; a change away from one weakens that
const cautious: Readonly<Record<string, boolean>> = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};

function compareAnnotations({ annotations: before }: LockedTool, { annotations: after }: LockedTool): Difference[] {
  return allKeys(before, after).flatMap((hint) => {
    const [from, to] = [before[hint], after[hint]];
    const what = `annotation ${hint}: ${from} → ${to}`;
    return when(from !== to, from === cautious[hint] ? safety(what) : additive(what));
  });
}
