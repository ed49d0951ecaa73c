/** What an operation does to the world, as `x-effect` in its specification says. `consume` never reaches this table. */
export type Effect = 'read' | 'create' | 'update' | 'destroy' | 'notify';

/** A reason for which a request may be sent again. `unsent`: nothing reached the service. `broken`: the connection ended without an answer. */
export type RetryReason = 'unsent' | 'throttled' | 'server-error' | 'broken';

/** What follows from an effect. */
interface EffectPolicy {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  /** Listed and callable in read-only mode. */
  readonly inReadOnlyMode: boolean;
  readonly retriedAfter: readonly RetryReason[];
  /** Further reasons where the request carries the service's own idempotency key. */
  readonly repeatedWithKeyAfter: readonly RetryReason[];
  readonly audited: boolean;
}

const always: readonly RetryReason[] = ['unsent', 'throttled', 'server-error', 'broken'];
const update: EffectPolicy = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  inReadOnlyMode: false,
  retriedAfter: ['unsent', 'throttled'],
  repeatedWithKeyAfter: [],
  audited: true,
};
const send: EffectPolicy = { ...update, idempotentHint: false, repeatedWithKeyAfter: ['server-error', 'broken'] };

/**
 * The one table that annotations, read-only mode, repetition and the audit log come from. A rule may tighten it for an
 * operation, never loosen it.
 */
export const effects: { readonly [E in Effect]: EffectPolicy } = {
  read: { ...update, readOnlyHint: true, inReadOnlyMode: true, retriedAfter: always, audited: false },
  create: send,
  notify: send,
  update,
  destroy: { ...update, destructiveHint: true, retriedAfter: always },
};
