// Every sentence about a failure of the PushGo Gateway.
import { explainConnection } from '../rule/explain-connection.ts';
import { type Failure, ToolError } from '../rule/failure.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import { addCommand } from './choose-channel.ts';
import type { Code } from './dialect.ts';
import { baseUrl, legacyPasswords, token } from './settings.ts';

/**
 * Words a failure: what is wrong and what to do. The gateway's own text is never relayed, since it may repeat what was sent:
 * statuses and codes decide (docs/services/pushgo.md#statuses, #error-codes).
 */
export function explainFailure(failure: Failure<Code>, service: ServiceInfo): ToolError {
  const { origin } = service;
  if (failure.kind !== 'status') return explainConnection(failure, { origin, service, address: addressOf(service) });
  const { code, sentence } = explainStatus(failure, service);
  return new ToolError(code, sentence);
}

const addressOf = (service: ServiceInfo) => `${service.nameOf(baseUrl)} or the gateway of the channel`;

// See docs/services/pushgo.md#idempotency
/** What to say where the request may have acted: a repetition with its key is the same operation. */
export function explainUncertainty({ key }: Failure): string {
  return `It may have been sent all the same: to repeat it without sending it twice, pass op_id ${key}.`;
}

/** Our own codes for those of the gateway. */
const codes = {
  authentication_failed: 'TOKEN_NEEDED',
  password_mismatch: 'PASSWORD_REFUSED',
  channel_not_found: 'UNKNOWN_CHANNEL',
  route_not_found: 'NO_API',
  server_busy: 'BUSY',
  invalid_request_body: 'TOO_LARGE',
} as const satisfies Partial<Record<Code, string>>;

type KnownCode = keyof typeof codes;
const isKnown = (code: Code): code is KnownCode => Object.hasOwn(codes, code);

function explainStatus({ status, body }: Extract<Failure<Code>, { kind: 'status' }>, service: ServiceInfo) {
  const { origin } = service;
  if (body.shape === 'code' && isKnown(body.code))
    return { code: codes[body.code], sentence: explainCode(body.code, service) };
  if (body.shape === 'code' && status === 400)
    return {
      code: 'INVALID',
      sentence: `${origin} refused a value that this server takes for valid, so it may be another release than 1.2.9. Simplify the call, or report it.`,
    };
  if (status >= 500) return { code: 'SERVER_ERROR', sentence: `${origin} failed with ${status}.` };
  return {
    code: 'REFUSED',
    sentence: `${origin} refused the request with ${status} (${body.shape}): it may be no PushGo Gateway, or something in front of it does so. Check ${addressOf(service)}.`,
  };
}

function explainCode(code: KnownCode, service: ServiceInfo): string {
  const { origin } = service;
  const add = addCommand(service);
  const isLegacy = service.get(legacyPasswords);
  const sentences: Readonly<Record<KnownCode, string>> = {
    authentication_failed: `${origin} wants its gateway token, or another one than it was given. A person sets it as ${service.nameOf(token)} beside ${service.nameOf(baseUrl)}, or adds the channel again with ${add}.`,
    password_mismatch: `${origin} refused the password of this channel. ${isLegacy ? 'If it came with the call, correct it there. ' : ''}A person gives it again with ${add}${isLegacy ? '' : '; it does not belong in the conversation'}.`,
    channel_not_found: `${origin} knows no such channel. Check its id and whether it belongs to this gateway.`,
    route_not_found: `${origin} is a PushGo Gateway without this route; a release older than 1.2.9 may lack it.`,
    server_busy: `${origin} is busy with this operation or altogether. Try again in a minute; if it stays so, without op_id.`,
    invalid_request_body: `${origin} could not take the request: it may be too large. Shorten it.`,
  };
  return sentences[code];
}
