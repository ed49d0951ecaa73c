// Finding the route of a request. The first that fits in the order of the table wins.

export interface Found<Route> {
  route: Route;
  /** What stands for each `:name` in the path of the route, decoded. */
  segments: Record<string, string>;
}

export type Router<Route> = (method: string, path: string, fits?: (route: Route) => boolean) => Found<Route> | null;

/**
 * In a path, `:name` stands for one segment, `:name*` for one that may hold dots, and `(.json)` may be there or not.
 * `dots`: whether `:name` may hold them as well.
 */
export function createRouter<Route extends { method: string; path: string }>(
  routes: readonly Route[],
  dots = true,
): Router<Route> {
  const compiled = routes.map((route) => ({ route, pattern: compilePath(route.path, dots ? '[^/]+' : '[^/.]+') }));
  return (method, path, fits = () => true) => {
    for (const { route, pattern } of compiled) {
      const match = route.method === method && fits(route) ? pattern.exec(path) : null;
      if (match !== null) return { route, segments: decodeSegments(match.groups ?? {}) };
    }
    return null;
  };
}

function compilePath(path: string, segment: string): RegExp {
  const source = path
    .replaceAll('(.json)', '{suffix}')
    .replaceAll('.', '\\.')
    .replace(/:([a-z]+)\*/gi, '(?<$1>[^/]+)')
    .replace(/:([a-z]+)/gi, `(?<$1>${segment})`)
    .replaceAll('{suffix}', '(?:\\.json)?');
  return new RegExp(`^${source}$`);
}

function decodeSegments(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]));
}

/** Empty for a text that cannot be decoded: an empty id belongs to nothing. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
