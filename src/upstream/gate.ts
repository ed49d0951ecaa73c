// The last look at a request before it leaves. Trusts nothing that other files of this folder built.
import { type OperationId, operations, withheld } from '../../generated/operations.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import type { Service } from '../../overrides/rule/service.ts';

interface Endpoint {
  readonly method: string;
  readonly path: string;
}

/** Everything that the specifications of a service describe: operations that tools stand on, and those that are refused. */
export interface Described {
  readonly exposed: readonly Endpoint[];
  readonly withheld: readonly (Endpoint & { readonly effect: string })[];
}

const describedByService = new Map<string, Described>();

/** What is described of the service that an API belongs to: an origin has the paths of one service. */
function describedOf(api: string): Described {
  const [service = api] = api.split('-', 1);
  const isOwn = (endpoint: { readonly api: string }) => endpoint.api.split('-', 1)[0] === service;
  const described = describedByService.get(service) ?? {
    exposed: Object.values(operations).filter(isOwn),
    withheld: withheld.filter(isOwn),
  };
  describedByService.set(service, described);
  return described;
}

const patterns = new Map<string, RegExp>();

/** Matches the paths that fit a template such as `/p/{url_token}.json`. */
function patternOf(template: string): RegExp {
  const compile = () => {
    const escaped = template.replace(/[.*+?^$()[\]|\\]/g, '\\$&');
    return new RegExp(`^${escaped.replace(/\{[^}]+\}/g, '([A-Za-z0-9_-]{1,256})')}$`);
  };
  const pattern = patterns.get(template) ?? compile();
  patterns.set(template, pattern);
  return pattern;
}

const RETRIEVES = 'a path that retrieves';
const RESERVED = 'the path of another operation';

/** A request that must not leave. It holds no address: that may be what the request was about to give away. */
export class GateError extends Error {
  override name = 'GateError' as const;
  readonly code = 'E_GATE';
}

/**
 * The last look at every request of a tool, whatever built it: the configured origin, the method and path of the operation
 * that was asked for, and no path that retrieves or that no tool stands on, by the specifications or by what the service
 * itself never sends. Throws a `GateError`, or a `ToolError` where an argument is a word that has a place of its own, as
 * `count` has where ids of subscribers go.
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
  if (mistake === RESERVED)
    throw new ToolError(
      'BAD_SEGMENT',
      'That is no id: the service has this word for something else. Nothing was sent.',
    );
  if (mistake) throw new GateError(`${operation} was given ${mistake}.`);
}

/** What is wrong with a path for an operation. Its own path, where it has no parameter, is right whatever it looks like. */
export function findMistake(own: Endpoint, pathname: string, { exposed, withheld }: Described): string | undefined {
  if (own.path === pathname) return undefined;
  if (!patternOf(own.path).test(pathname)) return 'another path';
  // `/p/active.json` is a list, though it looks like a push with the token `active`
  if ([...exposed, ...withheld].some(({ path }) => path === pathname)) return RESERVED;
  const hits = withheld.filter(({ method, path }) => method === own.method && patternOf(path).test(pathname));
  if (hits.some(({ effect }) => effect === 'consume')) return RETRIEVES;
  return hits.length > 0 ? 'the path of an operation that is not exposed' : undefined;
}
