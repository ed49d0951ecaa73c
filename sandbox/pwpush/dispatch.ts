// From a request to its answer: gates, route, body, access, handler.
import type { IncomingMessage } from 'node:http';
import { checksByAccess } from './access.ts';
import { identifyCaller } from './accounts.ts';
import {
  type Answer,
  answerConditionally,
  answerEmptyJson,
  answerEmptyPage,
  answerException,
  Refusal,
} from './answers.ts';
import { listV1Routes } from './api-v1.ts';
import { listV2Routes } from './api-v2.ts';
import { type Params, parseBody, readBody } from './body.ts';
import { type Call, headerOf, type Instance, prefersJson } from './call.ts';
import { commercialRoutes } from './commercial.ts';
import { deliveryRoutes } from './delivery.ts';
import { gates } from './gates.ts';
import { gatewayRoutes } from './gateway.ts';
import { answerMissing } from './pages/gone.ts';
import { type CompiledRoute, compileRoutes, findRoute } from './routes.ts';

export type Dispatch = (request: IncomingMessage) => Promise<Answer>;

function listRoutes({ rules, settings }: Instance): CompiledRoute[] {
  if (settings.publicGateway) return compileRoutes(gatewayRoutes);
  return compileRoutes([
    ...(rules.edition === 'commercial' ? commercialRoutes : []),
    ...listV2Routes(rules, settings),
    ...listV1Routes(rules, settings),
    ...deliveryRoutes,
  ]);
}

/** Below `/api`, releases with built-in documentation answer a GET of up to three segments by themselves. */
function answerUnrouted({ rules }: Instance, request: IncomingMessage, path: string): Answer {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (rules.builtInDocs && isRead && /^\/api(?:\/[^/]+){1,3}\/?$/.test(path)) return answerEmptyJson(404);
  return prefersJson(request) ? answerException(404) : answerMissing();
}

async function readParams(request: IncomingMessage): Promise<Params> {
  const bytes = await readBody(request);
  try {
    return await parseBody(bytes, request.headers['content-type'] ?? '');
  } catch {
    throw new Refusal(prefersJson(request) ? answerException(400) : answerEmptyPage(400));
  }
}

export function createDispatch(instance: Instance): Dispatch {
  const routes = listRoutes(instance);
  return async (request) => {
    const { pathname: path, searchParams: query } = splitUrl(request.url ?? '/');
    try {
      for (const gate of gates) gate(instance, request);
      const found = findRoute(routes, request, path);
      if (found === null) throw new Refusal(answerUnrouted(instance, request, path));
      const call: Call = {
        instance,
        request,
        method: found.route.method,
        path,
        segments: found.segments,
        query,
        body: await readParams(request),
        caller: identifyCaller(instance.accounts, request.headers),
      };
      for (const check of checksByAccess[found.route.access]) check(call);
      return answerConditionally(found.route.handle(call), headerOf(request, 'if-none-match'));
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  };
}

/** Split as it was sent: a URL parser would resolve `..` and `%2e%2e` before they are seen. */
function splitUrl(url: string): { pathname: string; searchParams: URLSearchParams } {
  const [, pathname = '/', search = ''] = /^([^?#]*)\??([^#]*)/.exec(url) ?? [];
  return { pathname, searchParams: new URLSearchParams(search) };
}
