// Links of pushes in every form that a person pastes, and links that belong to somebody else
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { type Double, pushOf, startDouble, TOKEN } from '../support/double.ts';

let double: Double;
let server: Connection;
const API_TOKEN = '87vceEoMea_yQoG53b2U';
beforeAll(async () => {
  double = await startDouble();
  server = await connect({ PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: API_TOKEN });
});
beforeEach(() => {
  double.behave(undefined);
  double.reset();
});
afterAll(async () => {
  await server.close();
  await double.close();
});

const asked = () =>
  double.arrivals.filter(({ target }) => /preview|audit|DELETE/.test(target)).map(({ target }) => target);

describe('one and the same push is found', () => {
  const link = () => `${double.origin}/p/${TOKEN}/r`;
  const host = () => new URL(double.origin).host;
  const forms: readonly (readonly [string, () => string])[] = [
    ['its token', () => TOKEN],
    ['its token among blanks', () => `\n ${TOKEN}\t`],
    ['TOKEN/r', () => `${TOKEN}/r`],
    ['/p/TOKEN', () => `/p/${TOKEN}`],
    ['/p/TOKEN/r', () => `/p/${TOKEN}/r`],
    ['p/TOKEN/r', () => `p/${TOKEN}/r`],
    ['p/TOKEN', () => `p/${TOKEN}`],
    ['f/TOKEN', () => `f/${TOKEN}`],
    ['r/TOKEN/r', () => `r/${TOKEN}/r`],
    ['/fr/p/TOKEN', () => `/fr/p/${TOKEN}`],
    ['<TOKEN>', () => `<${TOKEN}>`],
    ['`TOKEN`', () => `\`${TOKEN}\``],
    ['the link', link],
    ['the link without /r', () => `${double.origin}/p/${TOKEN}`],
    ['the link with a slash', () => `${link()}/`],
    ['the link with a query', () => `${link()}?locale=fr`],
    ['the link with a fragment', () => `${link()}#top`],
    ['the link with a language', () => `${double.origin}/fr/p/${TOKEN}`],
    ['the link of the preview', () => `${double.origin}/p/${TOKEN}/preview`],
    ['the link in angle brackets', () => `<${link()}>`],
    ['the link in Markdown', () => `[DB password](${link()})`],
    ['the link in Markdown with a title', () => `[DB password](${link()} "for Ana")`],
    ['the link that is its own text in Markdown', () => `[${link()}](${link()})`],
    ['the link in bold', () => `**${link()}**`],
    ['the link in HTML', () => `<a href="${link()}">DB password</a>`],
    ['the link in quotes', () => `“${link()}”`],
    ['the link in brackets', () => `(${link()})`],
    ['the link with a full stop', () => `${link()}.`],
    ['the link with a comma', () => `${link()},`],
    ['the link with an exclamation mark', () => `${link()}!`],
    ['the link without /r, with a full stop', () => `${double.origin}/p/${TOKEN}.`],
    ['text around the link', () => `Here it is: ${link()}, please open it today.`],
    ['text around the link, on lines', () => `Hi Ana\n${link()}\nBye`],
    ['the link twice', () => `${link()} ${double.origin}/p/${TOKEN}`],
    ['the link without a scheme', () => `${host()}/p/${TOKEN}/r`],
    ['the link in upper-case letters where they do not matter', () => link().replace('http', 'HTTP')],
    ['the link under a path', () => `${double.origin}/sub/p/${TOKEN}/r`],
    ['the link under two', () => `${double.origin}/team_2/pw-push/p/${TOKEN}`],
    ['the link with what cannot be seen in it', () => `\u{feff}${link()}\u{200b}`],
    ['what the API calls it', () => `${double.origin}/api/v2/pushes/${TOKEN}.json`],
  ];

  test.each(forms)('by %s', async (_, write) => {
    for (const tool of ['preview_push', 'get_push_audit', 'expire_push'])
      expect(await server.call(tool, { url_token: write() })).toMatchObject({ result: { url_token: TOKEN } });
    for (const target of asked()) expect(target).toContain(`/api/v2/pushes/${TOKEN}/`);
  });
});

describe('an instance under a path', () => {
  const base = 'https://secrets.example.com';
  test.each(['/sub', '/pw_push2/live', '/fr'])('has the links under %s that it made taken back', async (path) => {
    const link = `${base}${path}/p/${TOKEN}/r`;
    double.behave(({ method }) =>
      method === 'POST' ? { status: 201, body: pushOf(double.origin, { html_url: link }) } : undefined,
    );
    expect(await server.call('create_push', { payload: 'swordfish' })).toMatchObject({ result: { html_url: link } });
    for (const tool of ['preview_push', 'get_push_audit', 'expire_push'])
      expect(await server.call(tool, { url_token: link })).toMatchObject({ result: { url_token: TOKEN } });
  });
});

describe('the link of another host', () => {
  test.each([
    `https://pwpush.example/p/${TOKEN}/r`,
    `<https://pwpush.example/p/${TOKEN}>.`,
    `[DB](https://pwpush.example/sub/p/${TOKEN}/r)`,
    `pwpush.example/p/${TOKEN}/r`,
  ])('%s is refused, and no part of it is repeated', async (url_token) => {
    for (const tool of ['preview_push', 'get_push_audit', 'expire_push']) {
      expect(await server.call(tool, { url_token })).toEqual({
        refused: `That link belongs to another host than the configured instance ${double.origin}. If the push is on that instance, pass its token instead: what stands between /p/ and /r.`,
      });
    }
    expect(asked()).toEqual([]);
  });

  test('does not pass as ours by a user or by standing beside our own', async () => {
    const { host } = new URL(double.origin);
    const own = `${double.origin}/p/${TOKEN}/r`;
    for (const url_token of [
      `http://${host}@pwpush.example/p/${TOKEN}`,
      `http://x:y@${host}/p/${TOKEN}`,
      `${own} https://pwpush.example/p/${TOKEN}/r`,
    ])
      expect(await server.call('expire_push', { url_token })).toEqual({
        refused: expect.stringContaining('another host'),
      });
    expect(asked()).toEqual([]);
  });

  test('tells nobody whether a part of it is a secret of this server', async () => {
    const answers = [];
    for (const guess of [API_TOKEN, '87vceEoMea_yQoG53b2V', 'wrong-guess-of-20-cha'])
      for (const url_token of [`https://x.example/p/${guess}`, `${guess}!`, `text ${guess}/r and p/${guess}/q`])
        answers.push(await server.call('preview_push', { url_token }));
    // The same three answers for each guess, right or wrong
    expect(answers.slice(3, 6)).toEqual(answers.slice(0, 3));
    expect(answers.slice(6)).toEqual(answers.slice(0, 3));
    expect(JSON.stringify(answers)).not.toContain('redacted');
  });
});

describe('what is neither a token nor a link', () => {
  const says =
    'url_token is neither the token of a push (letters, digits, - and _) nor a link to one. The token of a link is what stands between /p/ and /r; of a push that is known by its name, list_active_pushes tells it.';

  test.each([
    'DB password',
    '',
    '!',
    'p/',
    '/r',
    'p/active',
    'p/expired.json',
    'a/b',
    '../p/x',
    'p/..',
    'p/x%2fy',
    'p/x/edit',
  ])('%j is refused, and the refusal says how to go on', async (url_token) => {
    expect(await server.call('preview_push', { url_token })).toEqual({ refused: says });
    expect(asked()).toEqual([]);
  });

  test('links to two pushes are refused, since one of them was not meant', async () => {
    const url_token = `${double.origin}/p/${TOKEN}/r and ${double.origin}/p/another-one/r`;
    expect(await server.call('expire_push', { url_token })).toEqual({
      refused: 'url_token holds links to more than one push. Pass one of them.',
    });
    expect(asked()).toEqual([]);
  });

  test('a name that could be a token is unknown, and the refusal says how tokens are told', async () => {
    double.behave(({ target }) =>
      target.includes('/database/') ? { status: 404, body: { error: 'not-found' } } : undefined,
    );
    expect(await server.call('preview_push', { url_token: 'database' })).toEqual({
      refused: expect.stringContaining('list_active_pushes tells both'),
    });
  });
});
