// From a request to its answer: host, then the phone's pages or the API with key, rate, route, plan, body.
import type { IncomingMessage } from 'node:http';
import { type Answer, answerJson, refuseUnknown } from './answers.ts';
import { parseBody } from './body.ts';
import { progressCampaigns } from './campaign.ts';
import { answerOf, checkAccess, checkHost, withinRate } from './gates.ts';
import { sendDueReminders } from './partner/reminders.ts';
import { phonePath } from './phone/path.ts';
import { answerPhone } from './phone/routes.ts';
import { sweepQuestions } from './questions.ts';
import { createRouter } from './routes.ts';
import type { Service } from './service.ts';

const apiRoot = '/api/v1/server';

export type Dispatch = (request: IncomingMessage, body: string, signal: AbortSignal) => Promise<Answer>;

/** What happened by itself since the last request. */
export function catchUp(service: Service): void {
  sweepQuestions(service);
  progressCampaigns(service);
  sendDueReminders(service);
}

export function createDispatch(service: Service): Dispatch {
  const findRoute = createRouter(service.facts);

  function answerApi(request: IncomingMessage, path: string, search: string, body: string, signal: AbortSignal) {
    return withinRate(service, request, async (key) => {
      const { route, segments } = findRoute(request.method ?? '', path);
      checkAccess(service, key, route);
      const query = Object.fromEntries(new URLSearchParams(search));
      return route.handle({ service, key, segments, query, body: parseBody(body), signal });
    });
  }

  return (request, body, signal) => {
    // Split as it was sent: a URL parser would resolve `..` before it is seen
    const [, path = '/', search = ''] = /^([^?#]*)\??([^#]*)/.exec(request.url ?? '/') ?? [];
    return answerOf(async () => {
      checkHost(request.headers.host ?? '');
      catchUp(service);
      if (path === '/') return answerJson({}, 303, { location: phonePath });
      if (path === phonePath || path.startsWith(`${phonePath}/`)) {
        return answerPhone(service, { request, path, search: new URLSearchParams(search), body });
      }
      if (!path.startsWith(`${apiRoot}/`)) throw refuseUnknown('Page');
      return answerApi(request, path.slice(apiRoot.length), search, body, signal);
    });
  };
}
