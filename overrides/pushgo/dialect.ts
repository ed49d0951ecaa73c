import type { Answer, Dialect } from '../rule/dialect.ts';

// See docs/services/pushgo.md#error-codes
/** The codes that change what there is to do. All others mean that a value was refused. */
export const codes = [
  'authentication_failed',
  'channel_not_found',
  'invalid_request_body',
  // What a request that only proves its credentials leaves out: see verify.ts
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
  isUsable: (answer) =>
    answer.status === 503 && typeof envelopeOf(answer).data === 'object' && envelopeOf(answer).data !== null,
};

interface Envelope {
  readonly success?: unknown;
  readonly error_code?: unknown;
  readonly data?: unknown;
}

function envelopeOf({ json }: Answer): Envelope {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
}
