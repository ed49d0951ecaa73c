import fc from 'fast-check';
import type { Arrival, Reply } from '../support/double.ts';
import { accepted } from './gateway-double.ts';

/** Where a hostile answer puts what it should not say. */
interface Leaf {
  readonly leaf: 'foreign' | 'echo' | 'plain';
  /** What is echoed, and in which spelling. */
  readonly which: number;
  readonly how: number;
  readonly value: unknown;
}
type Tree = Leaf | readonly Tree[] | { readonly fields: readonly (readonly [string, Tree])[] };

const NAMES = [
  ...['success', 'data', 'error', 'error_code', 'problem', 'channel_id', 'op_id', 'message_id', 'event_id', 'thing_id'],
  ...['accepted', 'warning', 'code', 'category', 'detail', 'localized_message', 'title', 'request_id', 'status'],
  ...['password', 'authorization', 'channels', 'channel_name', 'note', 'retryable', 'toString', '__proto__'],
];

const leaf: fc.Arbitrary<Leaf> = fc.record({
  leaf: fc.constantFrom('foreign', 'echo', 'echo', 'plain'),
  which: fc.nat(7),
  how: fc.nat(8),
  value: fc.oneof(fc.constantFrom(null, true, false, '', 'yes', 'server_busy', 'password_mismatch'), fc.integer()),
});

const { tree } = fc.letrec<{ tree: Tree; object: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, leaf, tie('object'), fc.array(tie('tree'), { maxLength: 3 })),
  object: fc.array(fc.tuple(fc.constantFrom(...NAMES), tie('tree')), { maxLength: 6 }).map((fields) => ({ fields })),
}));
const overlay = fc.array(fc.tuple(fc.constantFrom(...NAMES), tree), { maxLength: 5 });

const STATUSES = [200, 201, 202, 206, 299, 400, 401, 403, 404, 405, 407, 409, 413, 418, 422, 429, 500, 502, 503, 599];
const REDIRECTS = [300, 301, 302, 303, 304, 305, 306, 307, 308];
const TYPES = ['application/json', 'application/problem+json; charset=x', 'text/html', 'text/plain', ''];
const HEADERS = [
  'set-cookie',
  'www-authenticate',
  'retry-after',
  'server',
  'x-request-id',
  'link',
  'refresh',
  'warning',
];

/** An answer before the words in it are chosen. */
export const hostileAnswer = fc.record({
  shape: fc.oneof(
    { weight: 6, arbitrary: fc.constant('fitting') },
    {
      weight: 4,
      arbitrary: fc.constantFrom('partial', 'refusal', 'tree', 'html', 'text', 'broken', 'binary', 'empty'),
    },
  ),
  status: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.constantFrom(...STATUSES) },
    { weight: 1, arbitrary: fc.constantFrom(...REDIRECTS) },
  ),
  type: fc.oneof({ weight: 4, arbitrary: fc.constant('application/json') }, fc.constantFrom(...TYPES)),
  code: fc.oneof(
    fc.constantFrom('authentication_failed', 'channel_not_found', 'password_mismatch', 'server_busy', 'store_error'),
    fc.constantFrom('route_not_found', 'invalid_request_body', 'title_required', ''),
  ),
  top: overlay,
  data: overlay,
  tree,
  headers: fc.uniqueArray(fc.constantFrom(...HEADERS), { maxLength: 3 }),
  location: fc.nat(6),
});
export type HostileAnswer = typeof hostileAnswer extends fc.Arbitrary<infer T> ? T : never;

export interface Words {
  /** A word of the gateway's own. */
  foreign(): string;
  /** Credentials. */
  readonly secrets: readonly [string, ...string[]];
}

const ECHOES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `before ${text} after`,
  (text) => JSON.stringify(text),
  encodeURIComponent,
  (text) => [...text].join('\u200b'),
  (text) => text.toLowerCase(),
  (text) => `https://example.org/?${new URLSearchParams({ text })}`,
  (text) => `${'x'.repeat(1015)}${text}`,
  (text) => text.trim(),
];

/** The answer that a hostile gateway gives to a request: its own words, and what was sent to it, anywhere. */
export function hostileReply(plan: HostileAnswer, arrival: Arrival, { foreign, secrets }: Words): Reply {
  const { authorization = '', ...others } = arrival.headers;
  const said = [...secrets, authorization, arrival.body.toString(), JSON.stringify(others)];
  const resolve = (value: Tree): unknown => {
    if (Array.isArray(value)) return value.map((item) => resolve(item));
    if ('fields' in value) return Object.fromEntries(value.fields.map(([name, inner]) => [name, resolve(inner)]));
    const { leaf: kind, which, how, value: plain } = value as Leaf;
    if (kind === 'foreign') return foreign();
    return kind === 'echo' ? ECHOES[how]?.(said[which % said.length] ?? '') : plain;
  };
  const over = (base: object, fields: typeof plan.top) => Object.assign({}, base, resolve({ fields }));
  const fitting = accepted(arrival, plan.shape === 'partial' ? { accepted: false } : {}).body as { data: object };
  const enveloped = (success: boolean) =>
    JSON.stringify(over({ success, data: over(fitting.data, plan.data) }, plan.top));
  const everything = `${foreign()} ${said.join(' ')}`;
  const bodies: Readonly<Record<string, () => string | Buffer>> = {
    fitting: () => enveloped(true),
    partial: () => enveloped(false),
    refusal: () =>
      JSON.stringify(
        over({ success: false, error: everything, error_code: plan.code, problem: { detail: everything } }, plan.top),
      ),
    tree: () => JSON.stringify(resolve(plan.tree)) ?? '',
    html: () => `<title>${everything}</title><meta http-equiv=refresh content="0;url=/?${everything}">`,
    text: () => everything,
    broken: () => `${JSON.stringify({ error: everything })}${foreign()}`,
    binary: () => Buffer.concat([Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from(everything)]),
    empty: () => '',
  };
  const status = plan.status === 0 ? (plan.shape === 'partial' ? 503 : 200) : plan.status;
  return {
    status,
    headers: {
      ...(plan.type !== '' && { 'content-type': plan.type }),
      ...Object.fromEntries(plan.headers.map((name) => [name, encodeURIComponent(everything).slice(0, 4000)])),
      ...(REDIRECTS.includes(status) && { location: locationOf(plan.location, secrets, foreign) }),
    },
    body: status === 304 ? '' : (bodies[plan.shape]?.() ?? ''),
  };
}

/** Addresses that give away what they hold when they are repeated, or followed. */
function locationOf(which: number, [password, ...others]: Words['secrets'], foreign: () => string): string {
  const encoded = encodeURIComponent(password);
  const host = [password, ...others].find((secret) => /^[a-zA-Z0-9]{1,60}$/.test(secret));
  const locations = [
    `https://${foreign()}:${encoded}@example.org/${foreign()}?x=${encoded}#${encoded}`,
    `https://${host}.example.org/`,
    `/message?password=${encoded}`,
    `javascript:${encoded}`,
    `//127.0.0.1:99999/${encoded}`,
    `${foreign()}:${encoded}`,
    encoded,
  ];
  return locations[which] ?? '';
}
