// An instance that only delivers (docs/services/pwpush.md#authentication): pages and the retrieval, nothing that
// creates or manages.
import { answerEmptyJson } from './answers.ts';
import { show } from './api.ts';
import { deliveryRoutes } from './delivery.ts';
import type { Route } from './routes.ts';

export const gatewayRoutes: readonly Route[] = [
  // The list's page is still routed there, and has no JSON.
  { method: 'GET', path: '/p/active.json', access: 'page', handle: () => answerEmptyJson(415) },
  { method: 'GET', path: '/p/:token.json', access: 'open', handle: show },
  { method: 'GET', path: '/p/:token', access: 'open', forJson: true, handle: show },
  ...deliveryRoutes,
];
