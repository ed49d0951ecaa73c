import * as z from 'zod';
import type { OperationId } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { type AnyRule, switchOf } from './operation-rule.ts';

type ArrayChecks = Parameters<z.ZodArray['check']>;
type Shape = Readonly<Record<string, z.ZodType>>;
type OwnSchemas = Readonly<Record<string, (() => z.ZodType) | undefined>>;

/**
 * The listed arguments of a tool that stands on an operation: the fields of the operation that its rule decides to list.
 *
 * @param own schemas of arguments that differ from the operation's
 */
export function listedInput(operation: OperationId, rule: AnyRule | undefined, own: OwnSchemas = {}): z.ZodObject {
  return z.strictObject(pick(operation, rule, own, isListed));
}

function isListed(decision: unknown): boolean {
  return decision === 'plain' || decision === 'secret' || isBounded(decision) || switchOf(decision) !== undefined;
}

/** The arguments that such a tool accepts and does not list. */
export function acceptedInput(operation: OperationId, rule: AnyRule | undefined): z.ZodObject {
  return z.object(pick(operation, rule, {}, (decision) => decision === 'unlisted'));
}

function pick(
  operation: OperationId,
  rule: AnyRule | undefined,
  own: OwnSchemas,
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

/** The decision about a whole number of which a tool takes less than the operation. */
interface Bounded {
  readonly upTo: number;
  /** The value where it is absent. */
  readonly otherwise: number;
}

function isBounded(decision: unknown): decision is Bounded {
  return typeof decision === 'object' && decision !== null && 'upTo' in decision;
}

function bounded({ upTo, otherwise }: Bounded, schema: z.ZodType): z.ZodType {
  return describedAs(schema, z.int().min(1).max(upTo).default(otherwise));
}

/** A schema with the description of the one that it replaces. */
function describedAs({ description }: z.ZodType, schema: z.ZodType): z.ZodType {
  return description === undefined ? schema : schema.describe(description);
}

/** The same schema whose objects, at any depth, refuse unknown names: a typing error must not pass in silence. */
function closed(schema: z.ZodType): z.ZodType {
  const rebuilt = close(schema);
  return rebuilt === schema ? schema : describedAs(schema, rebuilt);
}

function close(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return closed(schema.unwrap() as z.ZodType).optional();
  // Null is dropped before arguments are checked: it counts as absent
  if (schema instanceof z.ZodNullable) return closed(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) {
    const item = closed(schema.element as z.ZodType);
    return item === schema.element ? schema : z.array(item).check(...((schema.def.checks ?? []) as ArrayChecks));
  }
  if (!(schema instanceof z.ZodObject)) return schema;
  const fields = Object.entries(schema.shape as Shape).map(([name, field]) => [name, closed(field)] as const);
  return z.strictObject(Object.fromEntries(fields));
}
