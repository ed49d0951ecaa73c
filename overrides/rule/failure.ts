import { type OperationId, operations } from '../../generated/operations.ts';

/** Why there is no usable answer, in facts that hold no text of the service. `Code`: what its dialect can read in a body. */
export type Failure<Code extends string = string> = FailureKind<Code> & {
  readonly operation: OperationId;
  /** The idempotency key that the request carried: with it, sending again is the same operation. */
  readonly key?: string;
  /** An attempt before the last one may have been done: its answer was lost or tells nothing. */
  readonly actedEarlier?: true;
  /** The service's own sentence, where its dialect relays them: foreign text, cleaned and bounded. */
  readonly says?: string;
};

type FailureKind<Code extends string> =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body: FailureBody<Code>;
      readonly retryAfterSeconds?: number;
    }
  | {
      readonly kind: 'redirect';
      readonly status: number;
      /** Empty where the target is no usual web address. */
      readonly origin: string;
      /** A path of the service itself that `Dialect.knownPath` knows. Empty for all others. */
      readonly path: string;
    }
  | {
      readonly kind: 'throttled';
      readonly status: number;
      /** What of several limits was met, where the service says so. */
      readonly body?: FailureBody<Code>;
      readonly retryAfterSeconds?: number;
    }
  | { readonly kind: 'not-understood'; readonly status: number; readonly problem: 'not-json' | 'too-large' | 'shape' }
  | { readonly kind: 'network'; readonly reason: NetworkReason; readonly sent: boolean }
  | { readonly kind: 'timeout'; readonly seconds: number };

/** `tls`: the certificate is not trusted. `no-tls`: no TLS could be agreed on. */
export type NetworkReason = 'refused' | 'name' | 'unreachable' | 'tls' | 'no-tls' | 'broken' | 'proxy' | 'other';

/**
 * The shape of an error body. `fields` holds names of the operation's own input only, `code` one of the codes that the
 * service's own table has.
 */
export type FailureBody<Code extends string = string> =
  | { readonly shape: 'empty' | 'text' | 'html' | 'json' }
  | { readonly shape: 'code'; readonly code: Code }
  | { readonly shape: 'error'; readonly notFound: boolean }
  | { readonly shape: 'status-error' }
  | { readonly shape: 'fields'; readonly fields: readonly string[] };

/**
 * Whether the service may have done something, at any attempt, although its answer cannot be used. A failed read never has,
 * even one that a tool sends before it writes.
 */
export function mayHaveActed(failure: Failure): boolean {
  return (
    operations[failure.operation].effect !== 'read' &&
    (failure.actedEarlier === true ||
      failure.kind === 'timeout' ||
      (failure.kind === 'network' && failure.sent) ||
      (failure.kind === 'status' && failure.status >= 500) ||
      (failure.kind === 'not-understood' && (failure.status < 300 || failure.status >= 500)))
  );
}

/** Carries a {@link Failure} to the one place that turns it into a sentence. */
export class OperationError extends Error {
  override name = 'OperationError' as const;
  readonly code = 'E_OPERATION';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`${failure.operation}: ${failure.kind}`);
    this.failure = failure;
  }
}

/** A refusal in our own words: what is wrong, where, what to do. Its message is shown to the model as it is. */
export class ToolError extends Error {
  override name = 'ToolError' as const;
  readonly code: string;
  /** What the service says, to be shown in a place of its own. */
  readonly says: string | undefined;
  /**
   * @param code stable, upper case, for audit lines and tests (`TOKEN_NEEDED`)
   * @param message one or two sentences that hold nothing of what was sent or received
   * @param says foreign text, cleaned and bounded
   */
  constructor(code: string, message: string, says?: string) {
    super(message);
    this.code = code;
    this.says = says;
  }
}
