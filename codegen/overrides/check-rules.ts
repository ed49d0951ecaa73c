import type { Report } from '../diagnostics.ts';
import type { Model, Operation } from '../model.ts';
import { serviceOf } from '../names.ts';
import type { OverridesModule } from './contract.ts';

export function rulesFile(operation: { readonly api: string }): string {
  return `overrides/${serviceOf(operation.api)}/rules.ts`;
}

/** Exposed operations that nobody has a rule for. */
export function findMissingRules(model: Model, { rules }: OverridesModule): Operation[] {
  return model.apis.flatMap((api) => api.operations).filter(({ id }) => !Object.hasOwn(rules, id));
}

/** Reports rules of no operation, and rules in which a decision is open, by the names of the fields. */
export function checkRules(model: Model, { rules, undecided }: OverridesModule, report: Report): void {
  const operations = new Map(model.apis.flatMap((api) => api.operations).map((operation) => [operation.id, operation]));
  for (const [id, rule] of Object.entries(rules)) {
    const operation = operations.get(id);
    if (!operation) {
      report.add('RULE_EXTRA', 'overrides', '', `There is a rule for \`${id}\`.`);
      continue;
    }
    const open = findUndecided(rule, undecided);
    if (open.length > 0) report.add('RULE_UNDECIDED', rulesFile(operation), '', `\`${id}\`: ${open.join(', ')}.`);
  }
}

/** Paths of the fields that hold the marker: `input.page`, `output.logs.kind`. */
export function findUndecided(value: unknown, undecided: symbol, path = ''): string[] {
  if (value === undecided) return [path || 'the whole rule'];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    findUndecided(member, undecided, path ? `${path}.${key}` : key),
  );
}
