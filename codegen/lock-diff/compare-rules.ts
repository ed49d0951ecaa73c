import type { LockedRule } from '../overrides/lock.ts';
import { additive, type Difference, safety, text, when } from './change.ts';

// How much each decision lets out
const openness: Readonly<Record<string, number>> = {
  show: 3,
  plain: 3,
  mask: 2,
  secret: 1,
  only: 1,
  credential: 0,
  hidden: 0,
  drop: 0,
};

export function compareRules(before: LockedRule, after: LockedRule): Difference[] {
  return [
    ...compareDecisions('input', before.input, after.input),
    ...compareDecisions('output', before.output, after.output),
    ...when(before.destructive === true && !after.destructive, safety('no longer announced as destructive')),
    ...when(!before.destructive && after.destructive === true, additive('announced as destructive')),
  ];
}

function compareDecisions(side: string, earlier: LockedRule['input'], later: LockedRule['input']): Difference[] {
  return Object.entries(later).flatMap(([field, to]) => {
    const from = Object.hasOwn(earlier, field) ? earlier[field] : undefined;
    const what = `rule ${side}.${field}: ${from ?? 'none'} → ${to}`;
    const [before, after] = [wordOf(from ?? 'drop'), wordOf(to)];
    if (before === after && from !== undefined) return when(from !== to, text(what));
    const opened = (openness[after] ?? 3) > (openness[before] ?? 0);
    // A new field that is not shown changes nothing
    return when(from !== undefined || after === 'show', opened ? safety(what) : additive(what));
  });
}

/** `show because …` → `show`. */
function wordOf(decision: string): string {
  return decision.split(' ', 1)[0] ?? decision;
}
