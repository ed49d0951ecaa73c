import { type OperationId, operations, withheld } from '../../generated/operations.ts';
import type { Service } from '../../overrides/rule/service.ts';

interface Route {
  readonly method: string;
  readonly path: string;
}

/** Everything that the specifications of a service describe: what tools stand on, and what is known in order to be refused. */
export interface Described {
  readonly exposed: readonly Route[];
  readonly withheld: readonly (Route & { readonly effect: string })[];
}

const known = new Map<string, Described>();

/** What is described of the service that an API belongs to: an origin has the paths of one service. */
function describedOf(api: string): Described {
  const service = api.split('-', 1)[0] ?? api;
  const found = known.get(service);
  if (found) return found;
  const isOwn = (route: { readonly api: string }) => route.api.split('-', 1)[0] === service;
  const described = { exposed: Object.values(operations).filter(isOwn), withheld: withheld.filter(isOwn) };
  known.set(service, described);
  return described;
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

const RETRIEVES = 'a path that retrieves';
const RESERVED = 'the path of another operation';

/** A request that must not leave. It holds no address: that may be what the request was about to give away. */
export class GateError extends Error {
  override name = 'GateError' as const;
  readonly code = 'E_GATE';
  /** An argument did it: a word that has a place of its own, as `count` has where ids of subscribers go. */
  readonly isReserved: boolean;
  constructor(message: string, isReserved = false) {
    super(message);
    this.isReserved = isReserved;
  }
}

/**
 * The last look at every request of a tool, whatever built it: the configured origin, the method and path of the operation
 * that was asked for, and no path that retrieves or that no tool stands on, by the specifications or by what the service
 * itself never sends. Throws a `GateError`.
 */
export function checkRequest(
  request: { method: string; url: string },
  operation: OperationId,
  origin: string,
  neverSent: Service['neverSent'],
): void {
  const url = new URL(request.url);
  const own = operations[operation];
  if (url.origin !== origin) throw new GateError(`${operation} was addressed to another origin.`);
  if (request.method !== own.method) throw new GateError(`${operation} was given another method.`);
  const isForbidden = neverSent?.(request.method, url.pathname) === true;
  const mistake = isForbidden ? RETRIEVES : findMistake(own, url.pathname, describedOf(own.api));
  if (mistake) throw new GateError(`${operation} was given ${mistake}.`, mistake === RESERVED);
}

/** What is wrong with a path for an operation. Its own path, where it has no parameter, is right whatever it looks like. */
export function findMistake(own: Route, pathname: string, { exposed, withheld }: Described): string | undefined {
  if (own.path === pathname) return undefined;
  if (!patternOf(own.path).test(pathname)) return 'another path';
  // `/p/active.json` is a list, though it looks like a push with the token `active`
  if ([...exposed, ...withheld].some(({ path }) => path === pathname)) return RESERVED;
  const hits = withheld.filter(({ method, path }) => method === own.method && patternOf(path).test(pathname));
  if (hits.some(({ effect }) => effect === 'consume')) return RETRIEVES;
  return hits.length > 0 ? 'the path of an operation that is not exposed' : undefined;
}
