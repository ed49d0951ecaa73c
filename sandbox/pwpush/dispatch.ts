// From a request to its answer: gates, route, body, access, handler.
import { type Answer, HttpError } from '../http/answer.ts';
import { createRouter } from '../http/router.ts';
import type { Incoming } from '../http/serve.ts';
import { checksByAccess } from './access.ts';
import { identifyCaller } from './accounts.ts';
import { answerConditionally, answerEmptyJson, answerEmptyPage, answerException, answerText } from './answers.ts';
import { listV1Routes } from './api-v1.ts';
import { listV2Routes } from './api-v2.ts';
import { type Params, parseBody } from './body.ts';
import { type Call, type Instance, prefersJson } from './call.ts';
import { commercialRoutes } from './commercial.ts';
import { deliveryRoutes } from './delivery.ts';
import { gates } from './gates.ts';
import { gatewayRoutes } from './gateway.ts';
import { answerMissing } from './pages/gone.ts';
import type { Route } from './routes.ts';

export type Dispatch = (request: Incoming) => Promise<Answer>;

function listRoutes({ rules, settings }: Instance): readonly Route[] {
  if (settings.publicGateway) return gatewayRoutes;
  return [
    ...(rules.edition === 'commercial' ? commercialRoutes : []),
    ...listV2Routes(rules, settings),
    ...listV1Routes(rules, settings),
    ...deliveryRoutes,
  ];
}

/** Below `/api`, releases with built-in documentation answer a GET of up to three segments by themselves. */
function answerUnrouted({ rules }: Instance, request: Incoming, path: string): Answer {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (rules.builtInDocs && isRead && /^\/api(?:\/[^/]+){1,3}\/?$/.test(path)) return answerEmptyJson(404);
  return prefersJson(request.headers) ? answerException(404) : answerMissing();
}

/** Ten files of three megabytes, or the longest payload in its most wasteful JSON spelling. */
export const largestBody = 32 * 1024 * 1024;
const tooLarge = answerText(413, 'Payload Too Large\n', { connection: 'close' });

async function readParams({ headers, body }: Incoming): Promise<Params> {
  if (body === null) throw new HttpError(tooLarge);
  try {
    return await parseBody(body, headers['content-type'] ?? '');
  } catch {
    throw new HttpError(prefersJson(headers) ? answerException(400) : answerEmptyPage(400));
  }
}

/** Refusals are thrown as `HttpError`. */
export function createDispatch(instance: Instance): Dispatch {
  const findRoute = createRouter(listRoutes(instance), false);
  return async (request) => {
    const { path, headers } = request;
    for (const gate of gates) gate(instance, request);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const found = findRoute(method, path.replace(/(?<=.)\/$/, ''), ({ forJson }) => !forJson || prefersJson(headers));
    if (found === null) throw new HttpError(answerUnrouted(instance, request, path));
    const call: Call = {
      instance,
      request,
      method,
      path,
      segments: found.segments,
      query: new URLSearchParams(request.query),
      body: await readParams(request),
      caller: identifyCaller(instance.accounts, headers),
    };
    for (const check of checksByAccess[found.route.access]) check(call);
    return answerConditionally(found.route.handle(call), headers['if-none-match']);
  };
}
