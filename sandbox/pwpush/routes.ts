// What a route is, and finding the one for a request. The first match in the order of the table wins.

import type { IncomingMessage } from 'node:http';
import { type Call, type Handle, prefersJson } from './call.ts';

/**
 * Who gets through before the handler runs, see `access.ts`.
 * `version`: everybody; `open`: with a good token or none; `token`: with a good token; `page`: browsers.
 */
export type Access = 'version' | 'open' | 'token' | 'page';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** `:name` stands for one segment without a dot; `(.json)` may be there or not. */
  path: string;
  access: Access;
  /** Only for callers who ask for JSON first. */
  forJson?: true;
  handle: Handle;
}

export interface CompiledRoute extends Route {
  pattern: RegExp;
}

export function compileRoutes(routes: readonly Route[]): CompiledRoute[] {
  return routes.map((route) => ({ ...route, pattern: compilePath(route.path) }));
}

function compilePath(path: string): RegExp {
  const source = path
    .replaceAll('(.json)', '{suffix}')
    .replace(/\./g, '\\.')
    .replace(/:([a-z]+)\*/g, '(?<$1>[^/]+)')
    .replace(/:([a-z]+)/g, '(?<$1>[^/.]+)')
    .replaceAll('{suffix}', '(?:\\.json)?');
  return new RegExp(`^${source}/?$`);
}

export type Found = { route: CompiledRoute; segments: Call['segments'] };

export function findRoute(routes: readonly CompiledRoute[], request: IncomingMessage, path: string): Found | null {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  for (const route of routes) {
    if (route.method !== method || (route.forJson && !prefersJson(request))) continue;
    const match = route.pattern.exec(path);
    if (match !== null) return { route, segments: decodeSegments(match.groups ?? {}) };
  }
  return null;
}

function decodeSegments(groups: Record<string, string>): Call['segments'] {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]));
}

/** What cannot be decoded names no push. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
