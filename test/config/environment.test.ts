import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { readFlags } from '../../src/config/flags.ts';
import { inFile, secretVariables, variables } from '../../src/config/variables.ts';

const names = [...variables, ...secretVariables.map(({ name }) => ({ name: inFile(name) }))].map(({ name }) => name);

const inBraces = (name: string) => `$${'{'}${name}}`;

test('every variable of ours is read and trimmed, and nothing else', () => {
  const all = Object.fromEntries(names.map((name) => [name, `  ${name.toLowerCase()}\n`]));
  const { environment, warnings } = readEnvironment({
    ...all,
    HOME: '/root',
    PATH: '/bin',
    AWS_SECRET_ACCESS_KEY: 'x',
    pwpush_base_url: 'x',
    pushgo_token: 'x',
    PUSHGOTOKEN: 'x',
    PUSHARYKEY: 'x',
  });
  expect(environment).toEqual(Object.fromEntries(names.map((name) => [name, name.toLowerCase()])));
  expect(warnings).toEqual([]);
});

test.each([
  undefined,
  '',
  '   ',
  '<UNKNOWN>',
  ' <UNKNOWN> ',
  inBraces('PWPUSH_API_TOKEN'),
  inBraces('user_config.token'),
  inBraces(''),
])('%j counts as unset', (value) => {
  expect(readEnvironment({ PWPUSH_API_TOKEN: value, PWPUSH_TOKN: value })).toEqual({ environment: {}, warnings: [] });
});

test('each service has the common settings under its own prefix, and a meaning for each', () => {
  const common = (prefix: string) =>
    variables.flatMap(({ name, setting: { meaning } }) =>
      /_(?:VERIFY_SSL|CA_BUNDLE|READ_ONLY|ENABLED_TOOLS|AUDIT_LOG|MAX_CONCURRENT|MAX_RETRIES|TIMEOUT)$/.test(name) &&
      name.startsWith(prefix)
        ? [[name.slice(prefix.length), meaning]]
        : [],
    );
  expect(common('PUSHGO_')).toHaveLength(8);
  expect(common('PUSHGO_')).toEqual(common('PWPUSH_'));
  expect(common('PUSHARY_')).toEqual(common('PWPUSH_'));
  expect(variables.filter(({ setting }) => setting.meaning.length < 10)).toEqual([]);
});

test('what only looks like a placeholder is a value', () => {
  for (const value of ['UNKNOWN', '<unknown>', `a${inBraces('b')}`, `${inBraces('a')}b`, '$TOKEN']) {
    expect(readEnvironment({ PWPUSH_API_TOKEN: value }).environment.PWPUSH_API_TOKEN).toBe(value);
  }
});

test.each([
  ['PWPUSH_TOKEN', 'PWPUSH_TOKEN is no setting and was ignored. Did you mean PWPUSH_API_TOKEN?'],
  ['PWPUSH_READONLY', 'PWPUSH_READONLY is no setting and was ignored. Did you mean PWPUSH_READ_ONLY?'],
  ['PUSH_MCP_TOOLSET', 'PUSH_MCP_TOOLSET is no setting and was ignored. Did you mean PUSH_MCP_TOOLSETS?'],
  ['PWPUSH_X', 'PWPUSH_X is no setting and was ignored.'],
  ['PUSHGO_BASEURL', 'PUSHGO_BASEURL is no setting and was ignored. Did you mean PUSHGO_BASE_URL?'],
  ['PUSHGO_CHANNEL_FILE', 'PUSHGO_CHANNEL_FILE is no setting and was ignored. Did you mean PUSHGO_CHANNELS_FILE?'],
  [
    'PUSHGO_LEGACY_PASSWORD',
    'PUSHGO_LEGACY_PASSWORD is no setting and was ignored. Did you mean PUSHGO_LEGACY_PASSWORDS?',
  ],
  ['PUSHGO_TOOLNAMES', 'PUSHGO_TOOLNAMES is no setting and was ignored. Did you mean PUSHGO_TOOL_NAMES?'],
  // What all names begin with makes no two alike
  ['PUSHGO_PASSWORD', 'PUSHGO_PASSWORD is no setting and was ignored.'],
  ['PUSHGO_X', 'PUSHGO_X is no setting and was ignored.'],
  // What is nearest has to be a setting of the same service
  ['PUSHGO_API_TOKEN', 'PUSHGO_API_TOKEN is no setting and was ignored. Did you mean PUSHGO_TOKEN?'],
  ['PUSHGO_FILE_ROOT', 'PUSHGO_FILE_ROOT is no setting and was ignored.'],
  ['PUSHGO_API_EMAIL', 'PUSHGO_API_EMAIL is no setting and was ignored.'],
])('%s is ignored aloud', (name, warning) => {
  const { environment, warnings } = readEnvironment({ [name]: 'a value that stays unsaid' });
  expect(environment).toEqual({});
  expect(warnings).toEqual([warning]);
});

test('a placeholder counts as unset for proxies as well, and the other spelling is looked at', () => {
  for (const value of ['<UNKNOWN>', '  ', inBraces('user_config.proxy')]) {
    expect(readEnvironment({ HTTPS_PROXY: value, HTTP_PROXY: value, NO_PROXY: value }).environment).toEqual({});
    expect(readEnvironment({ HTTPS_PROXY: ' http://a ', https_proxy: value }).environment).toEqual({
      HTTPS_PROXY: 'http://a',
    });
  }
});

test('names of Object.prototype are no settings', () => {
  expect(readEnvironment({ constructor: 'x', toString: 'x', __proto__: 'x' } as never)).toEqual({
    environment: {},
    warnings: [],
  });
});

test('proxies are read in either case, the lower one first', () => {
  expect(
    readEnvironment({
      HTTPS_PROXY: 'http://a',
      https_proxy: 'http://b',
      no_proxy: 'c',
      HTTP_PROXY: 'http://d',
      ALL_PROXY: 'http://e',
    }).environment,
  ).toEqual({
    HTTPS_PROXY: 'http://b',
    NO_PROXY: 'c',
    HTTP_PROXY: 'http://d',
  });
  expect(readEnvironment({ HTTPS_PROXY: 'http://a', https_proxy: '' }).environment.HTTPS_PROXY).toBe('http://a');
});

test.each([
  [[], {}],
  [['--read-only'], { readOnly: true }],
  [['--toolsets=pwpush', '--log-level', 'debug'], { toolsets: 'pwpush', logLevel: 'debug' }],
  [['--toolsets', 'pwpush,pushgo'], { toolsets: 'pwpush,pushgo' }],
  [['--sandbox'], { sandbox: '' }],
  [['--sandbox=1.60.0'], { sandbox: '1.60.0' }],
  [['--sandbox', '--read-only'], { sandbox: '', readOnly: true }],
  [['-h'], { help: true }],
  [['-v', '--help'], { version: true, help: true }],
  [['-hv'], { version: true, help: true }],
])('the command line %j is understood', (argv, flags) => {
  expect(readFlags(argv)).toEqual({ flags, problems: [] });
});

test('every word that is no flag is a problem of its own, with a suggestion and without its value', () => {
  const { problems } = readFlags([
    '--readonly',
    '--loglevel=debug',
    '--read-only=yes',
    '--toolsets',
    '--log-level',
    '--sandbox',
    'serve',
    '--constructor',
    '-x',
    '--listen=8000',
    '--\u001b[31m',
    '--token=hunter2hunter2',
    '--',
    '--read-only',
  ]);
  expect(problems).toMatchInlineSnapshot(`
    [
      "There is no flag --readonly. Did you mean --read-only? Try --help.",
      "There is no flag --loglevel. Did you mean --log-level? Try --help.",
      "--read-only takes no value.",
      "--toolsets needs a value: --toolsets=….",
      "--log-level needs a value: --log-level=….",
      "One word is no flag. The only command is \`channels\`, and it comes first. Try --help.",
      "There is no flag --constructor. Try --help.",
      "There is no flag -x. Try --help.",
      "There is no flag --listen. Try --help.",
      "There is no flag --?[31m. Try --help.",
      "There is no flag --token. Try --help.",
      "One word is no flag. The only command is \`channels\`, and it comes first. Try --help.",
    ]
  `);
  expect(problems.join()).not.toMatch(/hunter2|serve|\p{Cc}/u);
});

test.each([
  [['-ptoken'], ['There is no flag -p. Try --help.']],
  [['-read-only'], ['There is no flag -r. Did you mean --read-only? Try --help.']],
  [['-hunter2'], ['There is no flag -u. Try --help.']],
  [
    ['-h-', '--read-only=no'],
    ['There is no flag -?. Try --help.', '--read-only takes no value.'],
  ],
  [
    ['-ab', '-cd'],
    ['There is no flag -a. Try --help.', 'There is no flag -c. Try --help.'],
  ],
])('%j is one problem a word, of which no more than a letter is told', (argv, problems) => {
  expect(readFlags(argv).problems).toEqual(problems);
});

test.each(['1.60.0', '2.11.4', 'commercial'])('--sandbox %s is told how it is written', (release) => {
  expect(readFlags(['--sandbox', release]).problems).toEqual([
    `The release belongs to the flag: write --sandbox=${release}.`,
  ]);
});

test('a command that is not the first word is told where it belongs, and what follows it is not repeated', () => {
  expect(readFlags(['--read-only', 'channels', 'hunter2hunter2']).problems).toEqual([
    'One word is no flag. The only command is `channels`, and it comes first. Try --help.',
    'One word is no flag. The only command is `channels`, and it comes first. Try --help.',
  ]);
});

test('a flag without its value swallows no other flag', () => {
  expect(readFlags(['--log-level', '--read-only', '--toolsets', '--reed-only'])).toEqual({
    flags: { readOnly: true },
    problems: [
      '--log-level needs a value: --log-level=….',
      '--toolsets needs a value: --toolsets=….',
      'There is no flag --reed-only. Did you mean --read-only? Try --help.',
    ],
  });
  expect(readFlags(['--log-level=', '--toolsets', '']).problems).toHaveLength(2);
});
