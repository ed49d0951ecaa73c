import { type Failure, ToolError } from './failure.ts';
import { common, type ServiceInfo } from './settings.ts';

/** A failure that says nothing about the request itself. */
export type ConnectionFailure = Exclude<Failure, { readonly kind: 'status' }>;

export interface ConnectionWords {
  readonly origin: string;
  readonly service: ServiceInfo;
  /** Where the address comes from. */
  readonly address: string;
}

/** Words what is the same for all services: the network, time, redirects, too many requests, answers of something else. */
export function explainConnection(failure: ConnectionFailure, words: ConnectionWords): ToolError {
  const { origin, service, address } = words;
  switch (failure.kind) {
    case 'network':
      return new ToolError('UNREACHABLE', networkSentence(failure, words));
    case 'timeout':
      return new ToolError('TIMEOUT', `${origin} did not answer within ${seconds(failure.seconds)}.`);
    case 'throttled': {
      const wait = failure.retryAfterSeconds === undefined ? 'a minute' : seconds(failure.retryAfterSeconds);
      return new ToolError('THROTTLED', `${origin} allows no more requests just now. Try again in ${wait}.`);
    }
    case 'redirect':
      return redirectRefusal(failure, words);
    case 'not-understood': {
      const problem = { 'not-json': ' (not JSON)', 'too-large': ' (too large)', shape: ' (fields missing)' };
      return new ToolError(
        'NOT_UNDERSTOOD',
        `${origin} answered ${failure.status} with something that is no answer of ${service.title}${problem[failure.problem]}. Check ${address}.`,
      );
    }
  }
}

/** `1 second`, `12 seconds`. */
export function seconds(count: number): string {
  return `${count} ${count === 1 ? 'second' : 'seconds'}`;
}

function networkSentence(
  failure: Extract<Failure, { kind: 'network' }>,
  { origin, service, address }: ConnectionWords,
): string {
  switch (failure.reason) {
    case 'name':
      return `The host name in ${origin} was not found. Check ${address}.`;
    case 'refused':
    case 'unreachable':
      return `No connection to ${origin}. Check ${address} and that the instance runs.`;
    case 'tls':
      return `The TLS certificate of ${origin} is not trusted. For a private authority set ${service.nameOf(common.caBundle)}.`;
    case 'no-tls':
      return `No TLS could be agreed on with ${origin}: the port may speak plain http, or versions of TLS that are too old. Check scheme and port of ${address}.`;
    case 'proxy':
      return `The proxy between here and ${origin} refused the connection. Check HTTPS_PROXY and NO_PROXY.`;
    case 'broken':
    case 'other':
      return `The connection to ${origin} broke off.`;
  }
}

function redirectRefusal(
  failure: Extract<Failure, { kind: 'redirect' }>,
  { origin, address }: ConnectionWords,
): ToolError {
  const isItself = failure.origin === origin;
  const target = isItself ? 'another page of its own' : failure.origin || 'an address that is no usual one';
  const advice =
    isItself || failure.origin === '' ? `Check ${address}.` : `If the instance has moved there, set ${address} to it.`;
  return new ToolError('REDIRECT', `${origin} redirects to ${target}; that was not followed. ${advice}`);
}
