import type { Enums, Inputs, OperationId, Outputs, operations } from '../../generated/operations.ts';

/**
 * Stands in a scaffolded entry where a person has to decide. It fits no decision, so the build stops there; `generate`
 * finds it too and names the entry.
 */
export const undecided: unique symbol = Symbol.for('push-mcp.undecided');

/**
 * What happens to an input field. `plain`: an argument like any other. `secret`: masked in audit lines and logs.
 * `hidden`: sent where our own code sets it, neither listed nor accepted from a caller. `unlisted`: taken from a
 * caller and not listed. `upTo`: a whole number of which the tool takes less than the operation. `credential`: filled in by the
 * server from what a person set up, after the tool has asked for the request. `fixed`: always this value.
 */
export type InputDecision<T> =
  | 'plain'
  | 'secret'
  | 'hidden'
  | 'unlisted'
  | 'credential'
  | { readonly fixed: T }
  | (T extends number ? { readonly upTo: number; readonly otherwise: number } : never);

/**
 * What happens to an output field. `show`: it may reach the model. `mask`: only whether it is set, as `<name>_set`.
 * `drop`: nothing of it. An array is decided as its items are.
 */
export type OutputDecision<T> = [NonNullable<T>] extends [readonly (infer Item)[]]
  ? OutputDecision<Item>
  : [NonNullable<T>] extends [object]
    ? { readonly [F in keyof T & string]-?: OutputDecision<T[F]> } | 'drop'
    : 'show' | 'mask' | 'drop';

/** A word for each member of each enumeration, by path (`input.kind`, `output.logs.kind`). */
type Labels<E> = [keyof E] extends [never]
  ? unknown
  : { readonly labels: { readonly [P in keyof E]: { readonly [V in E[P] & (string | number)]: string } } };

/** Everything a person decides about one exposed operation. */
export type OperationRule<K extends OperationId> = {
  readonly input: { readonly [F in keyof Inputs[K] & string]-?: InputDecision<NonNullable<Inputs[K][F]>> };
  readonly output: OutputDecision<Outputs[K]>;
  /** Stricter than the effect's own row: the tool is announced as destructive. */
  readonly destructive?: true;
} & Labels<Enums[K]>;

type ApiOf<K extends OperationId> = (typeof operations)[K]['api'];

/** The exposed operations of a service: those of `<service>.yaml` and `<service>-….yaml`. */
export type OperationOf<Service extends string> = {
  [K in OperationId]: ApiOf<K> extends Service | `${Service}-${string}` ? K : never;
}[OperationId];

/**
 * One entry per exposed operation of a service, written `as const satisfies RuleBook<'pwpush'>`: an operation, field or
 * enum member that appears, vanishes or is renamed stops the build at the entry that has to follow.
 */
export type RuleBook<Service extends string> = { readonly [K in OperationOf<Service>]: OperationRule<K> };

/** A rule as run-time code sees it. */
export interface AnyRule {
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: AnyOutputDecision;
  readonly destructive?: true;
  readonly labels?: Readonly<Record<string, Readonly<Record<string | number, string>>>>;
}
/** An open decision is complained about where it stands and nowhere else, so it is let through here. */
export type AnyOutputDecision =
  | 'show'
  | 'mask'
  | 'drop'
  | typeof undecided
  | { readonly [field: string]: AnyOutputDecision };
