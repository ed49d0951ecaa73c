import { type OperationId, operations, withheld } from '../../generated/operations.ts';

interface Route {
  readonly method: string;
  readonly path: string;
}

const pattern = (path: string) =>
  new RegExp(`^${path.replace(/[.*+?^$()[\]|\\]/g, '\\$&').replace(/\{[^}]+\}/g, '([A-Za-z0-9_-]{1,256})')}$`);

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = patterns.get(path);
  if (known) return known;
  const compiled = pattern(path);
  patterns.set(path, compiled);
  return compiled;
}

const isLiteral = (pathname: string) =>
  [...Object.values(operations), ...withheld].some(({ path }: Route) => path === pathname);
const isRetrieval = (method: string, pathname: string) =>
  withheld.some((route: Route) => route.method === method && patternOf(route.path).test(pathname));

/** A request that must not leave. It holds no address: that may be what the request was about to give away. */
export class GateError extends Error {
  override name = 'GateError' as const;
  readonly code = 'E_GATE';
}

/**
 * The last look at every outgoing request, whatever built it: the configured origin, the method and path of the operation
 * that was asked for, and no path that retrieves. Throws a `GateError`.
 */
export function checkRequest(request: { method: string; url: string }, operation: OperationId, origin: string): void {
  const url = new URL(request.url);
  const { method, path, tool } = operations[operation];
  if (tool === null) throw new GateError(`${operation} is not exposed.`);
  if (url.origin !== origin) throw new GateError(`${operation} was addressed to another origin.`);
  if (request.method !== method) throw new GateError(`${operation} was given another method.`);
  if (path === url.pathname) return;
  if (!patternOf(path).test(url.pathname)) throw new GateError(`${operation} was given another path.`);
  // `/p/active.json` is a list, though it looks like a push with the token `active`
  if (isLiteral(url.pathname)) throw new GateError(`${operation} was given the path of another operation.`);
  if (isRetrieval(method, url.pathname)) {
    throw new GateError(`${operation} was given a path that retrieves a push.`);
  }
}
