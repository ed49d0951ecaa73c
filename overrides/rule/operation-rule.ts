import type { Enums, Inputs, OperationId, Outputs, operations, SecretOutputs } from '../../generated/operations.ts';

/**
 * Stands in a scaffolded entry where a person has to decide. It fits no decision, so the build stops there; `generate`
 * finds it too and names the entry.
 */
export const undecided: unique symbol = Symbol.for('push-mcp.undecided');

/** Settings that make a listed argument of what the server fills in otherwise. */
export type Switch = 'legacyPasswords';

/**
 * What happens to an input field that `x-secret` marks. `secret`: an argument, masked in audit lines and logs. `hidden`: no
 * argument at all; our own code sets it. `credential`: filled in by the server from what a person set up, after the tool has
 * asked for the request. `onlyWith`: a credential that is an argument as well, listed and accepted while that setting is on.
 */
type SecretInputDecision = 'secret' | 'hidden' | 'credential' | { readonly onlyWith: Switch };

/**
 * What happens to any other input field. `plain`: an argument like any other. `unlisted`: an argument that is accepted and
 * not listed. `upTo`: a whole number of which the tool takes less than the operation. Or what a secret one may be.
 */
export type InputDecision<T, IsSecret = false> = IsSecret extends true
  ? SecretInputDecision
  :
      | SecretInputDecision
      | 'plain'
      | 'unlisted'
      | (T extends number ? { readonly upTo: number; readonly otherwise: number } : never);

/** Shows what `x-secret` marks all the same, for a reason that stands in the lock and in every review. */
type ShownBecause = { readonly show: `because ${string}` };

/**
 * What happens to an output field. `show`: it may reach the model. `mask`: only whether it is set, as `<name>_set`.
 * `drop`: nothing of it. An array is decided as its items are. `S` holds the paths that `x-secret` marks: those are shown
 * for a written reason only.
 */
export type OutputDecision<T, S extends string = never, Path extends string = ''> = [NonNullable<T>] extends [
  readonly (infer Item)[],
]
  ? OutputDecision<Item, S, Path>
  : [NonNullable<T>] extends [object]
    ?
        | {
            readonly [F in keyof NonNullable<T> & string]-?: OutputDecision<
              NonNullable<T>[F],
              S,
              Path extends '' ? F : `${Path}.${F}`
            >;
          }
        | 'drop'
    : [Path] extends [S]
      ? 'mask' | 'drop' | ShownBecause
      : 'show' | 'mask' | 'drop';

/** Words for the members of an enumeration, by path (`input.kind`, `output.logs.kind`): where there are any, for each member. */
type Labels<E> = { readonly [P in keyof E]?: { readonly [V in E[P] & (string | number)]: string } };

/** What a specification says of one operation, as types. */
interface Specified {
  readonly inputs: object;
  readonly secretInputs: string;
  readonly output: unknown;
  readonly secretOutputs: string;
  readonly enums: object;
}

/** Everything a person decides about one exposed operation. */
export interface RuleOf<O extends Specified> {
  readonly input: {
    readonly [F in keyof O['inputs'] & string]-?: InputDecision<
      NonNullable<O['inputs'][F]>,
      F extends O['secretInputs'] ? true : false
    >;
  };
  readonly output: OutputDecision<O['output'], O['secretOutputs']>;
  /** Stricter than the effect's own row: the tool is announced as destructive. */
  readonly destructive?: true;
  /** Given where a tool reads them. */
  readonly labels?: Labels<O['enums']>;
}

export type OperationRule<K extends OperationId> = RuleOf<{
  inputs: Inputs[K];
  secretInputs: (typeof operations)[K]['secret'][number];
  output: Outputs[K];
  secretOutputs: SecretOutputs[K];
  enums: Enums[K];
}>;

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
}
/** It may hold `undecided`: the entry itself does not compile then, and that one complaint is enough. */
export type AnyOutputDecision = SettledDecision | ShownBecause;
type SettledDecision = 'show' | 'mask' | 'drop' | typeof undecided | { readonly [field: string]: AnyOutputDecision };

type Words<T extends string> = T extends `${infer First} ${infer Others}` ? First | Words<Others> : T;

/** Fields that are decided alike, their names with a space between them. */
export function all<const D extends string, T extends string>(decision: D, fields: T): { readonly [F in Words<T>]: D } {
  const entries = fields.split(' ').map((field) => [field, decision]);
  return Object.fromEntries(entries) as { readonly [F in Words<T>]: D };
}

/** A decision without the reason that stands with it. */
export function settle(decision: AnyOutputDecision): SettledDecision {
  return typeof decision === 'object' && typeof decision.show === 'string' && decision.show.startsWith('because ')
    ? 'show'
    : (decision as SettledDecision);
}

/** The setting that makes an argument of a credential, where there is one. */
export function switchOf(decision: unknown): Switch | undefined {
  return (decision as { readonly onlyWith?: Switch } | null | undefined)?.onlyWith;
}

/** Whether the server fills the field in. */
export function isCredential(decision: unknown): boolean {
  return decision === 'credential' || switchOf(decision) !== undefined;
}
