import type { OperationId } from '../../generated/operations.ts';
import { mayHaveActed } from '../rule/acted.ts';
import { seconds } from '../rule/explain-connection.ts';
import { type Failure, ToolError } from '../rule/failure.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import { isV1, type Role } from './role.ts';
import { apiVersion, baseUrl, email, token } from './settings.ts';

type StatusFailure = Extract<Failure, { kind: 'status' }>;

/** Words an answer by its status. */
export function explainStatus(failure: StatusFailure, role: Role, service: ServiceInfo): ToolError {
  const { status, body } = failure;
  if (role === 'expire' && isDeleteRefusal(failure)) return notDeletable(failure, service);
  if (status === 401) return role === 'version' ? loginWanted(service) : explain401(failure, service);
  if (status === 403) return explain403(failure, role, service);
  if (status === 404) return explain404(failure, role, service);
  if (status === 200 || (role === 'audit' && status === 422)) return notOwner();
  if (status === 422) return explain422(failure, role, service);
  if (status >= 500)
    return new ToolError(
      'SERVER_ERROR',
      `${service.origin} failed with ${status}.${mayHaveActed(failure) ? '' : ` Try again ${when(failure.retryAfterSeconds)}.`}`,
    );
  if (status === 400) return malformed(failure, service);
  if (status === 413 && role === 'create') return tooLarge(service);
  return new ToolError(
    'REFUSED',
    `${service.origin} refused the request with ${status} (${body.shape}). If it is behind a proxy, check that it passes /p and /api on.`,
  );
}

/** When to try again, as the service says it. */
function when(retryAfter: number | undefined): string {
  return retryAfter === undefined ? 'later' : `in ${seconds(retryAfter)}`;
}

// See docs/services/pwpush.md#expire
/** 401 from 1.56, 422 from 1.45.11, 200 for URL pushes of 1.51 to 1.55. An empty 401 is about the token. */
function isDeleteRefusal({ status, body }: StatusFailure): boolean {
  return body.shape === 'error' && !body.notFound && [200, 401, 422].includes(status);
}

/**
 * Expiring was refused by somebody who knows the push (docs/services/pwpush.md#expire). A locked account is refused in
 * the same shape, and releases before 1.51 take whoever has a wrong token for nobody
 * (docs/services/pwpush.md#authentication).
 */
export function notDeletable(
  { operation, status }: { operation: OperationId; status: number },
  service: ServiceInfo,
): ToolError {
  const hasToken = service.has(token);
  const already = status === 422 ? 'either it had expired already, or ' : '';
  const viewers = `viewers may not delete it, ${status === 302 && hasToken ? 'or' : 'and'}`;
  const owner = hasToken ? 'it does not belong to the account of this token' : 'its owner needs a token for that';
  const account = hasToken && status === 401 ? ', or that account is locked or not confirmed' : '';
  const ignored =
    hasToken && mayIgnoreTokens(operation, status)
      ? ' Releases before 1.51 ignore a wrong token and then answer the same.'
      : '';
  return new ToolError(
    'NOT_DELETABLE',
    `This push was not expired: ${already}${viewers} ${owner}${account}.${ignored}`,
  );
}

function mayIgnoreTokens(operation: OperationId, status: number): boolean {
  if (!isV1(operation)) return false;
  return status === 302 || status === 422 || (status === 401 && operation !== 'pwpushV1ExpirePush');
}

function explain401({ operation, body }: StatusFailure, service: ServiceInfo): ToolError {
  const { origin } = service;
  const [asToken, asEmail, hasEmail] = [service.nameOf(token), service.nameOf(email), service.has(email)];
  if (!service.has(token)) {
    return new ToolError(
      'TOKEN_NEEDED',
      `${origin} wants an API token for this. Make one at ${origin}/users/token and set it as ${asToken}.`,
    );
  }
  const others = body.shape === 'empty' ? '' : ' (or its account is not confirmed, locked, or logins are off)';
  const mayBeOld = isV1(operation);
  const older = mayBeOld && !hasEmail ? `; releases before 1.51 want ${asEmail} too` : '';
  const pair = mayBeOld && hasEmail ? ` with ${asEmail}` : '';
  return new ToolError(
    'TOKEN_REFUSED',
    `${origin} refused ${asToken}${pair}${others}. Look it up or make a new one at ${origin}/users/token${older}.`,
  );
}

/** Password Pusher tells its version to anybody (docs/services/pwpush.md#version), and is asked without the token. */
function loginWanted(service: ServiceInfo): ToolError {
  return new ToolError(
    'REFUSED',
    `${service.origin} wants a login for what Password Pusher tells anybody, so something in front of it does. No token was sent. Check ${service.nameOf(baseUrl)}.`,
  );
}

function notOwner(): ToolError {
  return new ToolError(
    'NOT_OWNER',
    'This push does not belong to the account of the token, so its audit is not to be had.',
  );
}

function explain403({ body }: StatusFailure, role: Role, service: ServiceInfo): ToolError {
  const [origin, address] = [service.origin, service.nameOf(baseUrl)];
  if (body.shape !== 'error' || role === 'version') {
    return new ToolError(
      'FORBIDDEN',
      `${origin} refuses requests under this host name or from this address. Check ${address} and the instance's allowed hosts.`,
    );
  }
  if (role === 'audit') {
    return new ToolError(
      'NOT_OWNER',
      'This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up.',
    );
  }
  if (!service.has(token)) {
    return new ToolError(
      'FORBIDDEN',
      `${origin} forbids this without an API token, or from this address. Check ${address}, or make a token at ${origin}/users/token and set it as ${service.nameOf(token)}.`,
    );
  }
  return new ToolError(
    'SECOND_FACTOR',
    `${origin} forbids this, most likely because it wants a second factor that the account of the token has not set up. Its owner can do so in a browser.`,
  );
}

function explain404({ operation, body }: StatusFailure, role: Role, service: ServiceInfo): ToolError {
  const { origin } = service;
  if (role === 'preview' || role === 'audit' || role === 'expire') {
    return new ToolError(
      'UNKNOWN_PUSH',
      `${origin} knows no such push. The token may be mistyped, or the push was removed after it expired.`,
    );
  }
  if (operation === 'pwpushV1CreateFilePush' || operation === 'pwpushV1CreateUrlPush') {
    return new ToolError(
      'KIND_DISABLED',
      `${origin} has this kind of push switched off. Its operator can turn it on; text pushes work.`,
    );
  }
  return new ToolError(
    'NO_API',
    `${origin} has no such API${body.shape === 'status-error' ? '; it may be a delivery-only host' : ''}. Check ${service.nameOf(baseUrl)} and ${service.nameOf(apiVersion)}.`,
  );
}

const FIELD_ADVICE: Readonly<Record<string, string>> = {
  payload: 'payload is blank, too long for its kind, or no http or https address for a url push',
  kind: 'this kind of push is switched off there',
  files: 'there are more files than the instance takes',
};

const ACTS: Readonly<Record<Role, string>> = {
  version: 'tell its version',
  create: 'make the push',
  preview: 'give the link',
  audit: 'give the audit',
  expire: 'expire the push',
  list: 'give the list',
};

function explain422({ body }: StatusFailure, role: Role, { origin }: ServiceInfo): ToolError {
  const fields = role === 'create' && body.shape === 'fields' ? body.fields : [];
  const refused = `${origin} did not ${ACTS[role]}`;
  if (fields.includes('kind'))
    return new ToolError('KIND_DISABLED', `${refused}: ${FIELD_ADVICE.kind}. Text pushes work.`);
  const reasons = fields.flatMap((field) => FIELD_ADVICE[field] ?? []);
  const guess = role === 'create' ? ', most likely the payload or the number of files' : '';
  const why = reasons.length > 0 ? reasons.join('; ') : `it found a value invalid${guess}`;
  return new ToolError('INVALID', `${refused}: ${why}.`);
}

/** Every request is checked before it leaves, so what is malformed to the other side is another API, or was changed on its way. */
function malformed({ body }: StatusFailure, service: ServiceInfo): ToolError {
  const { origin } = service;
  const plain = origin.startsWith('http:') ? ' A port that speaks TLS answers plain http like this, too.' : '';
  return new ToolError(
    'REFUSED',
    `${origin} could not read the request (400, ${body.shape}): it may be no Password Pusher, a release that is not known here, or behind a proxy that changes requests. Check ${service.nameOf(baseUrl)} and ${service.nameOf(apiVersion)}.${plain}`,
  );
}

function tooLarge({ origin }: ServiceInfo): ToolError {
  return new ToolError(
    'TOO_LARGE',
    `The push is too large for the server in front of ${origin} (413). Push less at once; its operator can raise the limit.`,
  );
}
