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

const write = { readOnlyHint: false, inReadOnlyMode: false, audited: true, repeatedWithKeyAfter: [] } as const;
const send = {
  ...write,
  destructiveHint: false,
  idempotentHint: false,
  retriedAfter: ['unsent', 'throttled'],
  repeatedWithKeyAfter: ['server-error', 'broken'],
} as const;

/**
 * The one table that annotations, read-only mode, repetition and the audit log come from. A rule may tighten it for an
 * operation, never loosen it.
 */
export const effects: { readonly [E in Effect]: EffectPolicy } = {
  read: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    inReadOnlyMode: true,
    retriedAfter: ['unsent', 'throttled', 'server-error', 'broken'],
    repeatedWithKeyAfter: [],
    audited: false,
  },
  create: send,
  notify: send,
  update: { ...write, destructiveHint: false, idempotentHint: true, retriedAfter: ['unsent', 'throttled'] },
  destroy: {
    ...write,
    destructiveHint: true,
    idempotentHint: true,
    retriedAfter: ['unsent', 'throttled', 'server-error', 'broken'],
  },
};
