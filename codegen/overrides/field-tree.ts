import { braces, type Code, code, handwrittenKey } from '../code.ts';
import type { Operation, Schema } from '../model.ts';

/** Marks a decision that a person has to take. */
export const open = Symbol('open');
/** The decisions about an operation, or about the fields inside of one of its fields. */
export type Decisions = typeof open | { readonly [field: string]: Decisions };

/** A rule in which every decision is open. */
export function openRule({ inputs, output }: Operation): Decisions {
  return { input: Object.fromEntries(inputs.map(({ name }) => [name, open])), output: openOutput(output) };
}

/** An array is decided as its items are; a union is decided as one. */
function openOutput(schema: Schema): Decisions {
  if (schema.kind === 'array') return openOutput(schema.items);
  if (schema.kind !== 'object') return open;
  return Object.fromEntries(schema.properties.map((property) => [property.name, openOutput(property.schema)]));
}

/** Decisions as code, with `undecided` where one is open. */
export function printDecisions(decisions: Decisions): Code {
  if (decisions === open) return code`undecided`;
  const entries = Object.entries(decisions);
  return braces(entries.map(([key, value]) => code`${handwrittenKey(key)}: ${printDecisions(value)},`));
}
