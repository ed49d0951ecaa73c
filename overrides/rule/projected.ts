import * as z from 'zod';
import { type AnyOutputDecision, settle } from './operation-rule.ts';

/** The zod schema inside wrappers: optional, nullable, with a default. */
export function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return isWrapper ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

/** Whether a decision lets anything of the value through. */
function showsAnything(decided: AnyOutputDecision): boolean {
  const decision = settle(decided);
  if (typeof decision === 'object') return Object.values(decision).some(showsAnything);
  return decision === 'show' || decision === 'mask';
}

/**
 * What is left of an answer's schema after the rule book decided: dropped fields are gone, a masked one is a boolean
 * `<name>_set`. Takes the schema of an operation's success body and the rule's `output`.
 */
export function projectSchema(schema: z.ZodType, rule: AnyOutputDecision): z.ZodType {
  const decision = settle(rule);
  if (schema instanceof z.ZodOptional) return projectSchema(schema.unwrap() as z.ZodType, decision).optional();
  if (schema instanceof z.ZodNullable) return projectSchema(schema.unwrap() as z.ZodType, decision).nullable();
  if (typeof decision !== 'object') return schema;
  if (schema instanceof z.ZodArray) return z.array(projectSchema(schema.element as z.ZodType, decision));
  if (!(schema instanceof z.ZodObject))
    throw new TypeError('A nested decision belongs to an object or an array of objects.');
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
    const decided = decision[name] ?? 'drop';
    if (decided === 'mask') shape[`${name}_set`] = z.boolean().optional();
    else if (showsAnything(decided)) shape[name] = projectSchema(field, decided);
  }
  return z.object(shape);
}
