// From a request to its answer: host, path, token, method, handler; and every refusal on the way as its answer.
import { checkHost, checkToken } from './access.ts';
import { type Answer, answerEmpty, answerFailure, answerPlain, Failure, PlainFailure } from './answers.ts';
import { compileRoutes, decodeSegments, type Found } from './find-route.ts';
import type { Gateway } from './gateway.ts';
import { makeId } from './ids.ts';
import { readLanguage } from './language.ts';
import { routes } from './routes.ts';

export interface Incoming {
  method: string;
  /** As it was sent, query included. */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Null: larger than the service takes. */
  body: Buffer | null;
}

export type Respond = (incoming: Incoming) => Answer;

/** Outside of everything else: no token asked for, no language, no request id in the problem. */
const unrouted = answerFailure(new Failure({ error: '404 Not Found', code: 'route_not_found', status: 404 }), 'en');

export function createRespond(gateway: Gateway): Respond {
  const findRoute = compileRoutes(routes);
  return (incoming) => {
    const requestId = makeId();
    const answer = answerSafely(incoming, requestId, () => {
      checkHost(incoming.headers.host);
      const [, path = '/', query = ''] = /^([^?#]*)\??([^#]*)/.exec(incoming.url) ?? [];
      const found = findRoute(incoming.method, path);
      return found === null ? unrouted : handleFound(gateway, found, incoming, query, requestId);
    });
    return { ...answer, headers: { ...answer.headers, 'x-request-id': requestId } };
  };
}

function handleFound(gateway: Gateway, found: Found, incoming: Incoming, query: string, requestId: string): Answer {
  const { headers, body } = incoming;
  const { handle, allow } = found;
  const language = readLanguage(headers['accept-language']);
  const answer = answerSafely(incoming, requestId, () => {
    if (found.route.forPeople === undefined) checkToken(gateway.token, headers.authorization);
    if (handle === undefined) return answerEmpty(405);
    const segments = decodeSegments(found.segments);
    return handle({ gateway, headers, segments, query, body, language, requestId });
  });
  // The method is known to be wrong before the token is looked at, and shows.
  return handle === undefined ? { ...answer, headers: { ...answer.headers, allow } } : answer;
}

function answerSafely({ headers }: Incoming, requestId: string, answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof PlainFailure) return answerPlain(error.status, error.message);
    const failure =
      error instanceof Failure
        ? error
        : new Failure({ error: 'the sandbox failed', code: 'internal_error', status: 500 });
    return answerFailure(failure, readLanguage(headers['accept-language']), requestId);
  }
}
