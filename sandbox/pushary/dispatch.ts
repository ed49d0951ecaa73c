// From a request to its answer: host, then the phone's pages or the API with key, rate, route, plan, body.
import { type Answer, HttpError } from '../http/answer.ts';
import { createRouter } from '../http/router.ts';
import type { Incoming } from '../http/serve.ts';
import { answerJson, refuseUnknown } from './answers.ts';
import { parseBody } from './body.ts';
import { catchUp } from './catch-up.ts';
import { checkHost, checkPlan, withinRate } from './gates.ts';
import type { Service } from './model.ts';
import { phonePath } from './phone/path.ts';
import { answerPhone } from './phone/routes.ts';
import { listRoutes } from './routes.ts';

const apiRoot = '/api/v1/server';

export type Dispatch = (incoming: Incoming) => Promise<Answer>;

const tooLarge = answerJson({ error: 'Payload too large' }, 413, { connection: 'close' });

/** Refusals are thrown as `HttpError`. */
export function createDispatch(service: Service): Dispatch {
  const findRoute = createRouter(listRoutes(service.facts));

  function answerApi(incoming: Incoming, body: string): Promise<Answer> {
    return withinRate(service, incoming, async () => {
      const found = findRoute(incoming.method, incoming.path.slice(apiRoot.length));
      if (found === null) throw refuseUnknown('Route');
      checkPlan(service);
      const query = Object.fromEntries(new URLSearchParams(incoming.query));
      const { signal } = incoming;
      return found.route.handle({ service, segments: found.segments, query, body: parseBody(body), signal });
    });
  }

  return async (incoming) => {
    if (incoming.body === null) throw new HttpError(tooLarge);
    const { path } = incoming;
    checkHost(incoming.headers.host);
    catchUp(service);
    if (path === '/') return answerJson({}, 303, { location: phonePath });
    const body = incoming.body.toString('utf8');
    if (path === phonePath || path.startsWith(`${phonePath}/`)) return answerPhone(service, incoming, body);
    if (!path.startsWith(`${apiRoot}/`)) throw refuseUnknown('Page');
    return answerApi(incoming, body);
  };
}
