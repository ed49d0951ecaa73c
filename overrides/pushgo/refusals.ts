import { explainConnection } from '../rule/explain-connection.ts';
import { type Failure, ToolError } from '../rule/failure.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import { addCommand } from './choose-channel.ts';
import type { Code } from './dialect.ts';
import { baseUrl, legacyPasswords, token } from './settings.ts';

/**
 * Words a failure of the PushGo Gateway: what is wrong and what to do. Nothing of its own text is relayed, since it may repeat
 * what was sent; statuses and codes decide (docs/services/pushgo.md#statuses, #error-codes).
 */
export function explainFailure(failure: Failure<Code>, service: ServiceInfo): ToolError {
  const { origin } = service;
  if (failure.kind !== 'status') return explainConnection(failure, { origin, service, address: addressOf(service) });
  const { code, sentence } = explainStatus(failure, service);
  return new ToolError(code, sentence);
}

const addressOf = (service: ServiceInfo) => `${service.nameOf(baseUrl)} or the gateway of the channel`;

// See docs/services/pushgo.md#idempotency
/** The key makes a repeat the same operation. */
export function explainUncertainty({ key }: Failure): string {
  return `It may have been sent all the same: to repeat it without sending it twice, pass op_id ${key}.`;
}

type StatusFailure = Extract<Failure<Code>, { kind: 'status' }>;

function explainStatus({ status, body }: StatusFailure, service: ServiceInfo): { code: string; sentence: string } {
  const { origin } = service;
  const [adds, takesPasswords] = [addCommand(service), service.get(legacyPasswords)];
  switch (body.shape === 'code' ? body.code : undefined) {
    case 'authentication_failed':
      return {
        code: 'TOKEN_NEEDED',
        sentence: `${origin} wants its gateway token, or another one than it was given. A person sets it as ${service.nameOf(token)} beside ${service.nameOf(baseUrl)}, or adds the channel again with \`${adds}\`.`,
      };
    case 'password_mismatch':
      return {
        code: 'PASSWORD_REFUSED',
        sentence: `${origin} refused the password of this channel. ${takesPasswords ? 'If it came with the call, correct it there. ' : ''}A person gives it again with \`${adds}\`${takesPasswords ? '' : '; it does not belong into the conversation'}.`,
      };
    case 'channel_not_found':
      return {
        code: 'UNKNOWN_CHANNEL',
        sentence: `${origin} knows no such channel. Check its id and whether it belongs to this gateway.`,
      };
    case 'route_not_found':
      return {
        code: 'NO_API',
        sentence: `${origin} is a PushGo Gateway without this route; a release older than 1.2.9 may lack it.`,
      };
    case 'server_busy':
      return {
        code: 'BUSY',
        sentence: `${origin} is busy with this operation or altogether. Try again in a minute; if it stays so, without op_id.`,
      };
    case 'invalid_request_body':
      return { code: 'TOO_LARGE', sentence: `${origin} could not take the request: it may be too large. Shorten it.` };
    case 'observed_at_required':
    case 'other':
      if (status === 400)
        return {
          code: 'INVALID',
          sentence: `${origin} refused a value that this server takes for valid, so it may be another release than 1.2.9. Simplify the call, or report it.`,
        };
  }
  if (status >= 500) return { code: 'SERVER_ERROR', sentence: `${origin} failed with ${status}.` };
  return {
    code: 'REFUSED',
    sentence: `${origin} refused the request with ${status} (${body.shape}): it may be no PushGo Gateway, or something in front of it does so. Check ${addressOf(service)}.`,
  };
}
