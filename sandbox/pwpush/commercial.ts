// What docs/services/pwpush.md#commercial-edition knows of the commercial edition beside the API it shares with the
// other.
import { answerJson, answerRedirect } from './answers.ts';
import type { Handle } from './call.ts';
import type { Route } from './routes.ts';

/** A reserved name: whoever follows a redirect of the emulator reaches nobody. */
const elsewhere = 'https://eu.pwpush.example';

const redirect: Handle = (call) => answerRedirect(302, elsewhere + call.path);

const accounts: Handle = () => answerJson(200, [{ id: 1, name: 'Sandbox' }]);

/** Placed before the routes of v2: there the paths without suffix are not an API. */
export const commercialRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v2/accounts.json', access: 'token', handle: accounts },
  { method: 'POST', path: '/p.json', access: 'page', handle: redirect },
  ...(['GET', 'POST', 'DELETE'] as const).flatMap((method): Route[] => [
    { method, path: '/api/v2/:first', access: 'page', handle: redirect },
    { method, path: '/api/v2/pushes/:second', access: 'page', handle: redirect },
    { method, path: '/api/v2/pushes/:second/:third', access: 'page', handle: redirect },
  ]),
];
