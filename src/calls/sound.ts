import { ToolError } from '../../overrides/rule/failure.ts';

/** Levels of lists and objects in one argument: no service knows more, and whatever walks through a value is safe with them. */
const DEEPEST = 32;

/**
 * Refuses arguments that cannot be read as they were meant, or not in full: text that is no Unicode, at any depth and in names,
 * and values that are nested too deep.
 *
 * @param values by names that the tool knows: they are repeated
 */
export function refuseUnsound(values: Readonly<Record<string, unknown>>): void {
  const problems = Object.entries(values).flatMap(([name, value]) => {
    const problem = problemOf(value);
    return problem === undefined ? [] : [`${name} ${problem}.`];
  });
  if (problems.length > 0) throw new ToolError('BAD_ARGUMENTS', problems.join(' '));
}

/** Level by level and without recursion: the value may be nested deeper than the stack. */
function problemOf(value: unknown): string | undefined {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (level.some((item) => typeof item === 'string' && !item.isWellFormed()))
      return 'is no valid Unicode: a character in it is cut in half';
    const nested = level.filter((item) => typeof item === 'object' && item !== null);
    if (nested.length > 0 && depth === DEEPEST) return `is nested more than ${DEEPEST} levels deep: make it flatter`;
    level = nested.flatMap((item): unknown[] => (Array.isArray(item) ? item : Object.entries(item as object).flat()));
  }
  return undefined;
}
