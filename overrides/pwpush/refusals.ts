import { type Failure, Refusal } from '../rule/failure.ts';
import type { ServiceFacts } from '../rule/tool-rule.ts';
import { type Role, roleOf } from './role.ts';
import { explainStatus, notDeletable } from './status-refusals.ts';

/**
 * Words a failure of Password Pusher: what is wrong and what to do. Nothing of the service's own text is relayed, since
 * it echoes what was sent; statuses and the shape of the body decide (contract 0, 8).
 */
export function explainFailure(failure: Failure, service: ServiceFacts): Refusal {
  const { origin } = service;
  const role = roleOf(failure.operation);
  const uncertain = maybeDone(role, service);
  switch (failure.kind) {
    case 'network':
      return new Refusal('UNREACHABLE', networkSentence(failure, origin) + (failure.sent ? uncertain : ''));
    case 'timeout':
      return new Refusal(
        'TIMEOUT',
        `${origin} did not answer within ${failure.seconds} ${failure.seconds === 1 ? 'second' : 'seconds'}.${uncertain}`,
      );
    case 'throttled':
      return new Refusal(
        'THROTTLED',
        `${origin} allows no more requests just now. ${waitSentence(failure.retryAfterSeconds)}`,
      );
    case 'redirect':
      return redirectRefusal(failure, role, service);
    case 'not-understood':
      return new Refusal(
        'NOT_UNDERSTOOD',
        `${origin} answered ${failure.status} with something that is no answer of Password Pusher${problem(failure.problem)}. Check PWPUSH_BASE_URL.${failure.status < 300 ? uncertain : ''}`,
      );
    case 'status':
      return explainStatus(failure, role, service, uncertain);
  }
}

/** What to know where a request went out and its answer did not come back, or tells nothing. */
function maybeDone(role: Role, service: ServiceFacts): string {
  if (role === 'expire') return ' It may be expired all the same; expiring it again does no harm.';
  if (role !== 'create') return '';
  return ` The push may exist all the same and was not made again${service.hasToken ? '; look with list_active_pushes before repeating' : ''}.`;
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
    case 'no-tls':
      return `No TLS could be agreed on with ${origin}: the port may speak plain http, or versions of TLS that are too old. Check scheme and port of PWPUSH_BASE_URL.`;
    case 'proxy':
      return `The proxy between here and ${origin} refused the connection. Check HTTPS_PROXY and NO_PROXY.`;
    case 'broken':
    case 'other':
      return `The connection to ${origin} broke off.`;
  }
}

function redirectRefusal(failure: Extract<Failure, { kind: 'redirect' }>, role: Role, service: ServiceFacts): Refusal {
  if (failure.path === '/first_run') {
    return new Refusal(
      'FIRST_RUN',
      `${service.origin} is not set up yet. Open ${service.origin}/first_run in a browser and make the first account.`,
    );
  }
  // How releases say no that answer programs and browsers alike (contract 3.5, 3.6)
  if (failure.status === 302 && failure.path === '/' && failure.operation.startsWith('pwpushV1')) {
    if (role === 'expire') return notDeletable(failure, service);
    if (role === 'list' || role === 'audit') return loginsOff(service);
  }
  const isItself = failure.origin === service.origin;
  const target = isItself ? 'another page of its own' : failure.origin || 'an address that is no usual one';
  const advice =
    isItself || failure.origin === ''
      ? 'Check PWPUSH_BASE_URL.'
      : 'If the instance has moved there, set PWPUSH_BASE_URL to it.';
  return new Refusal('REDIRECT', `${service.origin} redirects to ${target}; that was not followed. ${advice}`);
}

function loginsOff({ origin }: ServiceFacts): Refusal {
  return new Refusal(
    'LOGINS_OFF',
    `Logins are switched off at ${origin}, so it gives lists and audits to nobody. Its operator can turn them on.`,
  );
}
