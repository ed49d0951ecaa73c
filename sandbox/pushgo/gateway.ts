// One running gateway, and one request to it.
import type { Idempotency } from './idempotency.ts';
import type { Instant } from './instant.ts';
import type { Store } from './store.ts';

export interface Gateway {
  readonly store: Store;
  readonly idempotency: Idempotency;
  /** The gateway token that every request needs; null: requests need none. */
  readonly token: string | null;
  /**
   * Part of each payload, without a slash at its end; null: payloads have none. The origin unless a test says
   * otherwise.
   */
  baseUrl: string | null;
  /** The device whose items the page for people shows. */
  readonly ownDeviceKey: string;
  now(): Date;
  makeChannelId(): string;
}

export interface Call {
  readonly gateway: Gateway;
  readonly headers: Readonly<Record<string, string>>;
  /** Undecoded. */
  readonly query: string;
  /** Null: larger than the service takes. */
  readonly body: Buffer | null;
}

export function nowOf(gateway: Gateway): Instant {
  return BigInt(gateway.now().getTime());
}
