// How Password Pusher says no (docs/services/pwpush.md#commercial-edition, #rate-limits)
import { operations } from '../../generated/operations.ts';
import type { Answer, Dialect } from '../rule/dialect.ts';
import type { Failure } from '../rule/failure.ts';
import { isObject } from '../rule/is-object.ts';

export const pwpushDialect: Dialect = {
  readBody({ json }, operation) {
    if (!isObject(json)) return undefined;
    const entries = Object.entries(json);
    const { error } = json;
    if (typeof error === 'string')
      return 'status' in json && entries.length === 2
        ? { shape: 'status-error' }
        : { shape: 'error', notFound: error === 'not-found' };
    if (entries.length === 0 || !entries.every(([, value]) => Array.isArray(value))) return undefined;
    const own: readonly string[] = [...Object.keys(operations[operation].parameters), 'files'];
    return { shape: 'fields', fields: entries.map(([name]) => name).filter((name) => own.includes(name)) };
  },
  // Up to 1.41.11, and on hosted instances, a 403 may mean too many requests
  isThrottled: (answer) => answer.status === 403 && (answer.headers.get('retry-after') !== null || namesLimit(answer)),
  knownPath(path) {
    if (path === '/first_run') return path;
    // Up to 1.41 the path of the front page holds its language: `/en`, `/pt-BR`
    return /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?$/i.test(path) ? '/' : '';
  },
};

function namesLimit({ json, text, headers }: Answer): boolean {
  const isPlain = /^text\/plain\b/i.test(headers.get('content-type') ?? '');
  const message = json === undefined ? isPlain && text : (json as { error?: unknown } | null)?.error;
  return typeof message === 'string' && /rate limit/i.test(message);
}

/** Whether the instance knows no such route, or no such push. */
export function isUnknown(failure: Failure): boolean {
  return failure.kind === 'status' && failure.status === 404;
}
