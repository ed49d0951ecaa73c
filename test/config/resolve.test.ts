import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/environment.ts';
import type { Flags } from '../../src/config/flags.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { enableTools } from '../../src/policy/enabled.ts';

const files = { isCertificates: (path: string) => path === '/ca.pem', isFolder: (path: string) => path === '/files' };
const resolve = (environment: Environment, flags: Flags = {}) => resolveConfig(flags, environment, files);

function configOf(environment: Environment, flags: Flags = {}) {
  const resolved = resolve(environment, flags);
  if ('problems' in resolved) throw new Error(resolved.problems.join('\n'));
  return resolved.config;
}

function problemsOf(environment: Environment, flags: Flags = {}): string[] {
  const resolved = resolve(environment, flags);
  return 'problems' in resolved ? resolved.problems : [];
}

test('nothing set is a configuration', () => {
  expect(configOf({})).toEqual({
    logLevel: 'info',
    toolsets: ['pwpush'],
    readOnly: false,
    setBy: { toolsets: 'PUSH_MCP_TOOLSETS', readOnly: 'PUSH_MCP_READ_ONLY' },
    enabledTools: [],
    warnings: [],
    services: {
      pwpush: {
        origin: 'https://pwpush.com',
        apiVersion: 'auto',
        readOnly: false,
        enabledTools: [],
        auditLog: true,
        maxConcurrent: 0,
        maxRetries: 2,
        timeoutSeconds: 30,
        connection: { verifyTls: true },
      },
    },
  });
});

const good: [keyof Environment, string, string, unknown][] = [
  ...['true', 'TRUE', '1', 'yes', 'on'].map((value): [keyof Environment, string, string, unknown] => [
    'PWPUSH_READ_ONLY',
    value,
    'readOnly',
    true,
  ]),
  ...['false', 'False', '0', 'no', 'off'].map((value): [keyof Environment, string, string, unknown] => [
    'PWPUSH_AUDIT_LOG',
    value,
    'auditLog',
    false,
  ]),
  ['PWPUSH_BASE_URL', 'https://pwpush.example', 'origin', 'https://pwpush.example'],
  ['PWPUSH_BASE_URL', 'HTTPS://PWPUSH.example:443/', 'origin', 'https://pwpush.example'],
  ['PWPUSH_BASE_URL', 'http://localhost:5100', 'origin', 'http://localhost:5100'],
  ['PWPUSH_BASE_URL', 'https://[::1]:8443', 'origin', 'https://[::1]:8443'],
  ['PWPUSH_BASE_URL', 'https://bücher.example', 'origin', 'https://xn--bcher-kva.example'],
  ['PWPUSH_API_VERSION', 'V1', 'apiVersion', 'v1'],
  ['PWPUSH_API_VERSION', 'v2', 'apiVersion', 'v2'],
  ['PWPUSH_ENABLED_TOOLS', ' get_*, ,list_* ', 'enabledTools', ['get_*', 'list_*']],
  ['PWPUSH_FILE_ROOT', '/files', 'fileRoot', '/files'],
  ['PWPUSH_MAX_CONCURRENT', '0', 'maxConcurrent', 0],
  ['PWPUSH_MAX_CONCURRENT', '1000', 'maxConcurrent', 1000],
  ['PWPUSH_MAX_RETRIES', '10', 'maxRetries', 10],
  ['PWPUSH_TIMEOUT', '0.1', 'timeoutSeconds', 0.1],
  ['PWPUSH_TIMEOUT', '600', 'timeoutSeconds', 600],
];

test.each(good)('%s=%s is taken', (name, value, field, expected) => {
  expect((configOf({ [name]: value }).services.pwpush as unknown as Record<string, unknown>)[field]).toEqual(expected);
});

const bad: [keyof Environment, string[], RegExp][] = [
  [
    'PWPUSH_BASE_URL',
    ['pwpush.com', 'ftp://pwpush.com', '/p', 'javascript:alert(1)', 'https://', 'https://a b', 'file:///etc/passwd'],
    /^PWPUSH_BASE_URL is no http or https address, such as https:\/\/pwpush\.com\.$/,
  ],
  [
    'PWPUSH_BASE_URL',
    ['https://user@pwpush.com', 'https://user:pass@pwpush.com', 'https://:pass@pwpush.com'],
    /^PWPUSH_BASE_URL holds a user name or password\./,
  ],
  [
    'PWPUSH_BASE_URL',
    ['https://pwpush.com/p', 'https://pwpush.com/?x', 'https://pwpush.com/#x', 'https://pwpush.com//'],
    /^PWPUSH_BASE_URL goes on after the host\..* use https:\/\/pwpush\.com\.$/,
  ],
  [
    'PWPUSH_API_TOKEN',
    ['two words', 'line\nbreak', 'ünïcode', '\u0000', '\u007f'],
    /^PWPUSH_API_TOKEN holds a space or another character that cannot be sent\.$/,
  ],
  ['PWPUSH_API_EMAIL', ['two words', 'ü@example.org'], /^PWPUSH_API_EMAIL holds/],
  ['PWPUSH_API_VERSION', ['3', 'v3', 'latest'], /^PWPUSH_API_VERSION is none of auto, v1, v2\.$/],
  ['PWPUSH_VERIFY_SSL', ['maybe', '2', 'tru'], /^PWPUSH_VERIFY_SSL is neither true nor false\.$/],
  ['PWPUSH_READ_ONLY', ['y'], /^PWPUSH_READ_ONLY is neither/],
  ['PWPUSH_AUDIT_LOG', ['/var/log/x'], /^PWPUSH_AUDIT_LOG is neither/],
  ['PUSH_MCP_READ_ONLY', ['-'], /^PUSH_MCP_READ_ONLY is neither/],
  [
    'PWPUSH_CA_BUNDLE',
    ['/nowhere', '/files'],
    /^PWPUSH_CA_BUNDLE is no file with PEM certificates that can be read\.$/,
  ],
  ['PWPUSH_FILE_ROOT', ['/nowhere', '/ca.pem'], /^PWPUSH_FILE_ROOT is no folder that can be read\.$/],
  [
    'PWPUSH_MAX_CONCURRENT',
    ['-1', '1.5', '1001', 'many', '0x10', '1e2', 'Infinity', 'NaN'],
    /^PWPUSH_MAX_CONCURRENT is no whole number from 0 to 1000\.$/,
  ],
  ['PWPUSH_MAX_RETRIES', ['11', '-0', '٣'], /^PWPUSH_MAX_RETRIES is no whole number from 0 to 10\.$/],
  ['PWPUSH_TIMEOUT', ['0', '0.05', '601', '30s', '1,5'], /^PWPUSH_TIMEOUT is no number from 0\.1 to 600\.$/],
  ['HTTPS_PROXY', ['socks5://proxy', 'proxy:3128', '://'], /^HTTPS_PROXY is no http or https address\.$/],
  ['HTTP_PROXY', ['proxy'], /^HTTP_PROXY is no http or https address\.$/],
  [
    'PUSH_MCP_TOOLSETS',
    ['pushary', 'pwpush,nothing', 'PWPUSH'],
    /^There is no toolset (?:pushary|nothing|PWPUSH)\. There is: pwpush\.$/,
  ],
  ...(['PWPUSH_ENABLED_TOOLS', 'PUSH_MCP_ENABLED_TOOLS'] as const).flatMap((name): typeof bad => [
    [
      name,
      ['create_pushs', 'Create_push', 'get_*,create-push'],
      new RegExp(`^${name} names \\S+, which matches no tool\\. Did you mean create_push\\?$`),
    ],
    [
      name,
      ['get_*,nothing_like_it', '[', '{a', 'x'.repeat(70_000), 'pwpush_*'],
      new RegExp(`^${name} names [!-~]{1,60}, which matches no tool\\.$`),
    ],
    [name, ['\u001b[31m\u202e'], new RegExp(`^${name} names \\?\\[31m\\?, which matches no tool\\.$`)],
  ]),
  ...(['PWPUSH_ENABLED_TOOLS', 'PUSH_MCP_ENABLED_TOOLS', 'PUSH_MCP_TOOLSETS'] as const).map(
    (name): (typeof bad)[number] => [name, [',', ' , ', ',,,'], new RegExp(`^${name} lists nothing\\.`)],
  ),
];

describe.each(bad)('%s', (name, values, sentence) => {
  test.each(values.map((value) => [JSON.stringify(value).slice(0, 80), value]))(
    'of %s is the one problem',
    (_, value) => {
      expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(sentence)]);
    },
  );
});

test('all problems are told at once', () => {
  const environment = Object.fromEntries(bad.map(([name, [value]]) => [name, value]));
  // Of the entries for one variable the last is taken
  const names = new Set(bad.map(([name]) => name));
  expect(problemsOf(environment, { logLevel: 'loud' })).toHaveLength(names.size + 1);
});

test('flags win over the environment, and of two switches for the same thing the stricter', () => {
  expect(configOf({ PUSH_MCP_READ_ONLY: 'false' }, { readOnly: true }).readOnly).toBe(true);
  expect(problemsOf({ PUSH_MCP_READ_ONLY: 'perhaps' }, { readOnly: true })).toHaveLength(1);
  expect(configOf({ PUSH_MCP_TOOLSETS: 'nothing' }, { toolsets: 'pwpush' }).toolsets).toEqual(['pwpush']);
  expect(configOf({ PUSH_MCP_READ_ONLY: '1' }).readOnly).toBe(true);
  expect(problemsOf({}, { logLevel: 'loud' })).toEqual(['--log-level is none of silent, error, warn, info, debug.']);
});

describe('warnings', () => {
  const PLAIN = 'PWPUSH_BASE_URL is plain http: anybody on the way can read what is sent';
  test.each([
    [{ PWPUSH_BASE_URL: 'http://pwpush.example' }, [`${PLAIN}.`]],
    [{ PWPUSH_BASE_URL: 'http://pwpush.example', PWPUSH_API_TOKEN: 'abc' }, [`${PLAIN}, the token included.`]],
    [{ PWPUSH_BASE_URL: 'http://127.evil.example', PWPUSH_API_TOKEN: 'abc' }, [`${PLAIN}, the token included.`]],
    [{ PWPUSH_BASE_URL: 'http://127.0.0.1.evil.example' }, [`${PLAIN}.`]],
    [{ PWPUSH_BASE_URL: 'http://localhost.evil.example' }, [`${PLAIN}.`]],
    [{ PWPUSH_BASE_URL: 'http://10.0.0.1' }, [`${PLAIN}.`]],
    [{ PWPUSH_BASE_URL: 'http://127.0.0.1:5100', PWPUSH_API_TOKEN: 'abc' }, []],
    [{ PWPUSH_BASE_URL: 'http://127.1' }, []],
    [{ PWPUSH_BASE_URL: 'http://localhost', PWPUSH_API_TOKEN: 'abc' }, []],
    [{ PWPUSH_BASE_URL: 'http://[::1]:5100' }, []],
    [{ PWPUSH_BASE_URL: 'https://pwpush.example', PWPUSH_API_TOKEN: 'abc' }, []],
    [
      { PWPUSH_VERIFY_SSL: 'false' },
      ['PWPUSH_VERIFY_SSL is off: anybody on the way can read and change what is sent, secrets and token included.'],
    ],
  ])('%j', (environment, warnings) => {
    expect(configOf(environment).warnings).toEqual(warnings);
  });
});

test('what set a restriction is kept, so that nobody is sent to a variable that is not set', () => {
  expect(configOf({}, { readOnly: true, toolsets: 'pwpush' }).setBy).toEqual({
    toolsets: '--toolsets',
    readOnly: '--read-only',
  });
  expect(configOf({ PUSH_MCP_READ_ONLY: 'true' }).setBy.readOnly).toBe('PUSH_MCP_READ_ONLY');
  const config = { ...configOf({}, { toolsets: 'pwpush' }), toolsets: [] };
  expect(new Set(enableTools(config).off.values())).toEqual(new Set(['--toolsets']));
});

describe('an instance on this machine', () => {
  const proxies = { HTTP_PROXY: 'http://proxy.example:3128', HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'x' };
  const proxiesFor = (origin: string) => {
    const { connection } = configOf({ ...proxies, PWPUSH_BASE_URL: origin }).services.pwpush;
    return Object.keys(connection).filter((name) => /proxy/i.test(name));
  };

  test.each(['http://127.0.0.1:5100', 'http://127.1', 'https://localhost', 'http://[::1]:5100', 'http://127.9.9.9'])(
    '%s is not asked for through a proxy, which would look on its own machine',
    (origin) => {
      expect(proxiesFor(origin)).toEqual([]);
    },
  );

  test.each(['http://localhost.evil.example', 'http://127.0.0.1.evil.example', 'https://pwpush.example'])(
    '%s is none',
    (origin) => {
      expect(proxiesFor(origin)).toEqual(['httpProxy', 'httpsProxy', 'noProxy']);
    },
  );
});
