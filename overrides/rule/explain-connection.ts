import { type Failure, type NetworkReason, type RedirectTarget, ToolError } from './failure.ts';
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
      return new ToolError('REDIRECT', redirectSentence(failure.to, words), failure.says);
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
  const tlsHint = origin.startsWith('http:') ? ` If that port speaks TLS, write https:// in ${address}.` : '';
  const broken = `The connection to ${origin} broke off.${tlsHint}`;
  const sentences: Readonly<Record<NetworkReason, string>> = {
    name: `The host name in ${origin} was not found. Check ${address}.`,
    refused: noConnection,
    unreachable: noConnection,
    tls: `The TLS certificate of ${origin} is not trusted. For a private authority set ${service.nameOf(common.caBundle)}.`,
    'no-tls': `No TLS could be agreed on with ${origin}: the port may speak plain http, or versions of TLS that are too old. Check scheme and port of ${address}.`,
    'wants-tls': `The port of ${origin} speaks TLS: write https:// in ${address}.`,
    proxy: `The proxy between here and ${origin} refused the connection. Check HTTPS_PROXY and NO_PROXY.`,
    broken,
    other: broken,
  };
  return sentences[reason];
}

function redirectSentence(to: RedirectTarget, { origin, service, address }: ConnectionWords): string {
  const sentences: Readonly<Record<RedirectTarget, readonly [target: string, advice: string]>> = {
    itself: ['another page of its own', `Check ${address}.`],
    https: ['https', `Write https:// in ${address}.`],
    'sign-in': [
      'what looks like a sign-in',
      `If something in front of ${service.title} wants one, a person has to let this server through there. Check ${address}.`,
    ],
    'another host': ['another host', `Check ${address}: something in front of ${service.title} may answer for it.`],
    unusual: ['an address that is no usual one', `Check ${address}.`],
  };
  const [target, advice] = sentences[to];
  return `${origin} redirects to ${target}; that was not followed. ${advice}`;
}
