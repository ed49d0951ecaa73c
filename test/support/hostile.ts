import fc from 'fast-check';
import type { Reply } from './double.ts';

/** What the answer of an endpoint is about. */
export type Role = 'push' | 'list' | 'preview' | 'audit' | 'version';

/** The fields that a person decided to show, by the place in the answer. Everything else has to stay where it came from. */
const SHOWN: Readonly<Record<Role, readonly string[]>> = {
  push: ['url_token', 'html_url', 'created_at', 'expired_on'],
  list: ['url_token', 'html_url', 'created_at', 'expired_on', 'name'],
  preview: ['url'],
  audit: [
    'ip',
    'user_agent',
    'referrer',
    'kind',
    'created_at',
    'notify_by_email.status',
    'notify_by_email.proceed_at',
  ].flatMap((name) => [`logs.${name}`, `views.${name}`]),
  version: ['application_version', 'api_version', 'edition'],
};

const NAMES = [
  ...[
    'payload',
    'passphrase',
    'files',
    'text',
    'json_url',
    'note',
    'name',
    'token',
    'error',
    'message',
    'url',
    'url_token',
    'html_url',
    'created_at',
    'updated_at',
  ],
  ...[
    'expired',
    'expired_on',
    'deleted',
    'expire_after_days',
    'expire_after_views',
    'days_remaining',
    'views_remaining',
    'deletable_by_viewer',
    'retrieval_step',
  ],
  ...[
    'notify_emails_to',
    'notify_by_email',
    'recipients',
    'successful_sends',
    'error_message',
    'status',
    'proceed_at',
    'logs',
    'views',
    'ip',
    'user_agent',
    'referrer',
    'kind',
  ],
  ...[
    'application_version',
    'api_version',
    'edition',
    'features',
    'pushes',
    'file_attachments',
    'enabled',
    'account_id',
    'password_id',
    'successful',
    'filename',
    'toString',
  ],
];

/** A value before it is known where it stands. */
type Leaf =
  | { readonly leaf: 'foreign' }
  | { readonly leaf: 'echo'; readonly which: number; readonly how: number }
  | { readonly leaf: 'plain'; readonly value: unknown };
type Tree = Leaf | readonly Tree[] | { readonly fields: readonly (readonly [string, Tree])[] };

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ leaf: 'foreign' } as const) },
  { weight: 4, arbitrary: fc.record({ leaf: fc.constant('echo' as const), which: fc.nat(6), how: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      leaf: fc.constant('plain' as const),
      value: fc.oneof(
        fc.constantFrom(null, true, false, '', 'text', '2026-08-20T10:00:00.000Z'),
        fc.integer(),
        fc.double(),
      ),
    }),
  },
);

const { tree } = fc.letrec<{ tree: Tree; object: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('object'),
    fc.array(tie('tree'), { maxLength: 3 }),
  ),
  object: fc.array(fc.tuple(fc.constantFrom(...NAMES), tie('tree')), { maxLength: 8 }).map((fields) => ({ fields })),
}));

const overlay = fc.array(fc.tuple(fc.constantFrom(...NAMES), tree), { minLength: 1, maxLength: 10 });

/** An answer before the words in it are chosen. */
export const answer = fc.record({
  shape: fc.oneof(
    { weight: 6, arbitrary: fc.constant('fitting') },
    { weight: 4, arbitrary: fc.constantFrom('errors', 'error', 'tree', 'html', 'text', 'broken', 'binary', 'empty') },
  ),
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        200,
        201,
        202,
        206,
        301,
        302,
        303,
        307,
        308,
        400,
        401,
        403,
        404,
        406,
        409,
        415,
        418,
        422,
        429,
        500,
        502,
        503,
        599,
      ),
    },
  ),
  type: fc.constantFrom(
    'application/json; charset=utf-8',
    'application/json',
    'application/problem+json',
    'text/html; charset=utf-8',
    'text/plain',
    '',
  ),
  overlay,
  tree,
  headers: fc.uniqueArray(
    fc.constantFrom(
      'location',
      'set-cookie',
      'www-authenticate',
      'retry-after',
      'server',
      'etag',
      'x-request-id',
      'link',
      'refresh',
      'warning',
      'content-disposition',
    ),
    { maxLength: 4 },
  ),
  location: fc.nat(5),
});
export type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never;

export interface Words {
  /** A word of the service's own. */
  foreign(): string;
  /** Arguments and credentials that were sent. They must not come back in any field. */
  readonly sent: readonly string[];
  /** What was sent and is not known by its value: the content of a file. */
  readonly unseen?: string;
}

const ECHOES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `before ${text} after`,
  (text) => JSON.stringify(text),
  encodeURIComponent,
  // As text that looks the same
  (text) => [...text].join('\u200b'),
  (text) => `https://example.org/?q=${new URLSearchParams({ text })}`,
];

function resolve(value: Tree, words: Words, isShown: (path: string) => boolean, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, words, isShown, path));
  if ('fields' in value) {
    return Object.fromEntries(
      value.fields.map(([name, inner]) => [
        name,
        resolve(inner, words, isShown, path === '' ? name : `${path}.${name}`),
      ]),
    );
  }
  const { leaf: kind } = value as Leaf;
  if (kind === 'foreign') return isShown(path) ? 'shown' : `${words.foreign()} ${words.unseen ?? ''}`;
  if (kind === 'echo') {
    const { which, how } = value as Leaf & { leaf: 'echo' };
    return ECHOES[how]?.(words.sent[which % words.sent.length] ?? '');
  }
  return (value as Leaf & { leaf: 'plain' }).value;
}

/** The reply that a hostile service gives: its own words where they must not show, what was sent to it anywhere. */
export function hostileReply(plan: Answer, role: Role, usual: Reply, words: Words): Reply {
  const { shape, type } = plan;
  const status = plan.status === 0 ? (usual.status ?? 200) : plan.status;
  const isShown = (path: string) => SHOWN[role].includes(path);
  const over = (base: unknown, prefix = ''): unknown =>
    Object.assign({}, base, resolve({ fields: plan.overlay }, words, isShown, prefix === '' ? '' : prefix));
  const fitting = (): unknown => {
    const body = usual.body as unknown;
    if (role === 'list') {
      const [push] = body as unknown[];
      // What is no push at all makes the whole list a refusal, so that only some lists hold it
      return [over(push), over(push), ...(plan.location === 0 ? [over({}), words.foreign(), null] : [])];
    }
    if (role === 'audit')
      return over({ logs: [over({ kind: 'view' }, 'logs'), over({}, 'logs')], views: [over({}, 'views')] });
    return over(body);
  };
  const bodies: Readonly<Record<string, () => string | Buffer>> = {
    fitting: () => JSON.stringify(fitting()),
    tree: () => JSON.stringify(resolve(plan.tree, words, isShown, '')),
    error: () =>
      JSON.stringify({ error: `${words.foreign()} ${words.sent.join(' ')}`, status: 400, message: words.foreign() }),
    errors: () =>
      JSON.stringify({ payload: [words.foreign()], [words.foreign()]: [words.sent[0]], base: [words.sent[1]] }),
    html: () =>
      `<html><title>${words.foreign()}</title><meta http-equiv=refresh content="0;url=/p/x.json">${words.sent.join('<br>')}</html>`,
    text: () => `${words.foreign()} Rate Limit Exceeded ${words.sent.join(' ')}`,
    broken: () => `${JSON.stringify({ error: words.foreign(), sent: words.sent })}${words.foreign()}`,
    binary: () =>
      Buffer.concat([
        Buffer.from(words.foreign()),
        Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80]),
        Buffer.from(words.sent.join(' ')),
      ]),
    empty: () => '',
  };
  const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
  const wellFormed = words.sent.map((text) => encodeURIComponent(text));
  const locations = [
    `https://${words.foreign()}@example.org/${words.foreign()}?x=${words.foreign()}#${words.foreign()}`,
    `https://${(words.sent.at(-2) ?? '').replace(/[^a-zA-Z0-9]/g, '')}.example.org/`,
    `/p/${words.foreign()}.json?${wellFormed[0]}`,
    `javascript:${words.foreign()}`,
    `//${words.foreign().toLowerCase().replaceAll(/[a-z]/g, 'a')}:99999/${words.foreign()}`,
    `${words.foreign()}:${words.foreign()}`,
  ];
  for (const name of plan.headers)
    headers[name] =
      name === 'location' ? (locations[plan.location] ?? '') : `${words.foreign()} ${wellFormed.join(' ')}`;
  return { status, headers, body: bodies[shape]?.() ?? '' };
}
