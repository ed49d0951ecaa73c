// What a route is, finding the one for a request, and the table of those behind the tools.
import { answerJson, refuseUnknown } from './answers.ts';
import { askQuestion, cancelQuestion, readQuestion } from './ask.ts';
import * as campaigns from './campaign-routes.ts';
import type { Inferred } from './facts.ts';
import * as flows from './flow-routes.ts';
import { partnerRoutes } from './partner/routes.ts';
import { sendNotification } from './send.ts';
import type { Call, Handle } from './service.ts';
import { listSessions } from './sessions.ts';
import * as subscribers from './subscriber-routes.ts';
import * as templates from './template-routes.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Route {
  method: Method;
  /** `:name` stands for one segment. */
  path: string;
  handle: Handle;
  /** Only on the plan of partners. */
  partner?: true;
  /** Bound keys may, too, for their own end-user. */
  bound?: true;
}

const site: Handle = ({ service: { site, facts } }) =>
  answerJson(Object.fromEntries(facts.siteFields.map((name) => [name, site[name]])));

function listRoutes({ paths }: Inferred): Route[] {
  return [
    { method: 'POST', path: '/send', handle: sendNotification },
    { method: 'POST', path: '/ask', handle: askQuestion },
    { method: 'GET', path: '/ask/:id', handle: readQuestion },
    { method: 'DELETE', path: paths.cancelQuestion, handle: cancelQuestion },
    { method: 'GET', path: paths.sessions, handle: listSessions },
    { method: 'GET', path: '/site', handle: site },
    { method: 'GET', path: '/subscribers', handle: subscribers.listSubscribers },
    { method: 'GET', path: '/subscribers/count', handle: subscribers.countSubscribers },
    { method: 'GET', path: '/subscribers/:id', handle: subscribers.getSubscriber },
    { method: 'PATCH', path: '/subscribers/:id', handle: subscribers.changeSubscriber },
    { method: 'DELETE', path: '/subscribers/:id', handle: subscribers.deleteSubscriber },
    { method: 'GET', path: '/campaigns', handle: campaigns.listCampaigns },
    { method: 'POST', path: '/campaigns', handle: campaigns.addCampaign },
    { method: 'GET', path: '/campaigns/:id', handle: campaigns.getCampaign },
    { method: 'PATCH', path: '/campaigns/:id', handle: campaigns.changeCampaign },
    { method: 'DELETE', path: '/campaigns/:id', handle: campaigns.deleteCampaign },
    { method: 'POST', path: '/campaigns/:id/send', handle: campaigns.sendStored },
    { method: 'POST', path: '/campaigns/:id/pause', handle: campaigns.pauseCampaign },
    { method: 'POST', path: '/campaigns/:id/resume', handle: campaigns.resumeCampaign },
    { method: 'GET', path: '/campaigns/:id/stats', handle: campaigns.getCampaignStats },
    { method: 'GET', path: '/templates', handle: templates.listTemplates },
    { method: 'POST', path: '/templates', handle: templates.addTemplate },
    { method: 'GET', path: '/templates/:id', handle: templates.getTemplate },
    { method: 'PATCH', path: '/templates/:id', handle: templates.changeTemplate },
    { method: 'DELETE', path: '/templates/:id', handle: templates.deleteTemplate },
    { method: 'GET', path: '/flows', handle: flows.listFlows },
    { method: 'POST', path: '/flows', handle: flows.addFlow },
    { method: 'GET', path: '/flows/:id', handle: flows.getFlow },
    { method: 'PATCH', path: '/flows/:id', handle: flows.changeFlow },
    { method: 'DELETE', path: '/flows/:id', handle: flows.deleteFlow },
    { method: 'POST', path: '/flows/:id/activate', handle: flows.activateFlow },
    { method: 'POST', path: '/flows/:id/pause', handle: flows.pauseFlow },
    ...partnerRoutes,
  ];
}

export type FindRoute = (method: string, path: string) => { route: Route; segments: Call['segments'] };

export function createRouter(facts: Inferred): FindRoute {
  const routes = listRoutes(facts).map((route) => ({ route, pattern: compilePath(route.path) }));
  return (method, path) => {
    for (const { route, pattern } of routes) {
      const match = route.method === method ? pattern.exec(path) : null;
      if (match) return { route, segments: decodeSegments(match.groups ?? {}) };
    }
    throw refuseUnknown('Route');
  };
}

export function compilePath(path: string): RegExp {
  return new RegExp(`^${path.replace(/:([a-z]+)/gi, '(?<$1>[^/]+)')}$`);
}

export function decodeSegments(groups: Record<string, string>): Call['segments'] {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]));
}

/** What cannot be decoded names nothing. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
