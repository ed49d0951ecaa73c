// Finds the account that a request belongs to. The rules of docs/services/pwpush.md#authentication for releases from
// 1.51.0: the pair of headers wins over `Authorization`, its e-mail is not looked at, and the last word of
// `Authorization` is the token whatever stands before it.
import { randomBytes } from 'node:crypto';
import type { Incoming } from '../http/serve.ts';

export interface Account {
  email: string;
  token: string;
  admin?: boolean;
  /** Has a second factor. */
  mfa?: boolean;
}

export type Caller = { credentials: 'none' | 'bad'; account: null } | { credentials: 'good'; account: Account };

const nobody: Caller = { credentials: 'none', account: null };
const rejected: Caller = { credentials: 'bad', account: null };

export function identifyCaller(accounts: readonly Account[], headers: Incoming['headers']): Caller {
  const token = readToken(headers);
  if (token === null) return nobody;
  const account = accounts.find((candidate) => candidate.token === token);
  return account === undefined ? rejected : { credentials: 'good', account };
}

function readToken(headers: Incoming['headers']): string | null {
  const { authorization, 'x-user-email': email, 'x-user-token': token } = headers;
  if (email !== undefined && token !== undefined) return token;
  if (authorization !== undefined) return authorization.trim().split(/ +/).at(-1) ?? '';
  return token === undefined ? null : '';
}

/** 20 characters without those that are easily mistaken for another. */
export function makeApiToken(): string {
  const lookAlikes: Record<string, string> = { l: 's', I: 'x', O: 'y', '0': 'z' };
  return randomBytes(15)
    .toString('base64url')
    .replace(/[lIO0]/g, (letter) => lookAlikes[letter] ?? letter);
}
