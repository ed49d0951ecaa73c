// What stands in the place of a credential where a template was not filled in, or a value was lost on the way.
import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import type { Files } from '../../src/config/files.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { inFile, secretVariables } from '../../src/config/variables.ts';
import { run } from '../process/run.ts';

const KEY = 'pk_0123456789abcdef.sk_fedcba9876543210';
const names = secretVariables.map(({ name }) => name);
const inBraces = (name: string) => `$${'{'}${name}}`;

/** @param texts of files, by path, and of the person's own file of credentials under `own` */
function resolve(env: Record<string, string>, texts: Readonly<Record<string, string>> = {}) {
  const files: Files = {
    ...{ isCertificates: () => true, isFolder: () => true, exists: () => false, folder: '/nowhere' },
    readText: (path) => texts[path],
    credentials: () => (texts.own === undefined ? undefined : { path: 'credentials.json', text: texts.own }),
  };
  return resolveConfig({}, readEnvironment(env).environment, files);
}

function resolved(...args: Parameters<typeof resolve>) {
  const found = resolve(...args);
  if ('problems' in found) throw new Error(found.problems.join('\n'));
  const credentials = Object.values(found.credentials).flatMap((of) => Object.values(of).map((one) => one?.reveal()));
  return { warnings: found.config.warnings, credentials, config: found.config };
}

const problems = (...args: Parameters<typeof resolve>) => {
  const found = resolve(...args);
  return 'problems' in found ? found.problems : [];
};

const warning = (name: string) => `${name} is a placeholder that nobody has filled in, and counts as unset.`;

const templates = [
  ...['{{TOKEN}}', '{{ token }}', '{{{TOKEN}}}', '{TOKEN}', inBraces('TOKEN'), inBraces('env:TOKEN'), inBraces('')],
  ...['$TOKEN', '$_TOKEN_1', '$env:TOKEN', '$(TOKEN)', '((token))', '#{TOKEN}#', '%TOKEN%', '%%TOKEN%%', '__TOKEN__'],
  ...['@TOKEN@', '@@TOKEN@@', '!TOKEN!', '<token>', '<your token>', '<%= token %>', '[TOKEN]', ' {{TOKEN}} '],
];
const words = [
  ...['your-token', 'your token', 'YOUR_API_TOKEN', 'your-api-key-here', 'yourtoken', 'Your Token Here', '$api_token'],
  ...['changeme', 'change-me', 'CHANGE_ME', 'change.me!', 'replace-me', 'REPLACE_WITH_YOUR_TOKEN', 'insert token here'],
  ...['xxx', 'XXXXXXXX', 'xxxx-xxxx-xxxx', 'pk_xxx.sk_xxx', 'pk_….sk_…', '...', '…', '***', '••••', 'TODO'],
  ...['<paste your key>', 'token-here', 'placeholder', 'you@example.com', 'your-email@example.com', 'pk_your.sk_key'],
];

describe('a placeholder counts as unset, with a warning that does not repeat it:', () => {
  test.each([...templates, ...words])('%j', (value) => {
    for (const name of names)
      expect(resolved({ [name]: value }), name).toMatchObject({ credentials: [], warnings: [warning(name)] });
  });

  test.each([...templates, ...words])('%j in a file', (value) => {
    const env = { PWPUSH_API_TOKEN_FILE: '/secret' };
    expect(resolved(env, { '/secret': `${value}\n` })).toMatchObject({
      credentials: [],
      warnings: [warning('PWPUSH_API_TOKEN')],
    });
    const own = JSON.stringify({ PUSHARY_API_KEY: value });
    expect(resolved({}, { own })).toMatchObject({ credentials: [], warnings: [warning('PUSHARY_API_KEY')] });
  });

  test.each(templates)('%j for the path of a file', (value) => {
    for (const name of names)
      expect(resolved({ [inFile(name)]: value })).toMatchObject({
        credentials: [],
        warnings: [warning(inFile(name))],
        config: { keptFiles: ['/nowhere/channels.json', '/nowhere/credentials.json'] },
      });
  });
});

test('a placeholder hides no credential that is kept in a file, and sets no service up', () => {
  const own = JSON.stringify({ PWPUSH_API_TOKEN: 'kept-in-the-file' });
  expect(resolved({ PWPUSH_API_TOKEN: 'your-token' }, { own }).credentials).toEqual(['kept-in-the-file']);
  const both = { PWPUSH_API_TOKEN: '{{TOKEN}}', PWPUSH_API_TOKEN_FILE: '/secret' };
  expect(resolved(both, { '/secret': 'in-a-file' }).credentials).toEqual(['in-a-file']);
  expect(resolved({ PUSHARY_API_KEY: '{{KEY}}' }).config.toolsets).toEqual(['pwpush']);
});

test('the word of orchestrators for an optional value that nobody set needs no warning', () => {
  for (const name of names)
    expect(resolved({ [name]: ' <UNKNOWN> ' })).toMatchObject({ credentials: [], warnings: [] });
});

describe('what cannot be a credential is a problem that names the variable and does not repeat the value:', () => {
  const quoted = ['"canary-abc"', "'canary-abc'", '`canary-abc`', '“canary-abc”', '"{{CANARY}}"', '""', "''"];
  test.each(quoted)('%s, quoted as a whole', (value) => {
    for (const name of names)
      expect(problems({ [name]: value })).toEqual([`${name} stands in quotation marks as a whole. Leave them out.`]);
    expect(problems({}, { own: JSON.stringify({ PUSHGO_TOKEN: value }) })).toHaveLength(1);
    expect(problems({ PUSHGO_TOKEN_FILE: '/secret' }, { '/secret': `${value}\n` })).toHaveLength(1);
  });

  test.each(['null', 'NULL', 'undefined', 'None', 'nil', 'NaN', 'n/a', 'false'])('%s, a word for nothing', (value) => {
    for (const name of names)
      expect(problems({ [name]: value })).toEqual([
        `${name} is a word for nothing. Leave the setting out, or set it to the credential.`,
      ]);
  });

  test('the program says so and does not start', async () => {
    const { code, stdout, stderr } = await run([], { PWPUSH_API_TOKEN: '"canary-abc"' });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('PWPUSH_API_TOKEN stands in quotation marks');
    expect(stderr).not.toContain('canary');
  });
});

test.each([
  'abc',
  '$ecret4Me',
  'a"b',
  '"half',
  'my-token',
  'the-token',
  'token',
  'secret',
  'xx',
  'x-y',
  '{half',
  'yours7',
  'nullify',
])('%j is a credential', (value) => {
  expect(resolved({ PWPUSH_API_TOKEN: value })).toMatchObject({ credentials: [value], warnings: [] });
});

test('the form of a key is that of a key', () => {
  expect(resolved({ PUSHARY_API_KEY: KEY })).toMatchObject({ credentials: [KEY], warnings: [] });
});

test('the sandbox starts without a word of it', async () => {
  const { code, stderr } = await run(['--sandbox'], { PWPUSH_API_TOKEN: '{{TOKEN}}', PUSHGO_TOKEN: '"quoted"' });
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/TOKEN|"level":"warn"/)]);
});
