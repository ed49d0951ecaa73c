import { type Failure, Refusal } from '../rule/failure.ts';
import type { ServiceFacts } from '../rule/tool-rule.ts';

type StatusFailure = Extract<Failure, { kind: 'status' }>;
type Role = 'version' | 'create' | 'preview' | 'audit' | 'expire' | 'list';

function roleOf(operation: string): Role {
  if (/Version$/.test(operation)) return 'version';
  if (/Create/.test(operation)) return 'create';
  if (/Preview/.test(operation)) return 'preview';
  if (/Audit$/.test(operation)) return 'audit';
  return /Expire(Push|FilePush|UrlPush)$/.test(operation) ? 'expire' : 'list';
}

/**
 * Words a failure of Password Pusher: what is wrong and what to do. Nothing of the service's own text is relayed, since
 * it echoes what was sent; statuses and the shape of the body decide (contract 0, 8).
 */
export function explainFailure(failure: Failure, service: ServiceFacts): Refusal {
  const { origin } = service;
  const maybeCreated =
    roleOf(failure.operation) === 'create'
      ? ` The push may exist all the same and was not made again${service.hasToken ? '; look with list_active_pushes before repeating' : ''}.`
      : '';
  switch (failure.kind) {
    case 'network':
      return new Refusal('UNREACHABLE', networkSentence(failure, origin) + (failure.sent ? maybeCreated : ''));
    case 'timeout':
      return new Refusal(
        'TIMEOUT',
        `${origin} did not answer within ${failure.seconds} ${failure.seconds === 1 ? 'second' : 'seconds'}.${maybeCreated}`,
      );
    case 'throttled':
      return new Refusal(
        'THROTTLED',
        `${origin} allows no more requests just now. ${waitSentence(failure.retryAfterSeconds)}`,
      );
    case 'redirect':
      return redirectRefusal(failure, service);
    case 'not-understood':
      return new Refusal(
        'NOT_UNDERSTOOD',
        `${origin} answered ${failure.status} with something that is no answer of Password Pusher${problem(failure.problem)}. Check PWPUSH_BASE_URL.${failure.status < 300 ? maybeCreated : ''}`,
      );
    case 'status':
      return explainStatus(failure, roleOf(failure.operation), service, maybeCreated);
  }
}

function problem(kind: 'not-json' | 'too-large' | 'shape'): string {
  return { 'not-json': ' (not JSON)', 'too-large': ' (too large)', shape: ' (fields missing)' }[kind];
}

function waitSentence(seconds: number | undefined): string {
  return seconds === undefined
    ? 'Try again in a minute.'
    : `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
}

function networkSentence(failure: Extract<Failure, { kind: 'network' }>, origin: string): string {
  switch (failure.reason) {
    case 'name':
      return `The host name in ${origin} was not found. Check PWPUSH_BASE_URL.`;
    case 'refused':
    case 'unreachable':
      return `No connection to ${origin}. Check PWPUSH_BASE_URL and that the instance runs.`;
    case 'tls':
      return `The TLS certificate of ${origin} is not trusted. For a private authority set PWPUSH_CA_BUNDLE.`;
    case 'proxy':
      return `The proxy between here and ${origin} refused the connection. Check HTTPS_PROXY and NO_PROXY.`;
    case 'broken':
    case 'other':
      return `The connection to ${origin} broke off.`;
  }
}

function redirectRefusal(failure: Extract<Failure, { kind: 'redirect' }>, service: ServiceFacts): Refusal {
  if (failure.path === '/first_run') {
    return new Refusal(
      'FIRST_RUN',
      `${service.origin} is not set up yet. Open ${service.origin}/first_run in a browser and make the first account.`,
    );
  }
  const target = failure.origin === service.origin ? 'another page of its own' : failure.origin;
  const advice =
    failure.origin === service.origin
      ? 'Check PWPUSH_BASE_URL.'
      : 'If the instance has moved there, set PWPUSH_BASE_URL to it.';
  return new Refusal('REDIRECT', `${service.origin} redirects to ${target}; that was not followed. ${advice}`);
}

function explainStatus(failure: StatusFailure, role: Role, service: ServiceFacts, maybeCreated: string): Refusal {
  const { status, body } = failure;
  if (role === 'expire' && isDeleteRefusal(failure)) {
    const why = `viewers may not delete it, and ${service.hasToken ? 'it does not belong to the account of this token' : 'its owner needs a token for that'}`;
    return new Refusal(
      'NOT_DELETABLE',
      status === 422
        ? `This push was not expired: either it had expired already, or ${why}.`
        : `This push was not expired: ${why}.`,
    );
  }
  if (status === 401) return role === 'version' ? loginWanted(service) : explain401(failure, service);
  if (status === 403) return explain403(failure, role, service);
  if (status === 404) return explain404(failure, role, service);
  if (status === 200 || (role === 'audit' && status === 422)) return notOwner();
  if (status === 422) return explain422(failure, service);
  if (status >= 500)
    return new Refusal(
      'SERVER_ERROR',
      `${service.origin} failed with ${status}.${maybeCreated || ' Try again later.'}`,
    );
  return new Refusal(
    'REFUSED',
    `${service.origin} refused the request with ${status} (${body.shape}). If it is behind a proxy, check that it passes /p and /api on.`,
  );
}

/** 401 from 1.56, 422 from 1.45.11, 200 for URL pushes of 1.51 to 1.55 (contract 3.5). An empty 401 is about the token. */
function isDeleteRefusal({ status, body }: StatusFailure): boolean {
  return body.shape === 'error' && !body.notFound && [200, 401, 422].includes(status);
}

function explain401({ operation, body }: StatusFailure, { origin, hasToken, hasEmail }: ServiceFacts): Refusal {
  if (!hasToken) {
    return new Refusal(
      'TOKEN_NEEDED',
      `${origin} wants an API token for this. Make one at ${origin}/users/token and set it as PWPUSH_API_TOKEN.`,
    );
  }
  const others = body.shape === 'empty' ? '' : ' (or its account is not confirmed, locked, or logins are off)';
  const mayBeOld = operation.startsWith('pwpushV1');
  const email = mayBeOld && !hasEmail ? '; releases before 1.51 want PWPUSH_API_EMAIL too' : '';
  const pair = mayBeOld && hasEmail ? ' with PWPUSH_API_EMAIL' : '';
  return new Refusal(
    'TOKEN_REFUSED',
    `${origin} refused PWPUSH_API_TOKEN${pair}${others}. Look it up or make a new one at ${origin}/users/token${email}.`,
  );
}

/** Password Pusher tells its version to anybody (contract 3.8), and is asked without the token. */
function loginWanted({ origin }: ServiceFacts): Refusal {
  return new Refusal(
    'REFUSED',
    `${origin} wants a login for what Password Pusher tells anybody, so something in front of it does. No token was sent. Check PWPUSH_BASE_URL.`,
  );
}

function notOwner(): Refusal {
  return new Refusal(
    'NOT_OWNER',
    'This push does not belong to the account of the token, so its audit is not to be had.',
  );
}

function explain403({ body }: StatusFailure, role: Role, { origin }: ServiceFacts): Refusal {
  if (body.shape !== 'error' || role === 'version') {
    return new Refusal(
      'FORBIDDEN',
      `${origin} refuses requests under this host name or from this address. Check PWPUSH_BASE_URL and the instance's allowed hosts.`,
    );
  }
  if (role === 'audit') {
    return new Refusal(
      'NOT_OWNER',
      'This push does not belong to the account of the token, or the instance wants a second factor that the account has not set up.',
    );
  }
  return new Refusal(
    'SECOND_FACTOR',
    `${origin} wants a second factor that the account of the token has not set up. Its owner can do so in a browser.`,
  );
}

function explain404({ operation, body }: StatusFailure, role: Role, { origin }: ServiceFacts): Refusal {
  if (role === 'preview' || role === 'audit' || role === 'expire') {
    return new Refusal(
      'UNKNOWN_PUSH',
      `${origin} knows no such push. The token may be mistyped, or the push was removed after it expired.`,
    );
  }
  if (role === 'create' && /(File|Url)Push$/.test(operation)) {
    return new Refusal(
      'KIND_DISABLED',
      `${origin} has this kind of push switched off. Its operator can turn it on; text pushes work.`,
    );
  }
  return new Refusal(
    'NO_API',
    `${origin} has no such API${body.shape === 'status-error' ? '; it may be a delivery-only host' : ''}. Check PWPUSH_BASE_URL and PWPUSH_API_VERSION.`,
  );
}

const FIELD_ADVICE: Readonly<Record<string, string>> = {
  payload: 'payload is blank, too long for its kind, or no http or https address for a url push',
  kind: 'this kind of push is switched off there',
  files: 'there are more files than the instance takes',
};

function explain422({ body }: StatusFailure, { origin }: ServiceFacts): Refusal {
  const fields = body.shape === 'fields' ? body.fields : [];
  if (fields.includes('kind'))
    return new Refusal('KIND_DISABLED', `${origin} did not make the push: ${FIELD_ADVICE.kind}. Text pushes work.`);
  const reasons = fields.flatMap((field) => FIELD_ADVICE[field] ?? []);
  const why =
    reasons.length > 0
      ? reasons.join('; ')
      : 'it found a value invalid, most likely the payload or the number of files';
  return new Refusal('INVALID', `${origin} did not make the push: ${why}.`);
}
