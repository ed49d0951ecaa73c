import { braces, type Code, code, handwrittenKey } from '../code.ts';
import type { Operation, Schema } from '../model.ts';

/** Marks a decision that a person has to take. */
export const open = Symbol('open');
export type Tree = typeof open | { readonly [field: string]: Tree };

/** A rule in which every decision is open. */
export function openRule({ inputs, output }: Operation): Tree {
  return { input: Object.fromEntries(inputs.map(({ name }) => [name, open])), output: openOutput(output) };
}

/** An array is decided as its items are; a union is decided as one. */
function openOutput(schema: Schema): Tree {
  if (schema.kind === 'array') return openOutput(schema.items);
  if (schema.kind !== 'object') return open;
  return Object.fromEntries(schema.properties.map((property) => [property.name, openOutput(property.schema)]));
}

/** The text of a tree, with `undecided` where it is open. */
export function printTree(tree: Tree): Code {
  if (tree === open) return code`undecided`;
  return braces(Object.entries(tree).map(([key, value]) => code`${handwrittenKey(key)}: ${printTree(value)},`));
}
