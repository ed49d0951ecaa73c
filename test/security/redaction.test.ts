import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createPersonalServer } from '../../src/commands/serve.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { readFlags } from '../../src/config/flags.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { createScrubber } from '../../src/policy/scrub.ts';
import { Secret } from '../../src/policy/secret.ts';
import { createCanaries } from '../support/canaries.ts';

const canaries = createCanaries();
const environment = {
  PWPUSH_API_TOKEN: canaries.mint(),
  PWPUSH_API_EMAIL: `${canaries.mint()}@example.org`,
  HTTPS_PROXY: `http://${canaries.mint()}:${canaries.mint()}%40x@proxy.example:3128`,
  HTTP_PROXY: `http://${canaries.mint()}:${canaries.mint()}@proxy.example:3128`,
};
const resolved = resolveConfig({}, readEnvironment(environment).environment, {
  isCertificates: () => true,
  isFolder: () => true,
  exists: () => false,
  readText: () => undefined,
  folder: '/nowhere',
});
if ('problems' in resolved) throw new Error(resolved.problems.join());
const { config, credentials } = resolved;
const lines: string[] = [];
const { app, caller } = createPersonalServer(resolved, { write: (line) => lines.push(line) });

test.each([
  ['the configuration', config],
  ['the configuration of a service', config.services.pwpush],
  ['the options of its connection', config.services.pwpush.connection],
  ['a credential', credentials.pwpush.token],
  ['the app', app],
  ['the caller', caller],
  ['a connection of it', caller.connections.get('pwpush')],
])('%s shows no credential, however it is printed', (_, thing) => {
  const printed = [
    inspect(thing, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    inspect(thing, {
      depth: Number.POSITIVE_INFINITY,
      showHidden: true,
      customInspect: false,
      getters: true,
      showProxy: true,
    }),
    inspect(new Error('with a cause', { cause: thing }), { depth: 20 }),
    JSON.stringify(thing, (_key, value: unknown) => (value instanceof Map ? [...value] : value)) ?? '',
    `${thing}`,
    String(thing),
    Object.entries(thing ?? {}).join(),
    inspect(structuredCloneOf(thing), { depth: 20 }),
  ];
  for (const text of printed) expect(canaries.findIn(text)).toEqual([]);
});

function structuredCloneOf(thing: unknown): unknown {
  try {
    return structuredClone(thing);
  } catch {
    // What holds functions cannot be cloned
    return undefined;
  }
}

test('a credential in a log line is replaced, in whatever field and spelling', () => {
  const token = environment.PWPUSH_API_TOKEN;
  caller.log.error(token, {
    token,
    deep: { list: [`Bearer ${token}`] },
    url: `https://x/?t=${encodeURIComponent(environment.PWPUSH_API_EMAIL)}`,
    stack: new Error(token).stack,
  });
  const proxy = new URL(environment.HTTPS_PROXY).password;
  caller.log.warn(`407 for ${proxy}`, { proxy, decoded: decodeURIComponent(proxy) });
  const allowed = [new URL(environment.HTTPS_PROXY).username, new URL(environment.HTTP_PROXY).username];
  expect(lines).toHaveLength(2);
  expect(canaries.findIn(lines.join('')).filter((word) => !allowed.includes(word))).toEqual([]);
});

test('problems of a configuration name the variable and hold no credential', () => {
  const bad = {
    PWPUSH_BASE_URL: `https://${canaries.mint()}:${canaries.mint()}@pwpush.example/`,
    PWPUSH_API_TOKEN: `${canaries.mint()} with space`,
    PWPUSH_API_EMAIL: `${canaries.mint()}\u00e9`,
    PWPUSH_API_VERSION: canaries.mint(),
    PWPUSH_VERIFY_SSL: canaries.mint(),
    PWPUSH_CA_BUNDLE: canaries.mint(),
    PWPUSH_READ_ONLY: canaries.mint(),
    PWPUSH_AUDIT_LOG: canaries.mint(),
    PWPUSH_FILE_ROOT: canaries.mint(),
    PWPUSH_MAX_CONCURRENT: canaries.mint(),
    PWPUSH_MAX_RETRIES: canaries.mint(),
    PWPUSH_TIMEOUT: canaries.mint(),
    PUSH_MCP_READ_ONLY: canaries.mint(),
    PWPUSH_TOKEN: canaries.mint(),
    HTTPS_PROXY: `socks5://user:${canaries.mint()}@proxy`,
    HTTP_PROXY: canaries.mint(),
  };
  const read = readEnvironment(bad);
  const { flags, problems } = readFlags([
    '--api-token',
    canaries.mint(),
    `--token=${canaries.mint()}`,
    canaries.mint(),
    `--log-level=${canaries.mint()}`,
    `--read-only=${canaries.mint()}`,
  ]);
  const judged = resolveConfig(flags, read.environment, {
    isCertificates: () => false,
    isFolder: () => false,
    exists: () => false,
    readText: () => undefined,
    folder: '/nowhere',
  });
  const sentences = [...read.warnings, ...problems, ...('problems' in judged ? judged.problems : [])];
  expect(sentences.length).toBeGreaterThan(18);
  expect(sentences.flatMap((sentence) => canaries.findIn(sentence))).toEqual([]);
});

test('the scrubber finds a value in JSON, a URL, a form, a host name, cleaned and cut', () => {
  const secret = `a "b"\\c\nd é&('!')${canaries.mint()}`;
  const { text, value } = createScrubber({
    keys: [],
    values: [secret, 'short'],
    publicTexts: ['https://pwpush.example'],
  });
  const spellings = [
    secret,
    JSON.stringify(secret),
    encodeURIComponent(secret),
    secret.toLowerCase(),
    secret.replace('\n', ''),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    encodeURIComponent(secret).replaceAll("'", '%27'),
    new URLSearchParams({ '': secret }).toString().slice(1),
  ];
  for (const spelling of spellings) expect(canaries.findIn(text(`<${spelling}>`)), spelling).toEqual([]);
  expect(value({ a: [{ b: `x${secret}` }], short: 'short', n: 1, nothing: null })).toEqual({
    a: [{ b: 'x[redacted]' }],
    short: 'short',
    n: 1,
    nothing: null,
  });
});

const KEY = 'pk_live0123456789.sk_verysecret-Key/9876~é';
const inBase64 = (text: string) => Buffer.from(text).toString('base64');
test.each<[string, string, string]>([
  ['base64', inBase64(KEY), '[redacted]'],
  ['base64 of more', inBase64(`{"key":"${KEY}"}`), 'eyJrZXkiOiJ[redacted]In0='],
  ['base64 of more, one byte on', inBase64(`x{"key":"${KEY}"}`), 'eHsia2V5Ijoi[redacted]SJ9'],
  ['base64 of more, two bytes on', inBase64(`xy{"key":"${KEY}"}`), 'eHl7ImtleSI6In[redacted]kifQ=='],
  ['base64url', Buffer.from(KEY).toString('base64url'), '[redacted]'],
  ['base64url of more', Buffer.from(`u:${KEY}`).toString('base64url'), 'dTp[redacted]'],
  ['hexadecimal', Buffer.from(KEY).toString('hex'), '[redacted]'],
  ['hexadecimal in upper case', Buffer.from(KEY).toString('hex').toUpperCase(), '[redacted]'],
  ['percents throughout', Buffer.from(KEY).toString('hex').replace(/../g, '%$&'), '[redacted]'],
  ['upper case', KEY.toUpperCase(), '[redacted]'],
  ['mixed case', [...KEY].map((c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join(''), '[redacted]'],
  ['all but its last letters', KEY.slice(0, -3), '[redacted]'],
  ['all but its first letter', KEY.slice(1), '[redacted]'],
  ['masked from the middle', 'pk_live0123456789.sk_verysecr****', '[redacted]'],
  ['masked up to the end', '************cret-Key/9876~é', '[redacted]'],
  ['cut with an ellipsis', `${KEY.slice(0, 20)}…`, '[redacted]'],
])('the scrubber finds a credential in %s', (_, said, expected) => {
  const { text } = createScrubber({ keys: [KEY] });
  const shown = text(`It was <${said}>, you know.`);
  expect(shown).toBe(`It was <${expected}>, you know.`);
});

test('a part that names a key may be shown, and with the first letter of the secret part it is cut off', () => {
  const { text } = createScrubber({ keys: ['pk_live0123456789.sk_verysecret9876', 'sk_verysecret9876'] });
  expect(text('pk_live0123456789 pk_live0123456789.sk_ pk_live01****')).toBe(
    'pk_live0123456789 pk_live0123456789.sk_ pk_live01****',
  );
  expect(text('pk_live0123456789.sk_v**** ****secret9876')).toBe('[redacted] ****secret9876');
  expect(text('****rysecret9876 sk_verysecre*****')).toBe('[redacted] [redacted]');
});

test('a credential that is cut tells nothing about a guess that begins like it', () => {
  const { text } = createScrubber({ keys: [KEY] });
  const guesses = [...'abcs2'].map((letter) => text(`"${KEY.slice(0, 18)}${letter}"`));
  expect(new Set(guesses)).toEqual(new Set(['"[redacted]"']));
});

test('what stands around a cut credential in JSON stays JSON', () => {
  const { text } = createScrubber({ keys: [KEY] });
  for (const said of [
    `a\nb${KEY.slice(-13)}`,
    `a\\nb${KEY.slice(-13)}`,
    `é\u0007${KEY.slice(0, 13)}\n`,
    `\\\\${KEY.slice(0, 12)}`,
  ])
    expect(JSON.parse(text(JSON.stringify({ said })))).toEqual({ said: expect.stringContaining('[redacted]') });
});

test('of an argument that somebody chose, no part is replaced, and no part of a short credential', () => {
  const { text } = createScrubber({ keys: ['fifteen-letters'], values: ['the deployment of today'] });
  const said = 'the deployment of the fifteen-lette day';
  expect(text(said)).toBe(said);
});

test('the letter whose other case is longer moves nothing', () => {
  const { text } = createScrubber({ keys: ['İİİİ-geheim-İİİİ-wort'] });
  expect(text('İİİ <İİİİ-GEHEIM-İİİİ-WORT> İ')).toBe('İİİ <[redacted]> İ');
});

test('the scrubber leaves short values and the configured origin alone', () => {
  const { text } = createScrubber({
    keys: ['1', 'hunter2', 'pwpush.example'],
    publicTexts: ['https://pwpush.example'],
  });
  expect(text('1 hunter2 https://pwpush.example/p/1')).toBe('1 hunter2 https://pwpush.example/p/1');
});

test('a secret of its own kind takes part in no template and no comparison', () => {
  const secret = new Secret(canaries.mint());
  expect(`${secret} ${JSON.stringify({ secret })} ${inspect({ secret })} ${[secret]}`).not.toMatch(/Kanarie/i);
  expect(Object.getOwnPropertyNames(secret)).toEqual([]);
});
