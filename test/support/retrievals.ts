import { withheld } from '../../generated/operations.ts';

/**
 * The complete set of requests that Password Pusher may be sent (docs/services/pwpush.md#allowed-requests, without
 * e-mail). Everything else is an attempt.
 */
const TOKEN = '[A-Za-z0-9_-]{1,256}';
const ALLOWED: readonly (readonly [method: string, path: RegExp])[] = [
  ['GET', /^\/api\/v[12]\/version\.json$/],
  ['POST', /^\/api\/v2\/pushes\.json$/],
  ['POST', /^\/[pfr]\.json$/],
  ['GET', /^\/(?:api\/v2\/pushes|[pfr])\/(?:active|expired)\.json$/],
  ['GET', new RegExp(`^/(?:api/v2/pushes|[pfr])/${TOKEN}/(?:preview|audit)\\.json$`)],
  ['DELETE', new RegExp(`^/(?:api/v2/pushes|[pfr])/${TOKEN}\\.json$`)],
];

/**
 * The complete set of requests that PushGo Gateway may be sent (docs/services/pushgo.md#sending, without the form in
 * the address).
 */
const SENDING = /^\/(?:message|event\/(?:create|update|close)|thing\/(?:create|update|archive|delete))$/;

// See docs/services/pushary.md#endpoints
/** The complete set of requests that Pushary may be sent, below `/api/v1/server`. */
const ASKING: readonly (readonly [method: string, path: RegExp])[] = [
  ['POST', /^\/(?:send|ask)$/],
  ['GET', new RegExp(`^/(?:ask|subscribers|campaigns)/${TOKEN}$`)],
  ['DELETE', new RegExp(`^/ask/${TOKEN}$`)],
  ['GET', /^\/(?:sessions|subscribers|campaigns|templates|flows)$/],
  ['POST', /^\/(?:campaigns|templates|flows)$/],
  ['POST', new RegExp(`^/campaigns/${TOKEN}/(?:send|pause)$`)],
  ['GET', new RegExp(`^/campaigns/${TOKEN}/stats$`)],
  ['POST', new RegExp(`^/flows/${TOKEN}/(?:activate|pause)$`)],
];

/** The retrievals of docs/services/pwpush.md#retrievals, each without `.json`, trailing slash and query. */
const RETRIEVALS: readonly RegExp[] = [
  /^\/api\/v2\/pushes\/[^/]+$/,
  /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?\/[pfr]\/[^/]+$/i,
  /^(?:\/[a-z]{2}(?:-[a-z]{2,4})?)?\/[pfr]\/[^/]+\/(?:r|passphrase|access|edit)$/i,
  /^\/pfb(?:\/|$)/,
  /^\/rails\/active_storage(?:\/|$)/,
  /^\/admin(?:\/|$)/,
];

const LISTS = /^\/(?:api\/v2\/pushes|[pfr])\/(?:active|expired)$/;

/** Whether a request would open a push, as generously as a proxy or a router in between might read its path. */
export function isRetrieval(method: string, target: string): boolean {
  if (method === 'DELETE') return false;
  return readings(target).some((path) => {
    const plain = path.replace(/\/+$/, '').replace(/\.json$/, '');
    if (method === 'GET' && LISTS.test(plain) && path.endsWith('.json')) return false;
    return RETRIEVALS.some((retrieval) => retrieval.test(plain));
  });
}

/** Whether a request, taken literally, is one of those that push-mcp has a use for at Password Pusher. */
export function isAllowed(method: string, target: string): boolean {
  const path = target.split('?')[0] ?? '';
  return ALLOWED.some(([allowed, pattern]) => allowed === method && pattern.test(path)) && !isRetrieval(method, target);
}

/** Whether a request, taken literally, is one of those that push-mcp has a use for at PushGo Gateway. */
export function isSending(method: string, target: string): boolean {
  const path = target.split('?')[0] ?? '';
  // The name of a channel is looked up when a person adds it
  return (method === 'POST' && SENDING.test(path)) || (method === 'GET' && path === '/channel/exists');
}

/** Whether a request, taken literally, is one of those that push-mcp has a use for at Pushary. */
export function isAsking(method: string, target: string): boolean {
  const [, path] = /^\/api\/v1\/server(\/[^?]*)/.exec(target) ?? [];
  return path !== undefined && ASKING.some(([allowed, pattern]) => allowed === method && pattern.test(path));
}

/** A path as sent, with encodings undone once and twice, doubled slashes joined and dots resolved. */
function readings(target: string): string[] {
  const sent = target.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#]/)[0] ?? '';
  const decoded = [sent, decode(sent), decode(decode(sent))];
  return decoded.flatMap((path) => {
    const joined = path.replaceAll('\\', '/').replace(/\/{2,}/g, '/');
    return [path, joined, new URL(joined.startsWith('/') ? joined : `/${joined}`, 'http://localhost').pathname];
  });
}

function decode(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

interface Sample {
  readonly method: string;
  readonly path: string;
}

/** Concrete addresses for each withheld operation of any service, `.json` variants and trailing slashes included. */
export function withheldSamples(token?: string): Sample[] {
  return withheld.flatMap((route) => samplesOf(route, token));
}

/** The same for those that retrieve something of Password Pusher. */
export function retrievalSamples(token?: string): Sample[] {
  const retrievals = withheld.filter(({ api, effect }) => api.startsWith('pwpush') && effect === 'consume');
  return retrievals.flatMap((route) => samplesOf(route, token));
}

const values: Readonly<Record<string, string>> = { locale: 'en', signed_id: 'eyJf', filename: 'key.pem' };

function samplesOf({ method, path }: Sample, token = 'fk3mopy2vhl'): Sample[] {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => values[name] ?? token);
  const other = filled.endsWith('.json') ? filled.slice(0, -5) : `${filled}.json`;
  return [filled, `${filled}/`, `${filled}?passphrase=x`, other].map((sample) => ({ method, path: sample }));
}
