import type { LockedRule } from '../overrides/lock.ts';
import { additive, type Found, safety, when } from './change.ts';

// The less a decision lets out, the further down
const openness: Readonly<Record<string, number>> = {
  show: 3,
  plain: 3,
  mask: 2,
  secret: 1,
  hidden: 0,
  fixed: 0,
  drop: 0,
};

export function compareRules(before: LockedRule, after: LockedRule): Found[] {
  return [
    ...compareDecisions('input', before.input, after.input),
    ...compareDecisions('output', before.output, after.output),
    ...when(before.destructive === true && !after.destructive, safety('no longer announced as destructive')),
    ...when(!before.destructive && after.destructive === true, additive('announced as destructive')),
  ];
}

type Decisions = Readonly<Record<string, string>>;

function compareDecisions(side: string, before: Decisions, after: Decisions): Found[] {
  return Object.entries(after).flatMap(([field, to]) => {
    const from = Object.hasOwn(before, field) ? before[field] : undefined;
    const what = `rule ${side}.${field}: ${from ?? 'none'} → ${to}`;
    const opened = (openness[to] ?? 3) > (openness[from ?? 'drop'] ?? 0);
    // A new field that is not shown changes nothing for anybody
    return when(from !== to && (from !== undefined || to === 'show'), opened ? safety(what) : additive(what));
  });
}
