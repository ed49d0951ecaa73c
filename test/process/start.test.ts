import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { variables } from '../../src/config/variables.ts';
import { namesOf, toolsets } from '../support/lists.ts';
import { callTool, handshake, listTools, run, start } from './run.ts';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

test('--version says the version on stdout and ends with 0', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  expect((await run(['-v'])).stdout).toBe(`${version}\n`);
});

test('--help names every flag and variable on stdout and ends with 0', async () => {
  const { code, stdout, stderr } = await run(['--help']);
  expect([code, stderr]).toEqual([0, '']);
  for (const word of ['--sandbox', '--read-only', '--log-level', '--toolsets', 'push-mcp channels'])
    expect(stdout).toContain(word);
  const told = [...stdout.matchAll(/^ {2}(P\w+) {2,}\S/gm)].map(([, name]) => name);
  expect(told).toEqual(variables.map(({ name }) => name));
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('--help into a pipe that nobody reads makes no noise', async () => {
  const { child, ended } = start(['--help']);
  child.stdout.destroy();
  expect((await ended).stderr).toBe('');
});

describe('a bad configuration', () => {
  const bad = {
    PWPUSH_BASE_URL: 'https://user:hunter2secret@pwpush.example/path',
    PWPUSH_API_TOKEN: 'a token with spaces',
    PWPUSH_API_VERSION: 'v3',
    PWPUSH_TIMEOUT: 'soon',
    PWPUSH_MAX_RETRIES: '-1',
    PWPUSH_READ_ONLY: 'perhaps',
    PWPUSH_FILE_ROOT: '/no/such/folder',
    PWPUSH_CA_BUNDLE: '/no/such/file',
    PUSHGO_BASE_URL: 'https://user:hunter2secret@push.example/path',
    PUSHGO_TOKEN: 'a token with spaces',
    PUSHGO_TIMEOUT: 'soon',
    PUSHGO_TOOL_NAMES: 'dots',
    PUSHGO_LEGACY_PASSWORDS: 'perhaps',
    PUSHGO_CA_BUNDLE: '/no/such/file',
    PUSH_MCP_TOOLSETS: 'pwpush,nonsense',
    HTTPS_PROXY: 'somebody:hunter2secret@proxy',
  };

  test('ends it with 2 and every problem on stderr, nothing on stdout, and no value of a credential', async () => {
    const { code, stdout, stderr } = await run([], bad);
    expect([code, stdout]).toEqual([2, '']);
    const problems = stderr.trimEnd().split('\n');
    expect(problems.shift()).toBe('push-mcp cannot start:');
    expect(problems).toHaveLength(Object.keys(bad).length);
    for (const name of Object.keys(bad)) {
      expect(stderr, name).toContain(name === 'PUSH_MCP_TOOLSETS' ? 'toolset nonsense' : name);
    }
    expect(stderr).not.toMatch(/hunter2secret|a token with spaces/);
  });

  test('ends it in the sandbox as well', async () => {
    const { code, stdout, stderr } = await run(['--sandbox'], { PWPUSH_TIMEOUT: 'soon' });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('PWPUSH_TIMEOUT');
  });

  test('is told together with wrong words, a release that is none, and variables that are none of ours', async () => {
    const { code, stdout, stderr } = await run(['-ptoken', 'serve', '--sandbox=1.0', '--read-onyl'], {
      PWPUSH_TIMEOUT: 'soon',
      PWPUSH_TOKEN: 'hunter2hunter2',
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatchInlineSnapshot(`
      "push-mcp cannot start:
        - There is no flag -p. Try --help.
        - One word is no flag. The only command is \`channels\`, and it comes first. Try --help.
        - There is no flag --read-onyl. Did you mean --read-only? Try --help.
        - --sandbox knows 2.11.4, 1.60.0, commercial, and nothing else.
        - PWPUSH_TIMEOUT is no number from 0.1 to 600.
      Besides:
        - PWPUSH_TOKEN is no setting and was ignored. Did you mean PWPUSH_API_TOKEN?
      "
    `);
  });

  test.each([
    ['--read-onyl', 'Did you mean --read-only?'],
    ['serve', 'The only command is `channels`'],
    ['--sandbox=1.0', 'knows 2.11.4, 1.60.0, commercial'],
    ['--log-level=loud', 'silent, error, warn, info, debug'],
  ])('on the command line (%s) ends it with 2', async (flag, sentence) => {
    const { code, stdout, stderr } = await run([flag]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});

test('a misspelt variable is told on stderr and stops nothing', async () => {
  const { code, stdout, stderr } = await run([], { PWPUSH_TIMEOUTS: '5' });
  expect([code, stdout]).toEqual([0, '']);
  expect(stderr).toContain('PWPUSH_TIMEOUTS is no setting and was ignored. Did you mean PWPUSH_TIMEOUT?');
});

test('what is allowed and yet risky is told on stderr, for each service', async () => {
  const { code, stdout, stderr } = await run([], {
    PWPUSH_VERIFY_SSL: 'false',
    PUSHGO_BASE_URL: 'http://push.example:6666',
    PUSHGO_TOKEN: 'hunter2hunter2',
    PUSHGO_LEGACY_PASSWORDS: 'true',
    PUSHGO_TOKENS: 'x',
  });
  expect([code, stdout]).toEqual([0, '']);
  const lines = stderr.trimEnd().split('\n');
  const warnings = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 'warn');
  expect(warnings.map(({ msg }) => msg)).toMatchInlineSnapshot(`
    [
      "PUSHGO_TOKENS is no setting and was ignored. Did you mean PUSHGO_TOKEN?",
      "PWPUSH_VERIFY_SSL is off: anybody on the way can read and change what is sent, secrets and token included.",
      "PUSHGO_BASE_URL is plain http: anybody on the way can read what is sent, the token included.",
      "PUSHGO_LEGACY_PASSWORDS is on: passwords of channels pass through the conversation, and the model sees them.",
    ]
  `);
  expect(stderr).not.toContain('hunter2');
});

test('globs that leave no tool are told on stderr', async () => {
  const { code, stderr } = await run(['--read-only'], { PWPUSH_ENABLED_TOOLS: 'create_push' });
  expect(code).toBe(0);
  expect(stderr).toContain('No tool is on');
});

test.each(['', '=1.60.0'])('--sandbox%s is reached whatever is set for another instance', async (release) => {
  const server = start([`--sandbox${release}`], {
    HTTP_PROXY: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'no address',
    PWPUSH_API_VERSION: 'v3',
    PWPUSH_BASE_URL: 'https://pwpush.example/path',
    PWPUSH_API_TOKEN: 'two words',
    PWPUSH_CA_BUNDLE: '/no/such/file',
    PWPUSH_VERIFY_SSL: 'false',
    PUSHGO_BASE_URL: 'https://push.example/path',
    PUSHGO_TOKEN: 'two words',
    PUSHGO_CHANNELS_FILE: '/no/such/file',
    PUSHGO_CA_BUNDLE: '/no/such/file',
    PUSHGO_VERIFY_SSL: 'false',
  });
  server.send(...handshake, listTools, callTool(3, 'list_active_pushes', {}));
  expect((await server.answer(2)).result).toHaveProperty('tools.length', namesOf(...toolsets).length);
  expect((await server.answer(3)).result).not.toHaveProperty('isError');
  server.send(callTool(4, 'pushgo_message_send', { title: 'A title' }));
  expect((await server.answer(4)).result).toMatchObject({ structuredContent: { accepted: true } });
  server.child.stdin.end();
  const { code, stderr } = await server.ended;
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('VERIFY_SSL')]);
});

test('--read-only is named where it switches tools off', async () => {
  const server = start(['--read-only']);
  server.send(...handshake, callTool(3, 'create_push', { payload: 'x' }));
  expect(JSON.stringify(await server.answer(1))).toContain('Switched off by --read-only: create_push, expire_push.');
  expect(JSON.stringify(await server.answer(3))).toContain('create_push is switched off by --read-only.');
  server.child.stdin.end();
  await server.ended;
});

test.each<[string, string[]]>([
  ['pwpush', namesOf('pwpush')],
  ['pushgo', namesOf('pushgo')],
  ['pwpush,pushgo', namesOf('pwpush', 'pushgo')],
])('--toolsets=%s lists the tools of those, whatever the environment says', async (chosen, names) => {
  const server = start([`--toolsets=${chosen}`], { PUSH_MCP_TOOLSETS: 'pwpush' });
  server.send(...handshake, listTools);
  const { tools } = (await server.answer(2)).result as { tools: { name: string }[] };
  expect(tools.map(({ name }) => name)).toEqual(names);
  server.child.stdin.end();
  expect((await server.ended).code).toBe(0);
});
