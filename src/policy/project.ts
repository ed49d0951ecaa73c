import * as z from 'zod';
import { type AnyOutputDecision, settle } from '../../overrides/rule/operation-rule.ts';
import { unwrap } from '../../overrides/rule/projected.ts';
import { cleanText } from './clean.ts';

/** The value does not have the shape that the specification gives it. */
export const unfit = Symbol('unfit');

/** No page of any release is a tenth of this; checking millions of items would stop everything else. */
const MOST_ITEMS = 10_000;

/**
 * Builds an answer anew from the fields that a person decided to show. Nothing is copied as a whole: an unknown field has
 * no decision, and a known one of another type than specified is left out, so neither can carry anything along.
 * Takes the schema of the success body, the rule's `output`, the parsed body, and what masks the secrets of the call: text is
 * cut after that, or a part of a secret would go through; gives `unfit` where the body as a whole
 * is of another type.
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
  // Decided as its items are, which may be plain values as well
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
    const told = (value as Record<string, unknown>)[name];
    // Null is no statement that there is none: services erase what has expired
    if (decided === 'mask') {
      if (typeof told === 'string') built[`${name}_set`] = told !== '';
      continue;
    }
    const shown = project(field, decided, told, scrub);
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
