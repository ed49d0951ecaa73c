// What the right passphrase yields: a key for one opening of one push, kept in a cookie of that push's path.
import { randomBytes } from 'node:crypto';
import type { Push } from './push.ts';

export interface Keys {
  /** The cookie that opens the push once. */
  issue(push: Push, now: Date): string;
  use(push: Push, cookies: string | undefined, now: Date): boolean;
}

const name = 'push_key';
const lifetimeInSeconds = 180;

export function createKeys(): Keys {
  const keys = new Map<string, { push: Push; until: number }>();
  const forgetOld = (now: Date) => {
    for (const [key, { until }] of keys) if (until <= now.getTime()) keys.delete(key);
  };
  return {
    issue(push, now) {
      forgetOld(now);
      const key = randomBytes(24).toString('base64url');
      keys.set(key, { push, until: now.getTime() + lifetimeInSeconds * 1000 });
      return `${name}=${key}; Path=/p/${push.token}; Max-Age=${lifetimeInSeconds}; HttpOnly; SameSite=Strict`;
    },
    use(push, cookies, now) {
      forgetOld(now);
      const key = readCookie(cookies ?? '');
      if (keys.get(key)?.push !== push) return false;
      return keys.delete(key);
    },
  };
}

function readCookie(cookies: string): string {
  const pair = cookies.split(';').find((entry) => entry.trim().startsWith(`${name}=`));
  return pair?.split('=')[1]?.trim() ?? '';
}
