import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { serviceNames as toolsets } from '../../overrides/registry.ts';
import type { ServiceConfig } from '../../src/config/config.ts';
import type { Environment } from '../../src/config/environment.ts';
import type { Files } from '../../src/config/files.ts';
import type { Flags } from '../../src/config/flags.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { enableTools } from '../../src/policy/enabled.ts';
import { namesOf, readingOf, type Toolset, writingOf } from '../support/lists.ts';

const files: Files = {
  isCertificates: (path) => path === '/ca.pem',
  isFolder: (path) => path === '/files',
  exists: () => false,
  readText: () => undefined,
  folder: '/config/push-mcp',
};
/** As on a machine where a channel was added. */
const withChannels: Files = { ...files, exists: (path) => path === '/config/push-mcp/channels.json' };
const resolve = (environment: Environment, flags: Flags = {}) => resolveConfig(flags, environment, files);

function resolvedOf(environment: Environment, flags: Flags = {}) {
  const resolved = resolve(environment, flags);
  if ('problems' in resolved) throw new Error(resolved.problems.join('\n'));
  return resolved;
}

const configOf = (environment: Environment, flags?: Flags) => resolvedOf(environment, flags).config;

function problemsOf(environment: Environment, flags: Flags = {}): string[] {
  const resolved = resolve(environment, flags);
  return 'problems' in resolved ? resolved.problems : [];
}

const usual = {
  readOnly: false,
  enabledTools: [],
  auditLog: true,
  maxConcurrent: 0,
  maxRetries: 2,
  timeoutSeconds: 30,
  connection: { verifyTls: true },
  configured: [],
  switches: [],
};
const setBy = (prefix: string) => ({ readOnly: `${prefix}_READ_ONLY`, enabledTools: `${prefix}_ENABLED_TOOLS` });

test('nothing set is a configuration', () => {
  expect(configOf({})).toEqual({
    logLevel: 'info',
    toolsets: ['pwpush'],
    readOnly: false,
    setBy: { toolsets: undefined, readOnly: 'PUSH_MCP_READ_ONLY' },
    enabledTools: [],
    confirm: 'wide',
    keptFiles: ['/config/push-mcp/channels.json', '/config/push-mcp/credentials.json'],
    warnings: [],
    services: {
      pwpush: { origin: 'https://pwpush.com', ...usual, setBy: setBy('PWPUSH'), own: { API_VERSION: 'auto' } },
      pushgo: {
        ...{ origin: '', ...usual, setBy: setBy('PUSHGO') },
        own: {
          CHANNELS_FILE: '/config/push-mcp/channels.json',
          LEGACY_PASSWORDS: false,
          TOOL_NAMES: 'underscore',
        },
      },
      pushary: { origin: 'https://pushary.com', ...usual, setBy: setBy('PUSHARY'), own: {} },
    },
  });
});

type Good = [string, string, keyof ServiceConfig | `own.${string}`, unknown];

/** What every service takes under its own prefix. */
const goodForAll = (prefix: 'PWPUSH' | 'PUSHGO' | 'PUSHARY', glob: string): Good[] => [
  ...['true', 'TRUE', '1', 'yes', 'on'].map((value): Good => [`${prefix}_READ_ONLY`, value, 'readOnly', true]),
  ...['false', 'False', '0', 'no', 'off'].map((value): Good => [`${prefix}_AUDIT_LOG`, value, 'auditLog', false]),
  [`${prefix}_BASE_URL`, 'https://push.example', 'origin', 'https://push.example'],
  [`${prefix}_BASE_URL`, 'HTTPS://PUSH.example:443/', 'origin', 'https://push.example'],
  [`${prefix}_BASE_URL`, 'http://localhost:6666', 'origin', 'http://localhost:6666'],
  [`${prefix}_BASE_URL`, 'https://[::1]:8443', 'origin', 'https://[::1]:8443'],
  [`${prefix}_BASE_URL`, 'https://bücher.example', 'origin', 'https://xn--bcher-kva.example'],
  [`${prefix}_ENABLED_TOOLS`, ` ${glob}, ,*_* `, 'enabledTools', [glob, '*_*']],
  [`${prefix}_MAX_CONCURRENT`, '0', 'maxConcurrent', 0],
  [`${prefix}_MAX_CONCURRENT`, '1000', 'maxConcurrent', 1000],
  [`${prefix}_MAX_RETRIES`, '10', 'maxRetries', 10],
  [`${prefix}_TIMEOUT`, '0.1', 'timeoutSeconds', 0.1],
  [`${prefix}_TIMEOUT`, '600', 'timeoutSeconds', 600],
  [`${prefix}_VERIFY_SSL`, 'no', 'connection', { verifyTls: false }],
  [`${prefix}_CA_BUNDLE`, '/ca.pem', 'connection', { verifyTls: true, caBundle: '/ca.pem' }],
];

const good: readonly Good[] = [
  ...goodForAll('PWPUSH', 'get_*'),
  ...goodForAll('PUSHGO', 'pushgo_event_*'),
  ...goodForAll('PUSHARY', '*_flow'),
  ['PWPUSH_API_VERSION', 'V1', 'own.API_VERSION', 'v1'],
  ['PWPUSH_API_VERSION', 'v2', 'own.API_VERSION', 'v2'],
  ['PWPUSH_FILE_ROOT', '/files', 'own.FILE_ROOT', '/files'],
  ['PUSHGO_CHANNELS_FILE', '/kept/channels.json', 'own.CHANNELS_FILE', '/kept/channels.json'],
  ['PUSHGO_TOOL_NAMES', 'Dotted', 'own.TOOL_NAMES', 'dotted'],
  ['PUSHGO_TOOL_NAMES', 'underscore', 'own.TOOL_NAMES', 'underscore'],
  ['PUSHGO_LEGACY_PASSWORDS', 'false', 'own.LEGACY_PASSWORDS', false],
];

const serviceOf = (name: string) =>
  toolsets.find((service) => name.startsWith(`${service.toUpperCase()}_`)) ?? 'pwpush';

test.each(good)('%s=%s is taken, by its own service alone', (name, value, field, expected) => {
  const { [serviceOf(name)]: own, ...others } = configOf({ [name]: value }).services;
  expect(own).toHaveProperty(field, expected);
  const { [serviceOf(name)]: _, ...before } = configOf({}).services;
  expect(others).toEqual(before);
});

test('a credential is taken by its own service alone, and printed by nobody', () => {
  const environment = { PWPUSH_API_TOKEN: 'one-token-of-many', PWPUSH_API_EMAIL: 'somebody@example.org' };
  const resolved = resolvedOf({
    ...environment,
    PUSHGO_TOKEN: 'another-token',
    PUSHGO_BASE_URL: 'https://push.example',
  });
  const { pwpush, pushgo } = resolved.credentials;
  expect([pwpush.token?.reveal(), pwpush.email?.reveal()]).toEqual(['one-token-of-many', 'somebody@example.org']);
  expect([pushgo.token?.reveal(), pushgo.email]).toEqual(['another-token', undefined]);
  expect(JSON.stringify(resolved) + inspect(resolved, { depth: 9 })).not.toMatch(/one-token|another-token|somebody@/);
});

test('proxies are those of all services', () => {
  const { services } = configOf({ HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'x' });
  expect(Object.keys(services)).toEqual(toolsets);
  for (const { connection } of Object.values(services)) {
    expect(connection).toEqual({ verifyTls: true, httpsProxy: expect.anything(), noProxy: 'x' });
    expect(connection.httpsProxy?.reveal()).toBe('http://proxy.example:3128');
  }
});

type Bad = [string, string[], RegExp];

/** What no service takes, under its own prefix. */
const badForAll = (prefix: 'PWPUSH' | 'PUSHGO' | 'PUSHARY', title: string, example: string): Bad[] => [
  [
    `${prefix}_BASE_URL`,
    ['push.com', 'ftp://push.com', '/p', 'javascript:alert(1)', 'https://', 'https://a b', 'file:///etc/passwd'],
    new RegExp(`^${prefix}_BASE_URL is no http or https address, such as ${example}\\.$`),
  ],
  [
    `${prefix}_BASE_URL`,
    ['https://user@push.com', 'https://user:pass@push.com', 'https://:pass@push.com'],
    new RegExp(`^${prefix}_BASE_URL holds a user name or password\\.`),
  ],
  [
    `${prefix}_BASE_URL`,
    ['https://push.com/p', 'https://push.com/?x', 'https://push.com/#x', 'https://push.com//'],
    new RegExp(`^${prefix}_BASE_URL goes on after the host\\. ${title} lives at the root: use https://push\\.com\\.$`),
  ],
  [`${prefix}_VERIFY_SSL`, ['maybe', '2', 'tru'], new RegExp(`^${prefix}_VERIFY_SSL is neither true nor false\\.$`)],
  [`${prefix}_READ_ONLY`, ['y'], new RegExp(`^${prefix}_READ_ONLY is neither`)],
  [`${prefix}_AUDIT_LOG`, ['/var/log/x'], new RegExp(`^${prefix}_AUDIT_LOG is neither`)],
  [
    `${prefix}_CA_BUNDLE`,
    ['/nowhere', '/files'],
    new RegExp(`^${prefix}_CA_BUNDLE is no file with PEM certificates that can be read\\.$`),
  ],
  [
    `${prefix}_MAX_CONCURRENT`,
    ['-1', '1.5', '1001', 'many', '0x10', '1e2', 'Infinity', 'NaN'],
    new RegExp(`^${prefix}_MAX_CONCURRENT is no whole number from 0 to 1000\\.$`),
  ],
  [
    `${prefix}_MAX_RETRIES`,
    ['11', '-0', '٣'],
    new RegExp(`^${prefix}_MAX_RETRIES is no whole number from 0 to 10\\.$`),
  ],
  [
    `${prefix}_TIMEOUT`,
    ['0', '0.05', '601', '30s', '1,5'],
    new RegExp(`^${prefix}_TIMEOUT is no number from 0\\.1 to 600\\.$`),
  ],
];

const badHeaderValues = ['two words', 'line\nbreak', 'ünïcode', '\u0000', '\u007f'];

const bad: readonly Bad[] = [
  ...badForAll('PWPUSH', 'Password Pusher', 'https://pwpush\\.com'),
  ...badForAll('PUSHGO', 'PushGo Gateway', 'https://push\\.example\\.com'),
  ...badForAll('PUSHARY', 'Pushary', 'https://pushary\\.com'),
  ...(['PWPUSH_API_TOKEN', 'PUSHGO_TOKEN', 'PUSHARY_API_KEY'] as const).map(
    (name): Bad => [
      name,
      badHeaderValues,
      new RegExp(`^${name} holds a space or another character that cannot be sent\\.$`),
    ],
  ),
  ['PWPUSH_API_EMAIL', ['two words', 'ü@example.org'], /^PWPUSH_API_EMAIL holds/],
  ['PWPUSH_API_VERSION', ['3', 'v3', 'latest'], /^PWPUSH_API_VERSION is none of auto, v1, v2\.$/],
  ['PUSHGO_TOOL_NAMES', ['dots', 'dotted,underscore'], /^PUSHGO_TOOL_NAMES is none of underscore, dotted\.$/],
  ['PUSHGO_LEGACY_PASSWORDS', ['a password'], /^PUSHGO_LEGACY_PASSWORDS is neither true nor false\.$/],
  [
    'PUSHGO_LEGACY_PASSWORDS',
    ['true', 'on'],
    /^PUSHGO_LEGACY_PASSWORDS needs PUSHGO_BASE_URL: the gateway that passwords go to\.$/,
  ],
  ['PUSH_MCP_READ_ONLY', ['-'], /^PUSH_MCP_READ_ONLY is neither/],
  ['PWPUSH_FILE_ROOT', ['/nowhere', '/ca.pem'], /^PWPUSH_FILE_ROOT is no folder that can be read\.$/],
  ['HTTPS_PROXY', ['socks5://proxy', 'proxy:3128', '://'], /^HTTPS_PROXY is no http or https address\.$/],
  ['HTTP_PROXY', ['proxy'], /^HTTP_PROXY is no http or https address\.$/],
  [
    'PUSH_MCP_TOOLSETS',
    ['pushery', 'pwpush,nothing', 'PWPUSH', 'pushgo,PushGo'],
    /^There is no toolset (?:pushery|nothing|PWPUSH|PushGo)\. There are: pwpush, pushgo, pushary\.$/,
  ],
  ...(['PWPUSH_ENABLED_TOOLS', 'PUSH_MCP_ENABLED_TOOLS'] as const).flatMap((name): Bad[] => [
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
  [
    'PUSHGO_ENABLED_TOOLS',
    ['pushgo_mesage_send', 'pushgo.message.send', 'pushgo_thing_*,Pushgo_message_send'],
    /^PUSHGO_ENABLED_TOOLS names \S+, which matches no tool\. Did you mean pushgo_message_send\?$/,
  ],
  // A glob for one service that matches tools of another one only
  ['PUSHGO_ENABLED_TOOLS', ['get_*', 'create_push'], /^PUSHGO_ENABLED_TOOLS names \S+, which matches no tool\.$/],
  ['PUSHARY_ENABLED_TOOLS', ['pushgo_*', 'create_push'], /^PUSHARY_ENABLED_TOOLS names \S+, which matches no tool\.$/],
  [
    'PUSHARY_ENABLED_TOOLS',
    ['ask_usr', 'ask.user', '*_flow,Ask_user'],
    /^PUSHARY_ENABLED_TOOLS names \S+, which matches no tool\. Did you mean ask_user\?$/,
  ],
  ['PWPUSH_ENABLED_TOOLS', ['pushgo_*'], /^PWPUSH_ENABLED_TOOLS names pushgo_\*, which matches no tool\.$/],
  ...(
    [
      ...(['PWPUSH_ENABLED_TOOLS', 'PUSHGO_ENABLED_TOOLS', 'PUSHARY_ENABLED_TOOLS'] as const),
      ...(['PUSH_MCP_ENABLED_TOOLS', 'PUSH_MCP_TOOLSETS'] as const),
    ] as const
  ).map((name): Bad => [name, [',', ' , ', ',,,'], new RegExp(`^${name} lists nothing\\.`)]),
];

describe.each(bad)('%s', (name, values, sentence) => {
  test.each(values.map((value) => [JSON.stringify(value).slice(0, 80), value]))(
    'of %s is the one problem',
    (_, value) => {
      expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(sentence)]);
    },
  );
});

test('all problems are told at once, and one that two services have is told once', () => {
  const environment = Object.fromEntries(bad.map(([name, [value]]) => [name, value]));
  // Of the entries for one variable the last is taken
  const names = new Set<string>(bad.map(([name]) => name));
  expect(names).toContain('HTTP_PROXY');
  const problems = problemsOf(environment, { logLevel: 'loud' });
  // One more for the flag, one less for the mode that needs a gateway: one is set, though to no address
  names.add('--log-level');
  names.delete('PUSHGO_LEGACY_PASSWORDS');
  expect(problems).toHaveLength(names.size);
  expect(new Set(problems).size).toBe(problems.length);
});

test('flags win over the environment, and of two switches for the same thing the stricter', () => {
  expect(configOf({ PUSH_MCP_READ_ONLY: 'false' }, { readOnly: true }).readOnly).toBe(true);
  expect(problemsOf({ PUSH_MCP_READ_ONLY: 'perhaps' }, { readOnly: true })).toHaveLength(1);
  expect(configOf({ PUSH_MCP_TOOLSETS: 'nothing' }, { toolsets: 'pwpush' }).toolsets).toEqual(['pwpush']);
  expect(configOf({ PUSH_MCP_TOOLSETS: 'pwpush' }, { toolsets: 'pushgo' }).toolsets).toEqual(['pushgo']);
  expect(configOf({ PUSH_MCP_READ_ONLY: '1' }).readOnly).toBe(true);
  expect(problemsOf({}, { logLevel: 'loud' })).toEqual(['--log-level is none of silent, error, warn, info, debug.']);
});

describe('warnings', () => {
  const PLAIN = 'PWPUSH_BASE_URL is plain http: anybody on the way can read what is sent';
  const PLAIN_GATEWAY = PLAIN.replace('PWPUSH', 'PUSHGO');
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
    [{ PUSHGO_BASE_URL: 'http://push.example' }, [`${PLAIN_GATEWAY}.`]],
    [{ PUSHGO_BASE_URL: 'http://push.example:6666', PUSHGO_TOKEN: 'abc' }, [`${PLAIN_GATEWAY}, the token included.`]],
    [{ PUSHGO_BASE_URL: 'http://127.0.0.1:6666', PUSHGO_TOKEN: 'abc' }, []],
    [{ PUSHGO_BASE_URL: 'https://push.example', PUSHGO_TOKEN: 'abc' }, []],
    [{ PUSHGO_TOKEN: 'abc' }, ['PUSHGO_TOKEN is sent nowhere: set PUSHGO_BASE_URL to the gateway it is for.']],
    [{ PUSHGO_BASE_URL: 'https://push.example', PUSHGO_LEGACY_PASSWORDS: 'false' }, []],
    [
      { PUSHGO_BASE_URL: 'https://push.example', PUSHGO_LEGACY_PASSWORDS: 'true' },
      ['PUSHGO_LEGACY_PASSWORDS is on: passwords of channels pass through the conversation, and the model sees them.'],
    ],
    [
      { PUSHGO_VERIFY_SSL: 'false', PWPUSH_VERIFY_SSL: 'false', PUSHGO_TOKEN: 'abc' },
      [
        'PWPUSH_VERIFY_SSL is off: anybody on the way can read and change what is sent, secrets and token included.',
        'PUSHGO_VERIFY_SSL is off: anybody on the way can read and change what is sent, secrets and token included.',
        'PUSHGO_TOKEN is sent nowhere: set PUSHGO_BASE_URL to the gateway it is for.',
      ],
    ],
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
  expect(configOf({ PUSH_MCP_READ_ONLY: 'true', PUSH_MCP_TOOLSETS: 'pwpush' }).setBy).toEqual({
    toolsets: 'PUSH_MCP_TOOLSETS',
    readOnly: 'PUSH_MCP_READ_ONLY',
  });
  expect(configOf({ PUSHGO_BASE_URL: 'https://push.example' }).setBy.toolsets).toBeUndefined();
  const config = { ...configOf({}, { toolsets: 'pwpush' }), toolsets: [] };
  expect(new Set(enableTools(config).off.values())).toEqual(new Set(['--toolsets']));
});

describe('toolsets', () => {
  const toolsetsOf = (environment: Environment, flags: Flags = {}, having = files) => {
    const resolved = resolveConfig(flags, environment, having);
    if ('problems' in resolved) throw new Error(resolved.problems.join('\n'));
    return resolved.config.toolsets;
  };

  test.each<Environment>([
    {},
    { PUSHGO_TOKEN: 'abc' },
    { PUSHGO_TOOL_NAMES: 'dotted' },
    { PUSHGO_READ_ONLY: 'true' },
    { PUSHGO_LEGACY_PASSWORDS: 'false' },
    { PWPUSH_BASE_URL: 'https://push.example' },
  ])('%j sets up pwpush alone', (environment) => {
    expect(toolsetsOf(environment)).toEqual(['pwpush']);
  });

  test.each<Environment>([
    { PUSHGO_BASE_URL: 'https://push.example' },
    { PUSHGO_CHANNELS_FILE: '/not/yet/there.json' },
    { PUSHGO_BASE_URL: 'https://push.example', PUSHGO_LEGACY_PASSWORDS: 'true' },
  ])('%j sets up pushgo as well', (environment) => {
    expect(toolsetsOf(environment)).toEqual(['pwpush', 'pushgo']);
  });

  test('a channel that was added sets up pushgo, wherever channels are kept', () => {
    expect(toolsetsOf({}, {}, withChannels)).toEqual(['pwpush', 'pushgo']);
    expect(toolsetsOf({ PUSHGO_CHANNELS_FILE: '/kept/channels.json' })).toEqual(['pwpush', 'pushgo']);
  });

  test('what is chosen is all there is, set up or not, in the order in which it is listed', () => {
    expect(toolsetsOf({ PUSH_MCP_TOOLSETS: 'pwpush', PUSHGO_BASE_URL: 'https://push.example' })).toEqual(['pwpush']);
    expect(toolsetsOf({ PUSH_MCP_TOOLSETS: 'pwpush' }, {}, withChannels)).toEqual(['pwpush']);
    expect(toolsetsOf({ PUSH_MCP_TOOLSETS: 'pushgo' })).toEqual(['pushgo']);
    expect(toolsetsOf({}, { toolsets: ' pushgo, pwpush,' })).toEqual(['pushgo', 'pwpush']);
  });

  test('the tools of a service are on where it is chosen, and those of both where both are', () => {
    const on = (toolset: string) => [...enableTools(configOf({}, { toolsets: toolset })).on.keys()];
    expect(on('pwpush')).toEqual(namesOf('pwpush'));
    expect(on('pushgo')).toEqual(namesOf('pushgo'));
    expect(on('pwpush,pushgo')).toEqual(namesOf('pwpush', 'pushgo'));
  });

  test('tools of a service that nobody set up are switched off by nobody', () => {
    const sorted = (...of: Toolset[]) => namesOf(...of).toSorted();
    const { on, off, idle } = enableTools(configOf({}));
    expect([[...on.keys()], [...off.keys()], [...idle.keys()].toSorted()]).toEqual([
      namesOf('pwpush'),
      [],
      sorted('pushgo', 'pushary'),
    ]);
    expect(new Set(idle.values())).toEqual(new Set(['pushgo', 'pushary']));
    const chosen = enableTools(configOf({ PUSH_MCP_TOOLSETS: 'pwpush' }));
    expect([[...chosen.on.keys()], [...chosen.off.keys()].toSorted(), chosen.idle.size]).toEqual([
      namesOf('pwpush'),
      sorted('pushgo', 'pushary'),
      0,
    ]);
    const both = enableTools(configOf({ PUSHGO_BASE_URL: 'https://push.example', PUSHGO_READ_ONLY: 'true' }));
    expect([...both.on.keys()]).toEqual([...namesOf('pwpush'), ...readingOf('pushgo')]);
    expect([...both.off.keys()]).toEqual(writingOf('pushgo'));
    expect([...both.idle.keys()]).toEqual(namesOf('pushary'));
    // Nothing that a service restricts counts while it is not set up
    expect(enableTools(configOf({ PUSHGO_READ_ONLY: 'true' })).off.size).toBe(0);
  });

  test('a restriction of one service leaves the other alone, one for all does not', () => {
    const off = (environment: Environment) =>
      enableTools(configOf({ PUSHGO_BASE_URL: 'https://push.example', ...environment })).off;
    const settings = (environment: Environment) => Object.fromEntries(off(environment));
    const writing = (names: string[], setting: string) => Object.fromEntries(names.map((name) => [name, setting]));
    const [pwpush, pushgo] = [writingOf('pwpush'), writingOf('pushgo')];
    expect(settings({})).toEqual({});
    expect(settings({ PWPUSH_READ_ONLY: 'true' })).toEqual(writing(pwpush, 'PWPUSH_READ_ONLY'));
    expect(settings({ PUSHGO_READ_ONLY: 'true' })).toEqual(writing(pushgo, 'PUSHGO_READ_ONLY'));
    expect(settings({ PUSH_MCP_READ_ONLY: 'true' })).toEqual(writing([...pwpush, ...pushgo], 'PUSH_MCP_READ_ONLY'));
    expect(Object.keys(settings({ PUSHGO_ENABLED_TOOLS: 'pushgo_message_send' }))).toEqual(
      namesOf('pushgo').filter((name) => name !== 'pushgo_message_send'),
    );
    expect([...off({ PUSH_MCP_ENABLED_TOOLS: 'get_*,pushgo_event_*' }).keys()]).toEqual(
      namesOf('pwpush', 'pushgo').filter((name) => !/^get_|^pushgo_event_/.test(name)),
    );
  });
});

describe('the channels file', () => {
  const fileOf = (environment: Environment) => configOf(environment).services.pushgo.own.CHANNELS_FILE;

  test('is the usual one unless a setting says otherwise, and is of PushGo alone', () => {
    expect(fileOf({})).toBe('/config/push-mcp/channels.json');
    expect(fileOf({ PUSHGO_BASE_URL: 'https://push.example' })).toBe('/config/push-mcp/channels.json');
    expect(fileOf({ PUSHGO_CHANNELS_FILE: '/kept.json' })).toBe('/kept.json');
    expect(configOf({ PUSHGO_CHANNELS_FILE: '/kept.json' }).services.pwpush.own).not.toHaveProperty('CHANNELS_FILE');
  });

  test('is known to be another than the usual one', () => {
    expect(configOf({}).services.pushgo.configured).toEqual([]);
    expect(configOf({ PUSHGO_CHANNELS_FILE: '/kept.json' }).services.pushgo.configured).toEqual(['CHANNELS_FILE']);
  });

  test.each(['kept.json', './kept.json', '../kept.json', '~/kept.json', '~'])('%s is a problem', (path) => {
    expect(problemsOf({ PUSHGO_CHANNELS_FILE: path })).toEqual([
      'PUSHGO_CHANNELS_FILE is no absolute path: what a client starts a server in is not known, and ~ is not resolved.',
    ]);
  });
});
