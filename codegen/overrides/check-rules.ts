import type { Report } from '../diagnostics.ts';
import { joinPath } from '../json.ts';
import type { Model } from '../model.ts';
import { serviceOf } from '../names.ts';
import type { OverridesModule } from './contract.ts';
import { type Decisions, openRule } from './field-tree.ts';

/** The file of the rule of an operation. */
export function rulesFile(operation: { readonly api: string }): string {
  return `overrides/${serviceOf(operation.api)}/rules.ts`;
}

/** Reports rules without an operation, decisions about fields that do not exist, and open decisions. */
export function checkRules(model: Model, { rules, undecided }: OverridesModule, report: Report): void {
  const operations = new Map(model.apis.flatMap((api) => api.operations).map((operation) => [operation.id, operation]));
  for (const [id, rule] of Object.entries(rules)) {
    const operation = operations.get(id);
    if (!operation) {
      report.add('RULE_EXTRA', 'overrides', '', `There is a rule for \`${id}\`.`);
      continue;
    }
    const extra = findExtra(rule, openRule(operation));
    if (extra.length > 0) report.add('RULE_FIELD_EXTRA', rulesFile(operation), '', `\`${id}\`: ${extra.join(', ')}.`);
    const open = findUndecided(rule, undecided);
    if (open.length > 0) report.add('RULE_UNDECIDED', rulesFile(operation), '', `\`${id}\`: ${open.join(', ')}.`);
  }
}

/**
 * Paths of decided fields that the operation does not have. The compiler does not see those that a spread brings in, and
 * such a field would be shown without a question as soon as the service has one of that name.
 */
function findExtra(rule: unknown, tree: Decisions, path = ''): string[] {
  if (typeof rule !== 'object' || rule === null || typeof tree === 'symbol') return [];
  return Object.entries(rule).flatMap(([key, member]) => {
    const place = joinPath(path, key);
    // A rule has more members than `input` and `output`
    const inner = Object.hasOwn(tree, key) ? tree[key] : undefined;
    if (inner !== undefined) return findExtra(member, inner, place);
    return path === '' ? [] : [place];
  });
}

/** Paths of the fields that hold the marker: `input.page`, `output.logs.kind`. */
export function findUndecided(value: unknown, undecided: symbol, path = ''): string[] {
  if (value === undecided) return [path || 'the whole rule'];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => findUndecided(member, undecided, joinPath(path, key)));
}
