// From a request to its answer: host, path, token, method, handler; and every refusal on the way as its answer.
import { type Answer, HttpError } from '../http/answer.ts';
import type { Incoming } from '../http/serve.ts';
import { checkHost, checkToken } from './access.ts';
import { answerEmpty, answerFailure, Failure } from './answers.ts';
import type { Gateway } from './gateway.ts';
import { makeId } from './ids.ts';
import { readLanguage } from './language.ts';
import { type Method, type Route, routes } from './routes.ts';

/** The answer for an unknown path. It asks for no token, is always English and names no request id in its problem. */
const unrouted = answerFailure(new Failure({ error: '404 Not Found', code: 'route_not_found', status: 404 }), 'en');

/** The sandbox itself failed. */
const internal = new Failure({ error: 'the sandbox failed', code: 'internal_error', status: 500 });
export const failure = answerFailure(internal, 'en');

const routesByPath = new Map(routes.map((route) => [route.path, route]));

export function createRespond(gateway: Gateway): (incoming: Incoming) => Answer {
  return (incoming) => {
    const requestId = makeId();
    const answer = answerSafely(incoming, requestId, () => {
      checkHost(incoming.headers.host);
      const route = routesByPath.get(incoming.path);
      return route === undefined ? unrouted : answerRoute(gateway, route, incoming, requestId);
    });
    return { ...answer, headers: { ...answer.headers, 'x-request-id': requestId } };
  };
}

function answerRoute(gateway: Gateway, { methods, forPeople }: Route, incoming: Incoming, requestId: string): Answer {
  const { headers, query, body } = incoming;
  const name = incoming.method === 'HEAD' ? 'GET' : incoming.method;
  const handle = Object.hasOwn(methods, name) ? methods[name as Method] : undefined;
  const answer = answerSafely(incoming, requestId, () => {
    if (!forPeople) checkToken(gateway.token, headers.authorization);
    return handle === undefined ? answerEmpty(405) : handle({ gateway, headers, query, body });
  });
  // The gateway finds a wrong method before it looks at the token, so `Allow` is there even with a 401
  return handle === undefined ? { ...answer, headers: { ...answer.headers, allow: listMethods(methods) } } : answer;
}

function listMethods(methods: Route['methods']): string {
  return Object.keys(methods)
    .map((method) => (method === 'GET' ? 'GET,HEAD' : method))
    .join(',');
}

function answerSafely({ headers }: Incoming, requestId: string, answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof HttpError) return error.answer;
    return answerFailure(
      error instanceof Failure ? error : internal,
      readLanguage(headers['accept-language']),
      requestId,
    );
  }
}
