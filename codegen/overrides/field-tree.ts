import { type Code, code, handwrittenKey, indentCode, joinCode } from '../code.ts';
import type { Operation, Schema } from '../model.ts';

/** Stands where a decision has to be taken. */
export const open = Symbol('open');
export type Tree = typeof open | { readonly [field: string]: Tree };

/** Every decision that a rule has to take, and none taken. */
export function openRule({ inputs, output }: Operation): Tree {
  return { input: allOpen(inputs.map(({ name }) => name)), output: openOutput(output) };
}

/** An array is decided as its items are; a union is decided as one. */
function openOutput(schema: Schema): Tree {
  if (schema.kind === 'array') return openOutput(schema.items);
  if (schema.kind !== 'object') return open;
  return Object.fromEntries(schema.properties.map((property) => [property.name, openOutput(property.schema)]));
}

function allOpen(names: readonly string[]): Tree {
  return Object.fromEntries(names.map((name) => [name, open]));
}

/** The text of a tree, with `undecided` where it is open. */
export function printTree(tree: Tree): Code {
  if (tree === open) return code`undecided`;
  const lines = Object.entries(tree).map(([key, value]) => code`${handwrittenKey(key)}: ${printTree(value)},`);
  if (lines.length === 0) return code`{}`;
  return code`{
  ${indentCode(joinCode(lines, '\n'))}
}`;
}
