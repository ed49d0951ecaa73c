import fc from 'fast-check';
import type { Arrival, Reply } from '../support/double.ts';
import { fittingBody } from './pushary-answers.ts';

/** Ways to say a word again, some of which cut it, hide it or write it in another way. */
const ECHOES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `before ${text} after`,
  (text) => JSON.stringify(text),
  encodeURIComponent,
  (text) => [...text].join('\u200b'),
  (text) => text.toLowerCase(),
  (text) => `https://example.org/?${new URLSearchParams({ text })}`,
  (text) => [...text].join('\n'),
  (text) => `\u202e${text}\0`,
];
/** Letters before it: where texts are cut, the beginning of a key may be left. */
const PADDINGS = [0, 0, 0, 5, 190, 262, 285, 299, 990, 1010, 1023, 1800, 2030];

const NAMES = [
  ...['error', 'message', 'code', 'hint', 'retryAfter', 'status', 'value', 'answered', 'correlationId', 'warning'],
  ...['mode', 'nextAction', 'title', 'name', 'id', 'tags', 'config', 'sent', 'toString', 'constructor', '__proto__'],
];

export interface Echo {
  readonly which: number;
  readonly how: number;
  readonly padding: number;
}
const echo: fc.Arbitrary<Echo> = fc.record({
  which: fc.nat(9),
  how: fc.nat(ECHOES.length - 1),
  padding: fc.constantFrom(...PADDINGS),
});

const STATUSES = [201, 202, 206, 400, 400, 401, 402, 403, 404, 405, 409, 418, 422, 429, 429, 500, 502, 503, 599];
const REDIRECTS = [301, 302, 303, 307, 308];
const plain = fc.constantFrom<unknown>(null, true, -1, 1e300, '', [], {}, 'pending', [[]]);

/** An answer before the words in it are chosen. */
export const hostileAnswer = fc.record({
  shape: fc.oneof(
    { weight: 6, arbitrary: fc.constant('fitting' as const) },
    { weight: 3, arbitrary: fc.constant('refusal' as const) },
    { weight: 2, arbitrary: fc.constantFrom('html', 'text', 'broken', 'array', 'binary', 'empty') },
  ),
  status: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.constantFrom(...STATUSES) },
    { weight: 1, arbitrary: fc.constantFrom(...REDIRECTS) },
  ),
  /** For every text of the answer in turn, over and over. */
  echoes: fc.array(echo, { minLength: 1, maxLength: 5 }),
  /** How many of ten texts are kept as they are. */
  kept: fc.nat(10),
  over: fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.option(plain, { nil: undefined })), { maxLength: 3 }),
  code: fc.constantFrom('session_question_limit', 'notification_limit', 'no_subscribers', 'other', ''),
  location: fc.nat(5),
});
export type HostileAnswer = typeof hostileAnswer extends fc.Arbitrary<infer T> ? T : never;

/** The answer of a service that says everywhere what it was sent, and the key first of all. */
export function hostileReply(plan: HostileAnswer, arrival: Arrival, key: string): Reply {
  const [name = '', half = ''] = key.split('.');
  const headers = JSON.stringify(arrival.headers);
  const said = [key, key, half, half, `Bearer ${key}`, `${name} . ${half}`, headers, arrival.body.toString()];
  let turn = 0;
  const next = (): string => {
    const { which, how, padding } = plan.echoes[turn++ % plan.echoes.length] as Echo;
    return 'x'.repeat(padding) + (ECHOES[how] as (text: string) => string)(said[which % said.length] ?? '');
  };
  /** Every text in it is replaced by what was sent, but for some that keep it usable. */
  const poison = (value: unknown): unknown => {
    if (typeof value === 'string') return turn++ % 10 < plan.kept ? value : next();
    if (Array.isArray(value)) return value.map(poison);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner)]));
  };
  const over = Object.fromEntries(plan.over.map(([name, value]) => [name, value === undefined ? next() : value]));
  const refusal = { error: next(), message: next(), code: plan.code || next(), hint: next(), retryAfter: 1 };
  const everything = `${next()} ${said.join(' ')}`;
  const bodies: Readonly<Record<HostileAnswer['shape'], () => string | Buffer>> = {
    fitting: () => JSON.stringify({ ...(poison(fittingBody(arrival)) as object), ...over }),
    refusal: () => JSON.stringify({ ...refusal, ...over }),
    html: () => `<title>${everything}</title><meta http-equiv=refresh content="0;url=/?${everything}">`,
    text: () => everything,
    broken: () => `${JSON.stringify(refusal)}${everything}`,
    array: () => JSON.stringify([refusal, everything]),
    binary: () => Buffer.concat([Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from(everything)]),
    empty: () => '',
  };
  const status = plan.status || (plan.shape === 'refusal' ? 400 : 200);
  const type = plan.shape === 'html' ? 'text/html' : 'application/json';
  const locations = [
    // Other characters would end the name of the host and leave a part of it
    `https://${/^\w+$/.test(half) ? half : 'sub'}.example.org/${key}`,
    `https://${name}:${encodeURIComponent(half)}@example.org/?x=${key}#${key}`,
    `/api/v1/server/decisions/${encodeURIComponent(key)}`,
    `javascript:${encodeURIComponent(key)}`,
    `//${/^\w+$/.test(half) ? half : ''}/`,
    encodeURIComponent(key),
  ];
  return {
    status,
    headers: {
      'content-type': type,
      ...Object.fromEntries(
        ['set-cookie', 'www-authenticate', 'server', 'x-request-id', 'warning', 'x-ratelimit-reset'].map((header) => [
          header,
          encodeURIComponent(everything).slice(0, 2000),
        ]),
      ),
      ...(REDIRECTS.includes(status) && { location: locations[plan.location] ?? '' }),
    },
    body: bodies[plan.shape](),
  };
}
