import type { Lock } from '../overrides/lock.ts';
import { additive, breaking, changeClasses, compareMaps, type SurfaceChange } from './change.ts';
import { compareRules } from './compare-rules.ts';
import { compareTools } from './compare-tools.ts';

/** Classifies every difference between two locks. */
export function compareLocks(
  before: Pick<Lock, 'tools' | 'rules'>,
  after: Pick<Lock, 'tools' | 'rules'>,
): SurfaceChange[] {
  const tools = compareMaps(before.tools, after.tools, {
    removed: () => [breaking('tool removed')],
    added: (tool) => [additive(`tool added (${tool.effect})`)],
    kept: compareTools,
  });
  const rules = compareMaps(before.rules, after.rules, {
    removed: () => [],
    added: () => [],
    kept: compareRules,
  });
  return [...tools, ...rules].sort((a, b) => changeClasses.indexOf(a.class) - changeClasses.indexOf(b.class));
}
