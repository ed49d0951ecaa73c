import { type Failure, type NetworkReason, ToolError } from './failure.ts';
import { common, type ServiceInfo } from './settings.ts';

/** What the sentences about a connection mention. */
interface ConnectionWords {
  readonly origin: string;
  readonly service: ServiceInfo;
  /** The setting that the address comes from. */
  readonly address: string;
}

/**
 * Words the failures that are the same for all services: the network, time, redirects, too many requests, answers of something
 * else. An error status is worded by each service itself.
 */
export function explainConnection(
  failure: Exclude<Failure, { readonly kind: 'status' }>,
  words: ConnectionWords,
): ToolError {
  const { origin, service, address } = words;
  switch (failure.kind) {
    case 'network':
      return new ToolError('UNREACHABLE', networkSentence(failure.reason, words));
    case 'timeout':
      return new ToolError('TIMEOUT', `${origin} did not answer within ${seconds(failure.seconds)}.`);
    case 'throttled': {
      const wait = failure.retryAfterSeconds === undefined ? 'a minute' : seconds(failure.retryAfterSeconds);
      return new ToolError('THROTTLED', `${origin} allows no more requests just now. Try again in ${wait}.`);
    }
    case 'redirect':
      return redirectRefusal(failure.origin, words);
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

function networkSentence(reason: NetworkReason, { origin, service, address }: ConnectionWords): string {
  const noConnection = `No connection to ${origin}. Check ${address} and that the instance runs.`;
  const broken = `The connection to ${origin} broke off.`;
  const sentences: Readonly<Record<NetworkReason, string>> = {
    name: `The host name in ${origin} was not found. Check ${address}.`,
    refused: noConnection,
    unreachable: noConnection,
    tls: `The TLS certificate of ${origin} is not trusted. For a private authority set ${service.nameOf(common.caBundle)}.`,
    'no-tls': `No TLS could be agreed on with ${origin}: the port may speak plain http, or versions of TLS that are too old. Check scheme and port of ${address}.`,
    proxy: `The proxy between here and ${origin} refused the connection. Check HTTPS_PROXY and NO_PROXY.`,
    broken,
    other: broken,
  };
  return sentences[reason];
}

/** @param target origin of the address that the redirect leads to; empty where it is none that can be repeated */
function redirectRefusal(target: string, { origin, address }: ConnectionWords): ToolError {
  const isItself = target === origin;
  const shown = isItself ? 'another page of its own' : target || 'an address that is no usual one';
  const advice =
    isItself || target === '' ? `Check ${address}.` : `If the instance has moved there, set ${address} to it.`;
  return new ToolError('REDIRECT', `${origin} redirects to ${shown}; that was not followed. ${advice}`);
}
