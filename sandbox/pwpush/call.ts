// One request on its way: the instance it is for, who makes it, and what it says.
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Account, Caller } from './accounts.ts';
import type { Answer } from './answers.ts';
import type { Params } from './body.ts';
import type { Downloads } from './downloads.ts';
import type { Keys } from './keys.ts';
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
  store: Store;
  downloads: Downloads;
  keys: Keys;
  throttles: { minute: Throttle; second: Throttle; passphrase: Throttle; notify: Throttle };
  now(): Date;
}

export interface Call {
  instance: Instance;
  request: IncomingMessage;
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

export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

const maxAgentLength = 255;

/** A proxy's word about the address is taken, as the application takes it from a proxy on loopback. */
export function visitorAddress(request: IncomingMessage): string {
  const forwarded = headerOf(request, 'x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return isIP(forwarded) > 0 ? forwarded : (request.socket.remoteAddress ?? '127.0.0.1');
}

export function visitorOf({ request }: Call): Visitor {
  return {
    ip: visitorAddress(request),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, maxAgentLength),
    referrer: (request.headers.referer ?? '').slice(0, maxAgentLength),
  };
}

export function prefersJson(request: IncomingMessage): boolean {
  const [first = ''] = (request.headers.accept ?? '').split(',');
  return /^application\/(?:[\w.-]+\+)?json\b/.test(first.trim());
}

/** The account of a call that passed the token gate. */
export function accountOf({ caller }: Call): Account {
  if (caller.account === null) throw new Error('a route without the token gate asked for the account');
  return caller.account;
}
