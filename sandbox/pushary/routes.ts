// The routes behind the tools, and `GET /site`. A path that no tool calls answers 404.
import { answerJson } from './answers.ts';
import { askQuestion, cancelQuestion, readQuestion } from './ask.ts';
import * as campaigns from './campaign-routes.ts';
import type { Inferred } from './facts.ts';
import * as flows from './flow-routes.ts';
import type { Handle } from './model.ts';
import { sendNotification } from './send.ts';
import { listSessions } from './sessions.ts';
import * as subscribers from './subscriber-routes.ts';
import * as templates from './template-routes.ts';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** `:name` stands for one segment. */
  path: string;
  handle: Handle;
}

const site: Handle = ({ service: { site, facts } }) =>
  answerJson(Object.fromEntries(facts.siteFields.map((name) => [name, site[name]])));

export function listRoutes({ paths }: Inferred): Route[] {
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
    { method: 'GET', path: '/campaigns', handle: campaigns.listCampaigns },
    { method: 'POST', path: '/campaigns', handle: campaigns.addCampaign },
    { method: 'GET', path: '/campaigns/:id', handle: campaigns.getCampaign },
    { method: 'POST', path: '/campaigns/:id/send', handle: campaigns.sendStored },
    { method: 'POST', path: '/campaigns/:id/pause', handle: campaigns.pauseCampaign },
    { method: 'GET', path: '/campaigns/:id/stats', handle: campaigns.getCampaignStats },
    { method: 'GET', path: '/templates', handle: templates.listTemplates },
    { method: 'POST', path: '/templates', handle: templates.addTemplate },
    { method: 'GET', path: '/flows', handle: flows.listFlows },
    { method: 'POST', path: '/flows', handle: flows.addFlow },
    { method: 'POST', path: '/flows/:id/activate', handle: flows.activateFlow },
    { method: 'POST', path: '/flows/:id/pause', handle: flows.pauseFlow },
  ];
}
