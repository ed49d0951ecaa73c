import * as z from 'zod';
import type { OperationId } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { type AnyRule, type Bounded, isBounded, switchOf } from './operation-rule.ts';
import type { TextChecks } from './text-checks.ts';

type ArrayChecks = Parameters<z.ZodArray['check']>;
type Shape = Readonly<Record<string, z.ZodType>>;
type OwnSchemas = Readonly<Record<string, (() => z.ZodType) | undefined>>;

/** What a tool decides about its arguments beside the rule of its operation. */
interface Own {
  /** Schemas of arguments that differ from the operation's. */
  readonly schemas?: OwnSchemas;
  /** Checks of texts at any depth. */
  readonly texts?: TextChecks;
}

/** The listed arguments of a tool that stands on an operation: the fields of the operation that its rule decides to list. */
export function listedInput(operation: OperationId, rule: AnyRule | undefined, own: Own = {}): z.ZodObject {
  return z.strictObject(pick(operation, rule, own, isListed));
}

function isListed(decision: unknown): boolean {
  return decision === 'plain' || decision === 'secret' || isBounded(decision) || switchOf(decision) !== undefined;
}

/** The arguments that such a tool accepts and does not list. */
export function acceptedInput(operation: OperationId, rule: AnyRule | undefined, own: Own = {}): z.ZodObject {
  return z.object(pick(operation, rule, own, (decision) => decision === 'unlisted'));
}

function pick(
  operation: OperationId,
  rule: AnyRule | undefined,
  { schemas: own = {}, texts = {} }: Own,
  isPicked: (decision: unknown) => boolean,
): Record<string, z.ZodType> {
  const specified = schemas[operation].input().shape as Shape;
  const shape: Record<string, z.ZodType> = {};
  for (const [name, decision] of Object.entries(rule?.input ?? {})) {
    const schema = own[name]?.() ?? specified[name];
    if (!schema || !isPicked(decision)) continue;
    shape[name] = isBounded(decision) ? bounded(decision, schema) : strict(schema, texts, name);
  }
  return shape;
}

function bounded({ upTo, otherwise }: Bounded, schema: z.ZodType): z.ZodType {
  return describedAs(schema, z.int().min(1).max(upTo).default(otherwise));
}

/** A schema with the description of the one that it replaces. */
function describedAs({ description }: z.ZodType, schema: z.ZodType): z.ZodType {
  return description === undefined ? schema : schema.describe(description);
}

/**
 * The same schema, more strictly at any depth: objects refuse unknown names, since a typing error must not pass in silence, and
 * texts are checked.
 */
function strict(schema: z.ZodType, texts: TextChecks, name?: string): z.ZodType {
  const rebuilt = rebuild(schema, texts, name);
  return rebuilt === schema ? schema : describedAs(schema, rebuilt);
}

/** @param name of the argument or field, where the schema is that of one */
function rebuild(schema: z.ZodType, texts: TextChecks, name: string | undefined): z.ZodType {
  if (schema instanceof z.ZodOptional) return strict(schema.unwrap() as z.ZodType, texts, name).optional();
  // Null is dropped before arguments are checked: it counts as absent
  if (schema instanceof z.ZodNullable) return strict(schema.unwrap() as z.ZodType, texts, name);
  if (schema instanceof z.ZodString) return (name === undefined ? undefined : texts[name]?.(schema)) ?? schema;
  if (schema instanceof z.ZodArray) {
    const item = strict(schema.element as z.ZodType, texts);
    return item === schema.element ? schema : z.array(item).check(...((schema.def.checks ?? []) as ArrayChecks));
  }
  if (!(schema instanceof z.ZodObject)) return schema;
  const fields = Object.entries(schema.shape as Shape).map(([field, inner]) => [field, strict(inner, texts, field)]);
  return z.strictObject(Object.fromEntries(fields));
}
