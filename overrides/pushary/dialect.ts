// How Pushary answers when it says no.
import type { Answer, Dialect } from '../rule/dialect.ts';
import type { Failure } from '../rule/failure.ts';
import { isObject } from '../rule/is-object.ts';

// See docs/services/pushary.md#rest-errors, #limits
/** The codes that change what there is to do. All but `subscriber_not_found` are inferred. */
const codes = {
  session_question_limit: 'session_questions',
  site_question_limit: 'site_questions',
  notification_limit: 'notifications',
  quota_exhausted: 'quota',
  no_subscribers: 'nobody',
  subscriber_not_found: 'unknown',
} as const;

export type Code = (typeof codes)[keyof typeof codes] | 'other';

type ErrorBody = { readonly [F in 'error' | 'message' | 'code' | 'retryAfter']?: unknown };
const bodyOf = ({ json }: Answer): ErrorBody => (isObject(json) ? json : {});

/** Reads an error (docs/services/pushary.md#rest-errors). The service's own sentence may be relayed, in a field of its own. */
export const pusharyDialect: Dialect<Code> = {
  readBody(answer) {
    const { error, message, code } = bodyOf(answer);
    const sentences = [error, message].filter((text) => typeof text === 'string');
    if (sentences.length === 0) return undefined;
    if (typeof code === 'string' && Object.hasOwn(codes, code))
      return { shape: 'code', code: codes[code as keyof typeof codes] };
    // The one sentence that is documented to mean something of its own (docs/services/pushary.md#sending-to-nobody)
    if (answer.status === 400 && /\bno (?:active )?subscribers?\b/i.test(sentences.join(' ')))
      return { shape: 'code', code: 'nobody' };
    return { shape: 'code', code: 'other' };
  },
  quote(answer) {
    const { error, message } = bodyOf(answer);
    return [message, error].find((text) => typeof text === 'string' && text !== '') as string | undefined;
  },
  retryAfter(answer, now) {
    const { retryAfter } = bodyOf(answer);
    if (typeof retryAfter === 'number' && retryAfter >= 0) return Math.min(86_400, Math.ceil(retryAfter));
    // Unix time in seconds of the limit of requests a minute: no reason where some are left (docs/services/pushary.md#limits)
    const reset = Number(answer.headers.get('x-ratelimit-reset') ?? Number.NaN) - now.getTime() / 1000;
    const isUsedUp = answer.headers.get('x-ratelimit-remaining') === '0';
    return isUsedUp && reset >= 0 && reset < 86_400 ? Math.ceil(reset) : undefined;
  },
};

/** Whether the service says that there is no such thing. A page of a proxy with the same status does not count. */
export function isUnknown(failure: Failure): boolean {
  if (failure.kind !== 'status' || failure.status !== 404) return false;
  return failure.body.shape !== 'html' && failure.body.shape !== 'text';
}

/** Whether a send found nobody to send to. */
export function isNobodyReached(failure: Failure): boolean {
  return failure.kind === 'status' && failure.body.shape === 'code' && failure.body.code === 'nobody';
}
