import type { Lock } from '../overrides/lock.ts';
import { additive, breaking, changeClasses, compareMaps, type SurfaceChange } from './change.ts';
import { compareRules } from './compare-rules.ts';
import { compareTools } from './compare-tools.ts';

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
