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
  const { text, value } = createScrubber([secret, 'short'], ['https://pwpush.example']);
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

test('the scrubber leaves short values and the configured origin alone', () => {
  const { text } = createScrubber(['1', 'hunter2', 'pwpush.example'], ['https://pwpush.example']);
  expect(text('1 hunter2 https://pwpush.example/p/1')).toBe('1 hunter2 https://pwpush.example/p/1');
});

test('a secret of its own kind takes part in no template and no comparison', () => {
  const secret = new Secret(canaries.mint());
  expect(`${secret} ${JSON.stringify({ secret })} ${inspect({ secret })} ${[secret]}`).not.toMatch(/Kanarie/i);
  expect(Object.getOwnPropertyNames(secret)).toEqual([]);
});
