import * as z from 'zod';
import type { OperationId } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { type AnyRule, switchOf } from './operation-rule.ts';

type Shape = Readonly<Record<string, z.ZodType>>;
type Further = Readonly<Record<string, (() => z.ZodType) | undefined>>;

/** Arguments of a tool that are those of an operation, as its rule decides: what is listed, with schemas that differ from the operation's. */
export function listedInput(operation: OperationId, rule: AnyRule | undefined, own: Further = {}): z.ZodObject {
  return z.strictObject(pick(operation, rule, own, isListed));
}

function isListed(decision: unknown): boolean {
  return decision === 'plain' || decision === 'secret' || isBounded(decision) || switchOf(decision) !== undefined;
}

/** Arguments that are accepted and not listed. */
export function acceptedInput(operation: OperationId, rule: AnyRule | undefined): z.ZodObject {
  return z.object(pick(operation, rule, {}, (decision) => decision === 'unlisted'));
}

function pick(
  operation: OperationId,
  rule: AnyRule | undefined,
  own: Further,
  isPicked: (decision: unknown) => boolean,
): Record<string, z.ZodType> {
  const specified = schemas[operation].input().shape as Shape;
  const shape: Record<string, z.ZodType> = {};
  for (const [name, decision] of Object.entries(rule?.input ?? {})) {
    const schema = own[name]?.() ?? specified[name];
    if (schema && isPicked(decision)) shape[name] = isBounded(decision) ? bounded(decision, schema) : closed(schema);
  }
  return shape;
}

/** A whole number that the tool takes less of than the operation, with what is meant where it is absent. */
interface Bounded {
  readonly upTo: number;
  readonly otherwise: number;
}

function isBounded(decision: unknown): decision is Bounded {
  return typeof decision === 'object' && decision !== null && 'upTo' in decision;
}

function bounded({ upTo, otherwise }: Bounded, schema: z.ZodType): z.ZodType {
  const { description } = schema;
  const number = z.int().min(1).max(upTo).default(otherwise);
  return description === undefined ? number : number.describe(description);
}

/** The same with objects, at any depth, that refuse names they do not know: a typing error must not pass in silence. */
function closed(schema: z.ZodType): z.ZodType {
  const told = schema.description;
  const same = close(schema);
  return told === undefined || same === schema ? same : same.describe(told);
}

function close(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return closed(schema.unwrap() as z.ZodType).optional();
  // Null is dropped before arguments are checked: it counts as absent
  if (schema instanceof z.ZodNullable) return closed(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return rebuildArray(schema);
  if (!(schema instanceof z.ZodObject)) return schema;
  const fields = Object.entries(schema.shape as Shape).map(([name, field]) => [name, closed(field)] as const);
  return z.strictObject(Object.fromEntries(fields));
}

function rebuildArray(schema: z.ZodArray): z.ZodType {
  const element = schema.element as z.ZodType;
  const item = closed(element);
  if (item === element) return schema;
  const checks = (schema.def.checks ?? []) as Parameters<z.ZodArray['check']>;
  return z.array(item).check(...checks);
}
