// Every sentence about a failure of Password Pusher: what is wrong and what to do. Nothing of the service's own text is
// relayed, since it echoes what was sent; statuses and the shape of the body decide (docs/services/pwpush.md#error-texts, #bodies)
import { type OperationId, operations } from '../../generated/operations.ts';
import { explainConnection, seconds } from '../rule/explain-connection.ts';
import { type Failure, mayHaveActed, ToolError } from '../rule/failure.ts';
import type { OperationOf } from '../rule/operation-rule.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import { apiVersion, baseUrl, email, token } from './settings.ts';

type Operation = (typeof operations)[OperationOf<'pwpush'>];
type StatusFailure = Extract<Failure, { kind: 'status' }>;
type RedirectFailure = Extract<Failure, { kind: 'redirect' }>;

/** What the instance did not do, by the tool that asked for it. A new tool has to be decided about here. */
const ACTS: Readonly<Record<Operation['tool'], string>> = {
  get_version: 'tell its version',
  create_push: 'make the push',
  preview_push: 'give the link',
  get_push_audit: 'give the audit',
  expire_push: 'expire the push',
  list_active_pushes: 'give the list',
  list_expired_pushes: 'give the list',
};

type Tool = keyof typeof ACTS;

/** Words a failure for the model. */
export function explainFailure(failure: Failure, service: ServiceInfo): ToolError {
  // A failure of this service is one of its operations
  const { tool } = operations[failure.operation] as Operation;
  if (failure.kind === 'status') return explainStatus(failure, tool, service);
  const refusal = failure.kind === 'redirect' ? explainRedirect(failure, tool, service) : undefined;
  const { origin } = service;
  return refusal ?? explainConnection(failure, { origin, service, address: service.nameOf(baseUrl) });
}

/** What to know where the service may have acted though no answer says so. */
export function explainUncertainty({ operation }: Failure, service: ServiceInfo): string {
  if (operations[operation].tool === 'expire_push')
    return 'It may be expired all the same; expiring it again does no harm.';
  return `The push may exist all the same and was not made again${service.has(token) ? '; look with list_active_pushes before repeating' : ''}.`;
}

/** Redirects with a known meaning. */
function explainRedirect(failure: RedirectFailure, tool: Tool, service: ServiceInfo): ToolError | undefined {
  const { origin } = service;
  if (failure.path === '/first_run') {
    return new ToolError(
      'FIRST_RUN',
      `${origin} is not set up yet. Open ${origin}/first_run in a browser and make the first account.`,
    );
  }
  // Releases whose routes serve programs and browsers alike refuse like this (docs/services/pwpush.md#expire, #lists)
  if (failure.status !== 302 || failure.path !== '/' || !isV1(failure.operation)) return undefined;
  if (tool === 'expire_push') return notDeletable(failure, service);
  if (tool !== 'list_active_pushes' && tool !== 'list_expired_pushes' && tool !== 'get_push_audit') return undefined;
  return new ToolError(
    'LOGINS_OFF',
    `Logins are switched off at ${origin}, so it gives lists and audits to nobody. Its operator can turn them on.`,
  );
}

/** Whether it is an operation of API v1, which every release has. */
function isV1(operation: OperationId): boolean {
  return operations[operation].api === 'pwpush-v1';
}

function explainStatus(failure: StatusFailure, tool: Tool, service: ServiceInfo): ToolError {
  const { status, body } = failure;
  const { origin } = service;
  const [address, version] = [service.nameOf(baseUrl), service.nameOf(apiVersion)];
  if (tool === 'expire_push' && isDeleteRefusal(failure)) return notDeletable(failure, service);
  if (status === 401) return explain401(failure, tool, service);
  if (status === 403) return explain403(failure, tool, service);
  if (status === 404) return explain404(failure, tool, service);
  if (status === 200 || (tool === 'get_push_audit' && status === 422)) {
    return new ToolError(
      'NOT_OWNER',
      'This push does not belong to the account of the token, so its audit is not to be had.',
    );
  }
  if (status === 422) return explain422(failure, tool, service);
  if (status >= 500) {
    const { retryAfterSeconds: wait } = failure;
    const retry = mayHaveActed(failure) ? '' : ` Try again ${wait === undefined ? 'later' : `in ${seconds(wait)}`}.`;
    return new ToolError('SERVER_ERROR', `${origin} failed with ${status}.${retry}`);
  }
  if (status === 400) {
    // Every request is checked before it leaves, so another API finds it malformed, or it was changed on its way
    const plain = origin.startsWith('http:') ? ' A port that speaks TLS answers plain http like this, too.' : '';
    return new ToolError(
      'REFUSED',
      `${origin} could not read the request (400, ${body.shape}): it may be no Password Pusher, a release that is not known here, or behind a proxy that changes requests. Check ${address} and ${version}.${plain}`,
    );
  }
  if (status === 413 && tool === 'create_push') {
    return new ToolError(
      'TOO_LARGE',
      `The push is too large for the server in front of ${origin} (413). Push less at once; its operator can raise the limit.`,
    );
  }
  return new ToolError(
    'REFUSED',
    `${origin} refused the request with ${status} (${body.shape}). If it is behind a proxy, check that it passes /p and /api on.`,
  );
}

/**
 * Whether expiring was refused (docs/services/pwpush.md#expire): with 401 from 1.56, 422 from 1.45.11, and 200 for URL pushes of
 * 1.51 to 1.55. An empty 401 is about the token.
 */
function isDeleteRefusal({ status, body }: StatusFailure): boolean {
  return body.shape === 'error' && !body.notFound && [200, 401, 422].includes(status);
}

/**
 * The instance knows the push and refused to expire it (docs/services/pwpush.md#expire). It refuses a locked account in the
 * same shape, and releases before 1.51 treat a caller with a wrong token like one without
 * (docs/services/pwpush.md#authentication).
 */
function notDeletable({ operation, status }: StatusFailure | RedirectFailure, service: ServiceInfo): ToolError {
  const hasToken = service.has(token);
  const already = status === 422 ? 'either it had expired already, or ' : '';
  const viewers = `viewers may not delete it, ${status === 302 && hasToken ? 'or' : 'and'}`;
  const owner = hasToken ? 'it does not belong to the account of this token' : 'its owner needs a token for that';
  const account = hasToken && status === 401 ? ', or that account is locked or not confirmed' : '';
  const mayIgnoreTokens =
    isV1(operation) && (status === 302 || status === 422 || (status === 401 && operation !== 'pwpushV1ExpirePush'));
  const ignored =
    hasToken && mayIgnoreTokens ? ' Releases before 1.51 ignore a wrong token and then answer the same.' : '';
  return new ToolError(
    'NOT_DELETABLE',
    `This push was not expired: ${already}${viewers} ${owner}${account}.${ignored}`,
  );
}

function explain401({ operation, body }: StatusFailure, tool: Tool, service: ServiceInfo): ToolError {
  const { origin } = service;
  const [asToken, asEmail, hasEmail] = [service.nameOf(token), service.nameOf(email), service.has(email)];
  // Password Pusher tells its version to anybody (docs/services/pwpush.md#version), and is asked without the token
  if (tool === 'get_version') {
    return new ToolError(
      'REFUSED',
      `${origin} wants a login for what Password Pusher tells anybody, so something in front of it does. No token was sent. Check ${service.nameOf(baseUrl)}.`,
    );
  }
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

function explain403({ body }: StatusFailure, tool: Tool, service: ServiceInfo): ToolError {
  const [origin, address] = [service.origin, service.nameOf(baseUrl)];
  if (body.shape !== 'error' || tool === 'get_version') {
    return new ToolError(
      'FORBIDDEN',
      `${origin} refuses requests under this host name or from this address. Check ${address} and the instance's allowed hosts.`,
    );
  }
  if (tool === 'get_push_audit') {
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

function explain404({ operation, body }: StatusFailure, tool: Tool, service: ServiceInfo): ToolError {
  const { origin } = service;
  if (tool === 'preview_push' || tool === 'get_push_audit' || tool === 'expire_push') {
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

/** What is wrong with a push, by the field that the instance names. */
const FIELD_PROBLEMS: Readonly<Record<string, string>> = {
  payload: 'payload is blank, too long for its kind, or no http or https address for a url push',
  kind: 'this kind of push is switched off there',
  files: 'there are more files than the instance takes',
};

function explain422({ body }: StatusFailure, tool: Tool, { origin }: ServiceInfo): ToolError {
  const isCreate = tool === 'create_push';
  const fields = isCreate && body.shape === 'fields' ? body.fields : [];
  const refused = `${origin} did not ${ACTS[tool]}`;
  if (fields.includes('kind'))
    return new ToolError('KIND_DISABLED', `${refused}: ${FIELD_PROBLEMS.kind}. Text pushes work.`);
  const problems = fields.flatMap((field) => FIELD_PROBLEMS[field] ?? []).join('; ');
  const guess = isCreate ? ', most likely the payload or the number of files' : '';
  return new ToolError('INVALID', `${refused}: ${problems || `it found a value invalid${guess}`}.`);
}
