// Every answer of the double, and the envelope of a failure (contract 1.3, 1.4).

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Thrown by a check: the request ends here with this answer. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`Refused with ${answer.status}.`);
    this.answer = answer;
  }
}

/** Always JSON, also for a DELETE: clients of the vendor parse every 2xx. */
export function answerJson(value: object, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

/** Most routes put the sentence into `error` itself. */
export function refuse(status: number, error: string, code?: string): Refusal {
  return new Refusal(answerJson({ error, code }, status));
}

export function refuseKey(): Refusal {
  const message = 'Missing or invalid API key. Expected header: Authorization: Bearer pk_xxx.sk_xxx';
  return new Refusal(answerJson({ error: 'Unauthorized', message }, 401));
}

/** `seconds` is rounded up, since a caller who comes a moment too early is refused again. */
export function refuseForNow(message: string, seconds: number, code?: string): Refusal {
  const retryAfter = Math.max(1, Math.ceil(seconds));
  const body = { error: 'Too Many Requests', message, code, retryAfter };
  return new Refusal(answerJson(body, 429, { 'retry-after': String(retryAfter) }));
}

export function refuseUnknown(what: string, code?: string): Refusal {
  return refuse(404, `${what} not found`, code);
}
