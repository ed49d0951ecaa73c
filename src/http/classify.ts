import { type OperationId, operations } from '../../generated/operations.ts';
import type { Failure, FailureBody } from '../../overrides/rule/failure.ts';
import { readRetryAfter } from './retry-after.ts';

/** An answer as it came: bounded, not yet trusted. `bytes` is null where it was too large. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array | null;
}

export type Classified =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly failure: Failure };

/** Tells a usable body from every other answer. What comes out of the others holds no text of the service. */
export function classify(answer: RawAnswer, operation: OperationId, origin: string, now: Date): Classified {
  const { status, headers, bytes } = answer;
  const retryAfterSeconds = readRetryAfter(headers.get('retry-after'), now);
  const told = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  const failed = (failure: Failure): Classified => ({ ok: false, failure });
  if (status >= 300 && status < 400)
    return failed({ kind: 'redirect', operation, status, ...readTarget(headers.get('location'), origin) });
  if (status === 429 || isOldThrottle(answer)) return failed({ kind: 'throttled', operation, status, ...told });
  if (status < 200 || status >= 300)
    return failed({ kind: 'status', operation, status, body: describeBody(answer, operation), ...told });
  if (bytes === null) return failed({ kind: 'not-understood', operation, status, problem: 'too-large' });
  const body = isJson(headers) ? parseJson(bytes) : undefined;
  return typeof body === 'object' && body !== null
    ? { ok: true, body }
    : failed({ kind: 'not-understood', operation, status, problem: 'not-json' });
}

function isJson(headers: Headers): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Up to 1.41.11, and on hosted instances, a 403 may mean too many requests (contract 5, 8.5). */
function isOldThrottle({ status, headers, bytes }: RawAnswer): boolean {
  if (status !== 403) return false;
  if (headers.has('retry-after')) return true;
  if (bytes === null) return false;
  if (isJson(headers)) return namesLimit((parseJson(bytes) as { error?: unknown } | null | undefined)?.error);
  return /^text\/plain\b/i.test(headers.get('content-type') ?? '') && namesLimit(Buffer.from(bytes).toString('latin1'));
}

function namesLimit(text: unknown): boolean {
  return typeof text === 'string' && /rate limit/i.test(text);
}

type Target = Pick<Extract<Failure, { kind: 'redirect' }>, 'origin' | 'path'>;

/** Names of hosts that people give are shorter. */
const LONGEST_ORIGIN = 80;

/** Where a redirect leads; no origin where it is none to repeat. The path stays here unless it is one that we know. */
function readTarget(location: string | null, origin: string): Target {
  if (location === null || !URL.canParse(location, origin)) return { origin, path: '' };
  const url = new URL(location, origin);
  return {
    // Whole or not at all: a cut name may be a part of something that is masked as a whole
    origin: /^https?:$/.test(url.protocol) && url.origin.length <= LONGEST_ORIGIN ? url.origin : '',
    path: url.origin === origin ? knownPath(url.pathname) : '',
  };
}

function knownPath(path: string): Target['path'] {
  if (path === '/first_run') return path;
  // Up to 1.41 the front page has its language in the path: `/en`, `/pt-BR`
  return /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?$/i.test(path) ? '/' : '';
}

function describeBody(answer: RawAnswer, operation: OperationId): FailureBody {
  const { headers, bytes } = answer;
  if (bytes?.byteLength === 0) return { shape: 'empty' };
  if (!isJson(headers)) return { shape: /^text\/html\b/i.test(headers.get('content-type') ?? '') ? 'html' : 'text' };
  const body = bytes === null ? undefined : parseJson(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { shape: 'json' };
  const entries = Object.entries(body);
  const error = (body as { error?: unknown }).error;
  if (typeof error === 'string')
    return 'status' in body && entries.length === 2
      ? { shape: 'status-error' }
      : { shape: 'error', notFound: error === 'not-found' };
  if (entries.length === 0 || !entries.every(([, value]) => Array.isArray(value))) return { shape: 'json' };
  const own: readonly string[] = [...Object.keys(operations[operation].parameters), 'files'];
  return { shape: 'fields', fields: entries.map(([name]) => name).filter((name) => own.includes(name)) };
}
