import type { Answer, Dialect } from '../rule/dialect.ts';
import { isObject } from '../rule/is-object.ts';

// See docs/services/pushgo.md#error-codes
/** The codes that change what there is to do. All others mean that a value was refused. */
const codes = [
  'authentication_failed',
  'channel_not_found',
  'invalid_request_body',
  // The answer to a request that only proves its credentials: see verify.ts
  'observed_at_required',
  'password_mismatch',
  'route_not_found',
  'server_busy',
] as const;

export type Code = (typeof codes)[number] | 'other';

/**
 * How the gateway answers (docs/services/pushgo.md#errors, #dispatch). Its own texts may repeat a value
 * (docs/services/pushgo.md#statuses) and stay here.
 */
export const pushgoDialect: Dialect<Code> = {
  readBody(answer) {
    const { success, error_code } = envelopeOf(answer);
    if (success !== false) return undefined;
    return { shape: 'code', code: codes.find((code) => code === error_code) ?? 'other' };
  },
  // A partial dispatch: the item is stored, and the body says which one
  isUsable(answer) {
    const { data } = envelopeOf(answer);
    return answer.status === 503 && typeof data === 'object' && data !== null;
  },
};

type Envelope = { readonly [F in 'success' | 'error_code' | 'data']?: unknown };

const envelopeOf = ({ json }: Answer): Envelope => (isObject(json) ? json : {});
