// The paths that no tool stands on and only the plan of partners has (contract 1.8, 1.9).
import type { Route } from '../routes.ts';
import * as authorization from './authorize.ts';
import * as decisions from './decisions.ts';
import * as keys from './key-routes.ts';
import { enroll, getReachability } from './reachability.ts';
import { listReminders, postReminder } from './reminders.ts';

const routes: readonly Route[] = [
  { method: 'POST', path: '/decisions', handle: decisions.createDecision, bound: true },
  { method: 'GET', path: '/decisions', handle: decisions.listDecisions, bound: true },
  { method: 'GET', path: '/decisions/:id', handle: decisions.getDecision, bound: true },
  { method: 'POST', path: '/decisions/:id', handle: decisions.relayAnswer },
  { method: 'DELETE', path: '/decisions/:id', handle: decisions.cancelDecision, bound: true },
  { method: 'POST', path: '/enroll', handle: enroll },
  { method: 'GET', path: '/reachability', handle: getReachability },
  { method: 'GET', path: '/webhook-secret', handle: keys.readWebhookSecret },
  { method: 'POST', path: '/webhook-secret', handle: keys.rotateWebhookSecret },
  { method: 'POST', path: '/keys', handle: keys.issueKey },
  { method: 'GET', path: '/keys', handle: keys.listKeys },
  { method: 'DELETE', path: '/keys/:prefix', handle: keys.revokeKey },
  { method: 'POST', path: '/authorize', handle: authorization.authorize },
  { method: 'POST', path: '/authorizations/consume', handle: authorization.consumeAuthorization },
  { method: 'POST', path: '/authorizations/:id/receipt', handle: authorization.takeReceipt },
  { method: 'POST', path: '/authorization-rules', handle: authorization.addRule },
  { method: 'POST', path: '/reminders', handle: postReminder },
  { method: 'GET', path: '/reminders', handle: listReminders },
];

export const partnerRoutes: readonly Route[] = routes.map((route) => ({ ...route, partner: true }));
