// The type of a route.
import type { Handle } from './call.ts';

/**
 * Who gets through before the handler runs, see `access.ts`.
 * `version`: everybody; `open`: with a good token or none; `token`: with a good token; `page`: browsers.
 */
export type Access = 'version' | 'open' | 'token' | 'page';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** See `http/router.ts`; `:name` holds no dot. */
  path: string;
  access: Access;
  /** Only for callers who ask for JSON first. */
  forJson?: true;
  handle: Handle;
}
