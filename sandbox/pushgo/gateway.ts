// One running gateway, and one request to it.
import type { Idempotency } from './idempotency.ts';
import type { Instant } from './instant.ts';
import type { Language } from './language.ts';
import type { Store } from './store.ts';

export interface Gateway {
  readonly store: Store;
  readonly idempotency: Idempotency;
  /** Every request has to bring it; null: none. */
  readonly token: string | null;
  /** Goes into payloads, without a slash at its end; null: does not. */
  readonly baseUrl: string | null;
  /** The device that people look at. */
  readonly ownDeviceKey: string;
  now(): Date;
  makeChannelId(): string;
}

export interface Call {
  readonly gateway: Gateway;
  readonly headers: Readonly<Record<string, string>>;
  /** What stands for `:name` in the path of the route. */
  readonly segments: Readonly<Record<string, string>>;
  /** Undecoded. */
  readonly query: string;
  /** Null: larger than the service takes. */
  readonly body: Buffer | null;
  readonly language: Language;
  readonly requestId: string;
}

export function nowOf(gateway: Gateway): Instant {
  return BigInt(gateway.now().getTime());
}
