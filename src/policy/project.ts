import * as z from 'zod';
import { type AnyOutputDecision, settle } from '../../overrides/rule/operation-rule.ts';
import { unwrap } from '../../overrides/rule/projected.ts';
import { cleanText } from './clean.ts';

/** Stands for a value that does not have the shape that the specification gives it. */
export const unfit = Symbol('unfit');

/** Items of a list that are read: no page of any release has a tenth of this, and checking millions would block the process. */
const MOST_ITEMS = 10_000;

/**
 * Builds an answer anew from the fields that a person decided to show. A field without a decision is left out, and so is one
 * whose type is not the specified one: nothing else of the answer gets through. Gives `unfit` where the body as a whole is of
 * another type. `projectSchema` makes the schema of what is left.
 *
 * @param schema of the success body
 * @param rule the rule's `output`
 * @param value the parsed body
 * @param scrub masks the secrets of the call, before text is cut: a part of a secret would get through otherwise
 */
export function project(
  schema: z.ZodType,
  rule: AnyOutputDecision,
  value: unknown,
  scrub: (text: string) => string = (text) => text,
): unknown {
  const inner = unwrap(schema);
  const decision = settle(rule);
  if (typeof decision !== 'object' && decision !== 'show') return unfit;
  // A list has the decision of its items, which may be plain values as well
  if (inner instanceof z.ZodArray) {
    if (!Array.isArray(value)) return unfit;
    const items = value.slice(0, MOST_ITEMS).map((item) => project(inner.element as z.ZodType, decision, item, scrub));
    return items.filter((item) => item !== unfit);
  }
  if (decision === 'show') return rebuildLeaf(schema, inner, value, scrub);
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object' || value === null || Array.isArray(value))
    return unfit;
  const built: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(inner.shape as Record<string, z.ZodType>)) {
    const decided = decision[name];
    if (decided === undefined || decided === 'drop' || !Object.hasOwn(value, name)) continue;
    const member = (value as Record<string, unknown>)[name];
    if (decided === 'mask') {
      // Null does not say that nothing is set: services erase what has expired
      if (typeof member === 'string') built[`${name}_set`] = member !== '';
      continue;
    }
    const shown = project(field, decided, member, scrub);
    if (shown !== unfit) built[name] = shown;
  }
  return built;
}

function rebuildLeaf(schema: z.ZodType, inner: z.ZodType, value: unknown, scrub: (text: string) => string): unknown {
  if (inner instanceof z.ZodObject) return unfit;
  const plain = typeof value === 'string' ? cleanText(scrub(value), scrub) : value;
  if (typeof plain === 'object' && plain !== null) return unfit;
  return schema.safeParse(plain).success ? plain : unfit;
}
