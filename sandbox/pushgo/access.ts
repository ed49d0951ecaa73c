// Who may ask at all: names of this machine, and holders of the gateway token (contract 1.2).
import { Failure, PlainFailure } from './answers.ts';
import { isSameText } from './passwords.ts';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A page of a foreign site whose name was made to resolve to loopback (DNS rebinding) sends its own name as host. */
export function checkHost(host: string | undefined): void {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!loopback.has(name)) throw new PlainFailure(403, 'The sandbox answers to names of this machine only.');
}

const longestToken = 4096;

export function checkToken(expected: string | null, authorization: string | undefined): void {
  if (expected === null) return;
  const [scheme = '', token = '', ...more] = (authorization ?? '').trim().split(/\s+/);
  const isBearer = scheme.toLowerCase() === 'bearer' && more.length === 0;
  if (isBearer && token.length <= longestToken && isSameText(token, expected)) return;
  throw new Failure({ error: 'authentication failed', code: 'authentication_failed', status: 401 });
}
