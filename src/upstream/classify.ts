// Tells usable answers from failures. Text of a service does not get past this file, except for what a dialect may relay.
import { type OperationId, operations } from '../../generated/operations.ts';
import type { Answer, Dialect } from '../../overrides/rule/dialect.ts';
import type { Failure, FailureBody } from '../../overrides/rule/failure.ts';
import type { HttpAnswer } from '../net/http.ts';
import { cleanText, cutText } from '../policy/clean.ts';
import { readRetryAfter } from './retry-after.ts';

type RawAnswer = Omit<HttpAnswer, 'kind'>;

export type Classified =
  | { readonly ok: true; readonly status: number; readonly body: unknown }
  | { readonly ok: false; readonly failure: Failure };

export interface Expectation {
  readonly operation: OperationId;
  readonly origin: string;
  readonly dialect: Dialect;
  /** Masks the secrets of the call. */
  readonly scrub: (text: string) => string;
}

/** @param now the time at which the answer arrived */
export function classify(raw: RawAnswer, { operation, origin, dialect, scrub }: Expectation, now: Date): Classified {
  const { status, headers, bytes } = raw;
  const failed = (failure: Failure): Classified => ({ ok: false, failure });
  if (status >= 300 && status < 400)
    return failed({ kind: 'redirect', operation, status, ...readTarget(headers.get('location'), origin, dialect) });
  const answer = readAnswer(raw);
  if (status < 200 || status >= 300) {
    if (dialect.isUsable?.(answer)) return { ok: true, status, body: answer.json };
    const isThrottled = status === 429 || dialect.isThrottled?.(answer) === true;
    const body = dialect.readBody(answer, operation) ?? shapeOf(raw);
    const about = { operation, status, body, ...waitOf(answer, dialect, now), ...quoteOf(answer, dialect, scrub) };
    return failed({ kind: isThrottled ? 'throttled' : 'status', ...about });
  }
  if (bytes === null) return failed({ kind: 'not-understood', operation, status, problem: 'too-large' });
  if (bytes.byteLength === 0 && 'bodiless' in operations[operation]) return { ok: true, status, body: {} };
  return typeof answer.json === 'object' && answer.json !== null
    ? { ok: true, status, body: answer.json }
    : failed({ kind: 'not-understood', operation, status, problem: 'not-json' });
}

function waitOf(answer: Answer, dialect: Dialect, now: Date): { retryAfterSeconds?: number } {
  const seconds = readRetryAfter(answer.headers.get('retry-after'), now) ?? dialect.retryAfter?.(answer, now);
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}

/** Characters. What is longer is cut. */
const LONGEST_QUOTE = 300;

function quoteOf(answer: Answer, dialect: Dialect, scrub: (text: string) => string): { says?: string } {
  // Cut last, or a part of a secret would be left
  const says = cutText(cleanText(scrub(dialect.quote?.(answer) ?? ''), scrub), LONGEST_QUOTE);
  return says === '' ? {} : { says };
}

function readAnswer({ status, headers, bytes }: RawAnswer): Answer {
  return {
    status,
    headers,
    json: bytes !== null && isJson(headers) ? parseJson(bytes) : undefined,
    get text() {
      return bytes === null ? '' : Buffer.from(bytes).toString('latin1');
    },
  };
}

function isJson(headers: RawAnswer['headers']): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

type RedirectTarget = Pick<Extract<Failure, { kind: 'redirect' }>, 'origin' | 'path'>;

/** Characters. Real origins are shorter. */
const LONGEST_ORIGIN = 80;

/** Where a redirect leads. The origin is empty where a message must not repeat it, and the path unless the dialect knows it. */
function readTarget(location: string | null, origin: string, { knownPath }: Dialect): RedirectTarget {
  if (location === null || !URL.canParse(location, origin)) return { origin, path: '' };
  const url = new URL(location, origin);
  return {
    // Whole or not at all: a cut name may be a part of something that is masked as a whole
    origin: /^https?:$/.test(url.protocol) && url.origin.length <= LONGEST_ORIGIN ? url.origin : '',
    path: (url.origin === origin && knownPath?.(url.pathname)) || '',
  };
}

function shapeOf({ headers, bytes }: RawAnswer): FailureBody {
  if (bytes?.byteLength === 0) return { shape: 'empty' };
  if (isJson(headers)) return { shape: 'json' };
  return { shape: /^text\/html\b/i.test(headers.get('content-type') ?? '') ? 'html' : 'text' };
}
