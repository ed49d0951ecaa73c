import { setTimeout as sleep } from 'node:timers/promises';
import { type OperationId, operations } from '../../generated/operations.ts';
import { type Effect, effects, type RetryReason } from '../../overrides/rule/effects.ts';
import { type Failure, mayHaveActed, ToolError } from '../../overrides/rule/failure.ts';
import type { Classified } from './classify.ts';

export interface RepeatOptions {
  readonly operation: OperationId;
  /** Whether the request carries the service's own idempotency key. */
  readonly keyed: boolean;
  readonly maxRetries: number;
  /** Milliseconds since the epoch after which no further attempt begins. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

/** Milliseconds. */
const BASE_DELAY = 250;
/** Milliseconds. A person looks at a silent tool for that time, so a longer wait is left to the caller. */
const LONGEST_WAIT = 10_000;

/**
 * Sends again where the effect of the operation allows it for that failure (table `effects`), with growing pauses. What the
 * last attempt met is the failure; it is marked where an earlier one may have been done.
 */
export async function retry(attempt: () => Promise<Classified>, options: RepeatOptions): Promise<Classified> {
  let actedEarlier = false;
  let before: Classified | undefined;
  for (let retries = 0; ; retries += 1) {
    const last = await attempt().catch((error: unknown) => {
      // What the attempt before met says more than that there was no time for another
      if (before && error instanceof ToolError) return before;
      throw error;
    });
    if (last.ok || last === before) return last;
    const result = actedEarlier ? { ...last, failure: { ...last.failure, actedEarlier } as const } : last;
    if (retries >= options.maxRetries || !mayRepeat(result.failure, options)) return result;
    before = result;
    actedEarlier ||= mayHaveActed(result.failure);
    const wait = pause(result.failure, retries);
    if (wait > LONGEST_WAIT || Date.now() + wait >= options.deadline) return result;
    await sleep(wait, undefined, { signal: options.signal });
  }
}

function mayRepeat(failure: Failure, { operation, keyed }: RepeatOptions): boolean {
  const reason = reasonOf(failure);
  const { retriedAfter, repeatedWithKeyAfter } = effects[operations[operation].effect as Effect];
  return reason !== undefined && (retriedAfter.includes(reason) || (keyed && repeatedWithKeyAfter.includes(reason)));
}

function reasonOf(failure: Failure): RetryReason | undefined {
  if (failure.kind === 'throttled') return 'throttled';
  if (failure.kind === 'status' && failure.status >= 500) return 'server-error';
  if (failure.kind !== 'network') return undefined;
  // A host name, a certificate or a proxy's refusal does not change within seconds
  if (['name', 'tls', 'no-tls', 'proxy'].includes(failure.reason)) return undefined;
  return failure.sent ? 'broken' : 'unsent';
}

function pause(failure: Failure, retries: number): number {
  const seconds = 'retryAfterSeconds' in failure ? failure.retryAfterSeconds : undefined;
  return seconds !== undefined ? seconds * 1000 : BASE_DELAY * 2 ** retries * (0.5 + Math.random() / 2);
}
