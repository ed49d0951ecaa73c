// One request on its way: the instance it is for, who makes it, and what it says.
import { isIP } from 'node:net';
import type { Answer } from '../http/answer.ts';
import type { Incoming } from '../http/serve.ts';
import type { Account, Caller } from './accounts.ts';
import type { Params } from './body.ts';
import type { Downloads } from './downloads.ts';
import type { Keys } from './keys.ts';
import type { Elsewhere } from './pages/front.ts';
import type { Visitor } from './push.ts';
import type { ReleaseRules } from './releases.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import type { Throttle } from './throttle.ts';

export interface Instance {
  rules: ReleaseRules;
  settings: Settings;
  accounts: readonly Account[];
  hosts: readonly string[];
  elsewhere(): readonly Elsewhere[];
  store: Store;
  downloads: Downloads;
  keys: Keys;
  throttles: { minute: Throttle; second: Throttle; passphrase: Throttle; notify: Throttle };
  now(): Date;
}

export interface Call {
  instance: Instance;
  request: Incoming;
  /** GET where the request says HEAD: the same code runs. */
  method: string;
  path: string;
  /** What stands for `:name` in the path of the route. */
  segments: Record<string, string>;
  query: URLSearchParams;
  body: Params;
  caller: Caller;
}

export type Handle = (call: Call) => Answer;

const maxAgentLength = 255;

/** A proxy's word about the address is taken, as the application takes it from a proxy on loopback. */
export function visitorAddress({ headers, address }: Incoming): string {
  const forwarded = headers['x-forwarded-for']?.split(',').at(-1)?.trim() ?? '';
  return isIP(forwarded) > 0 ? forwarded : address;
}

export function visitorOf({ request }: Call): Visitor {
  return {
    ip: visitorAddress(request),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, maxAgentLength),
    referrer: (request.headers.referer ?? '').slice(0, maxAgentLength),
  };
}

export function prefersJson({ accept = '' }: Incoming['headers']): boolean {
  const [first = ''] = accept.split(',');
  return /^application\/(?:[\w.-]+\+)?json\b/.test(first.trim());
}

/** The account of a call that passed the token gate. */
export function accountOf({ caller }: Call): Account {
  if (caller.account === null) throw new Error('a route without the token gate asked for the account');
  return caller.account;
}
