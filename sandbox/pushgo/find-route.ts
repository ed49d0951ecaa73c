// Finding the route of a request.
import { PlainFailure } from './answers.ts';
import type { Handle, Method, Route } from './routes.ts';

interface Compiled {
  route: Route;
  pattern: RegExp;
  allow: string;
}

export interface Found {
  route: Route;
  segments: Record<string, string>;
  /** What `Allow` says. */
  allow: string;
  /** None: the path is known, the method is not. */
  handle: Handle | undefined;
}

export type FindRoute = (method: string, path: string) => Found | null;

export function compileRoutes(routes: readonly Route[]): FindRoute {
  const compiled: Compiled[] = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replace(/:([a-z_]+)/g, '(?<$1>[^/]+)')}$`),
    allow: Object.keys(route.methods)
      .map((method) => (method === 'GET' ? 'GET,HEAD' : method))
      .join(','),
  }));
  return (method, path) => {
    for (const { route, pattern, allow } of compiled) {
      const groups = pattern.exec(path);
      if (groups === null) continue;
      const name = method === 'HEAD' ? 'GET' : method;
      const handle = Object.hasOwn(route.methods, name) ? route.methods[name as Method] : undefined;
      return { route, segments: groups.groups ?? {}, allow, handle };
    }
    return null;
  };
}

/** As late as the handler: what cannot be decoded still has a route, a gate and a method. */
export function decodeSegments(segments: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(segments).map(([name, text]) => {
      try {
        return [name, decodeURIComponent(text)];
      } catch {
        throw new PlainFailure(400, `Invalid URL: Invalid UTF-8 in \`${name}\``);
      }
    }),
  );
}
