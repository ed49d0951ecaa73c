// Checks before the handler: the host name has to be one of this machine, the gateway token has to be right
// (docs/services/pushgo.md#gateway-token).
import { HttpError } from '../http/answer.ts';
import { isLoopback } from '../http/hosts.ts';
import { answerPlain, Failure } from './answers.ts';
import { isSameText } from './passwords.ts';

export function checkHost(host: string | undefined): void {
  if (!isLoopback(host)) throw new HttpError(answerPlain(403, 'The sandbox answers to names of this machine only.'));
}

const longestToken = 4096;

export function checkToken(expected: string | null, authorization: string | undefined): void {
  if (expected === null) return;
  const [scheme = '', token = '', ...more] = (authorization ?? '').trim().split(/\s+/);
  const isBearer = scheme.toLowerCase() === 'bearer' && more.length === 0;
  if (isBearer && token.length <= longestToken && isSameText(token, expected)) return;
  throw new Failure({ error: 'authentication failed', code: 'authentication_failed', status: 401 });
}
