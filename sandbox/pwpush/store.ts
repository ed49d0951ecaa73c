// All pushes of an instance, in memory, by token and by owner.
import { randomBytes, randomInt } from 'node:crypto';
import type { Account } from './accounts.ts';
import type { Push } from './push.ts';

export interface Store {
  add(push: Push): void;
  find(token: string): Push | undefined;
  /** Newest first. */
  listOwned(owner: Account, expired: boolean): Push[];
}

export function createStore(): Store {
  const byToken = new Map<string, Push>();
  const byOwner = new Map<Account, Push[]>();
  return {
    add(push) {
      byToken.set(push.token, push);
      if (push.owner === null) return;
      const owned = byOwner.get(push.owner) ?? [];
      byOwner.set(push.owner, owned);
      owned.push(push);
    },
    find: (token) => byToken.get(token),
    listOwned: (owner, expired) =>
      (byOwner.get(owner) ?? []).filter((push) => (push.expiredOn !== null) === expired).reverse(),
  };
}

/** Lower case base64 of 8 to 14 bytes, hence the lengths 11, 12, 14, 15, 16, 18 and 19. */
export function makeUrlToken(): string {
  return randomBytes(8 + randomInt(7))
    .toString('base64url')
    .toLowerCase();
}
