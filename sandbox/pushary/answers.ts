// Every answer of the emulator, and the envelope of a failure (docs/services/pushary.md#answers, #rest-errors).
import { type Answer, HttpError } from '../http/answer.ts';

/** Always JSON, also for a DELETE: clients of the vendor parse every 2xx. */
export function answerJson(value: object, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

/** Most routes put the sentence into `error` itself. */
export function refuse(status: number, error: string, code?: string): HttpError {
  return new HttpError(answerJson({ error, code }, status));
}

export function refuseKey(): HttpError {
  const message = 'Missing or invalid API key. Expected header: Authorization: Bearer pk_xxx.sk_xxx';
  return new HttpError(answerJson({ error: 'Unauthorized', message }, 401));
}

/** `seconds` is rounded up, since a caller who comes a moment too early is refused again. */
export function refuseForNow(message: string, seconds: number, code?: string): HttpError {
  const retryAfter = Math.max(1, Math.ceil(seconds));
  const body = { error: 'Too Many Requests', message, code, retryAfter };
  return new HttpError(answerJson(body, 429, { 'retry-after': String(retryAfter) }));
}

export function refuseUnknown(what: string, code?: string): HttpError {
  return refuse(404, `${what} not found`, code);
}
