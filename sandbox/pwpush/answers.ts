// Every answer of the emulator, and the headers and bodies that docs/services/pwpush.md#bodies tells apart.
import { createHash } from 'node:crypto';
import type { Answer } from '../http/answer.ts';

const json = 'application/json; charset=utf-8';
const revalidate = 'max-age=0, private, must-revalidate';

function makeEtag(body: string): string {
  return `W/"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
}

export function answerJson(status: 200 | 201, value: unknown, cacheControl = revalidate): Answer {
  const body = JSON.stringify(value);
  return { status, headers: { 'content-type': json, etag: makeEtag(body), 'cache-control': cacheControl }, body };
}

/** A retrieval: the body must not be kept. */
export function answerUncached(value: unknown): Answer {
  return answerJson(200, value, 'no-cache');
}

export function answerProblem(status: number, value: object): Answer {
  return { status, headers: { 'content-type': json, 'cache-control': 'no-cache' }, body: JSON.stringify(value) };
}

export function answerError(status: number, error: string): Answer {
  return answerProblem(status, { error });
}

export const notFound = answerError(404, 'not-found');

/** The token gate: empty, and typed as a page although the call was for JSON. */
export const tokenRefused: Answer = {
  status: 401,
  headers: { 'content-type': 'text/html', 'cache-control': 'no-cache' },
  body: '',
};

export function answerEmptyJson(status: number): Answer {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' }, body: '' };
}

const exceptionNames: Record<number, string> = { 400: 'Bad Request', 404: 'Not Found', 500: 'Internal Server Error' };

/** What the framework answers when no controller did. */
export function answerException(status: 400 | 404 | 500): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: JSON.stringify({ status, error: exceptionNames[status] }),
  };
}

export function answerEmptyPage(status: number): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '' };
}

export function answerRedirect(status: 301 | 302 | 303 | 308, location: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', location }, body: '' };
}

export function answerText(status: number, text: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain', 'cache-control': 'no-cache', ...headers }, body: text };
}

/** 304 for a reader who already has this body. */
export function answerConditionally(answer: Answer, ifNoneMatch: string | undefined): Answer {
  const { etag, 'cache-control': cacheControl = '' } = answer.headers;
  if (answer.status !== 200 || etag === undefined || ifNoneMatch === undefined) return answer;
  const known = ifNoneMatch.split(',').map((entry) => entry.trim());
  if (!known.includes(etag)) return answer;
  return { status: 304, headers: { etag, 'cache-control': cacheControl }, body: '' };
}
