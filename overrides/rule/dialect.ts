import type { OperationId } from '../../generated/operations.ts';
import type { FailureBody } from './failure.ts';

/** An answer as it came, for the service's own reading. What is made of it is facts: its text stays inside. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The body, parsed; undefined where it is not declared as JSON, is none, or was too large. */
  readonly json: unknown;
  /** The body as text; empty where it was too large. */
  readonly text: string;
}

/** In what a service answers its own way. The rest (429, redirects, 2xx with JSON) is the same for all. */
export interface Dialect<Code extends string = string> {
  /** The shape of an error body; undefined where it is none of the service's own. */
  readonly readBody: (answer: Answer, operation: OperationId) => FailureBody<Code> | undefined;
  /** Whether a status that is no 2xx comes with a usable body all the same. */
  readonly isUsable?: (answer: Answer) => boolean;
  /** Whether a status other than 429 means too many requests. */
  readonly isThrottled?: (answer: Answer) => boolean;
  /** The service's own sentence about an error, where it may be relayed. */
  readonly quote?: (answer: Answer) => string | undefined;
  /** Seconds to wait by what the answer says beside the header `Retry-After`. */
  readonly retryAfter?: (answer: Answer, now: Date) => number | undefined;
  /** A path of the service that a redirect is known to lead to, by one name whatever its spelling; empty for all others. */
  readonly knownPath?: (path: string) => string;
}
