import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { Secret } from '../../src/policy/secret.ts';
import { book } from '../support/book.ts';
import { createCanaries } from '../support/canaries.ts';
import { buildProgram, type Ended, makeFolder, startProgram } from './programs.ts';
import { ALPHA, BETA, GATEWAY, sampleChannel } from './samples.ts';

const folder = makeFolder();
const canaries = createCanaries();
let command: string;
beforeAll(async () => {
  command = await buildProgram('command');
});

let path: string;
let files = 0;
beforeEach(() => {
  path = join(folder, `channels-${files++}.json`);
});

/** Runs the command with nothing to read; checks that no secret comes out. */
async function run(...args: readonly string[]): Promise<Ended> {
  const ended = await startProgram(command, args, { env: { PUSHGO_CHANNELS_FILE: path }, input: '' }).ended;
  expect(canaries.findIn(`${ended.stdout}${ended.stderr}`)).toEqual([]);
  return { ...ended, stdout: ended.stdout.replaceAll(path, 'PATH'), stderr: ended.stderr.replaceAll(path, 'PATH') };
}

/** Keeps channels: id, name, gateway, each with secrets of its own. */
async function keep(...channels: readonly (readonly [id: string, name: string | undefined, gateway: string])[]) {
  for (const [channelId, name, gateway] of channels) {
    const { name: _, ...sample } = sampleChannel({ channelId, gateway });
    const secrets = { password: new Secret(canaries.mint()), gatewayToken: new Secret(canaries.mint()) };
    await openChannelsFile(path, book).add({ ...sample, ...secrets, ...(name !== undefined && { name }) });
  }
}
const kept = () =>
  openChannelsFile(path, book)
    .list()
    .map(({ channelId, gateway }) => [channelId, gateway]);

describe('words that are not understood end with 2 and a sentence', () => {
  test.each<[string, readonly string[], string]>([
    ['none', [], 'Say what to do with channels: add, list, remove. Try push-mcp channels --help.'],
    [
      'a wrong command',
      ['lst'],
      'That is none of the commands: add, list, remove. Did you mean list? Try push-mcp channels --help.',
    ],
    [
      'a flag that is near one',
      ['add', '--gatway=x'],
      'There is no such flag. Did you mean --gateway? Try push-mcp channels --help.',
    ],
    ['a short flag', ['add', '-x'], 'There is no such flag. Try push-mcp channels --help.'],
    ['a flag of another command', ['list', '--gateway', GATEWAY], 'push-mcp channels list takes no --gateway.'],
    ['a flag without its value', ['add', '--gateway'], '--gateway needs a value: --gateway=….'],
    [
      'a flag that would take the next for its value',
      ['add', '--file', '--password-stdin'],
      '--file needs a value: --file=….',
    ],
    ['an empty value', ['list', '--file='], '--file needs a value: --file=….'],
    ['a value for a switch', ['list', '--json=yes'], '--json takes no value.'],
    ['too many words for list', ['list', 'all'], 'push-mcp channels list takes no further word.'],
    [
      'too many words for remove',
      ['remove', 'Alpha', 'alerts'],
      'push-mcp channels remove takes one channel; put a name with spaces in quotes.',
    ],
    ['remove without a channel', ['remove'], 'Say which channel: push-mcp channels remove ID, or its name in quotes.'],
  ])('%s', async (_, args, want) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: '', stderr: `${want}\n` });
  });

  const secret = canaries.mint();
  test.each<[string, readonly string[]]>([
    ['--password', ['add', ALPHA, '--password', secret]],
    ['--password=', ['add', ALPHA, `--password=${secret}`]],
    ['--pass', ['add', ALPHA, `--pass=${secret}`]],
    ['-p', ['add', ALPHA, '-p', secret]],
    ['-pVALUE', ['add', ALPHA, `-p${secret}`]],
    ['--token', ['add', ALPHA, '--token', secret]],
    ['--gateway-token', ['add', ALPHA, `--gateway-token=${secret}`]],
    ['--channel-secret, before the command', [`--channel-secret=${secret}`, 'add']],
  ])('a secret behind %s, with what to do instead', async (_, args) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Passwords and tokens do not go on the command line.* pipe it into --password-stdin\.\n$/);
  });

  test('a secret as a second word of add, with what to do instead', async () => {
    const { code, stdout, stderr } = await run('add', ALPHA, secret);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^add takes one word, the channel id\. Passwords and tokens do not go on the command line.* pipe it into --password-stdin\.\n$/,
    );
  });

  test.each<[string, readonly string[]]>([
    ['as a command', [secret]],
    ['as a flag', ['add', `--${secret}`]],
    ['as a short flag', ['add', `-${secret}`]],
    ['as a second word', ['add', ALPHA, secret]],
    ['as an id', ['add', secret, '--password-stdin', `--gateway=${GATEWAY}`]],
    ['as a switch', ['add', `--password-stdin=${secret}`]],
    ['as a word of list', ['list', secret]],
    ['as an address', ['add', ALPHA, '--password-stdin', `--gateway=${secret}`]],
    ['as an address to remove from', ['remove', ALPHA, `--gateway=${secret}`]],
  ])('a secret in the wrong place is not repeated: %s', async (_, args) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: '' });
  });
});

test.each([['--help'], ['-h'], ['add', '--help'], ['remove', '-h']])('%s %s prints the usage', async (...args) => {
  const { code, stdout, stderr } = await run(...args.filter((word) => word !== undefined));
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^push-mcp channels: [\s\S]*\n$/);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  for (const word of ['add', 'list', 'remove', '--gateway', '--password-stdin', '--json', '--file', '--help'])
    expect(stdout).toContain(word);
});

describe('list', () => {
  test('says how to add one where there is none', async () => {
    const want = 'No channel is kept in PATH. Add one with: push-mcp channels add\n';
    expect(await run('list')).toMatchObject({ code: 0, stdout: want, stderr: '' });
    expect(await run('list', '--json')).toMatchObject({ code: 0, stdout: '[]\n', stderr: '' });
  });

  test('shows a table without passwords', async () => {
    await keep([ALPHA, 'Alpha alerts', GATEWAY], [BETA, undefined, 'http://127.0.0.1:6666']);
    expect((await run('list')).stdout).toMatchInlineSnapshot(`
      "NAME          CHANNEL                     GATEWAY                   ADDED
      Alpha alerts  AZY7G6ZM7GKK8YR8J2KPM6RAB8  https://push.example.com  2026-01-02
      -             06J0FZG1Y8XGG14VTQ4Y3G10MR  http://127.0.0.1:6666     2026-01-02
      "
    `);
  });

  test('shows JSON without passwords', async () => {
    await keep([ALPHA, 'Alpha alerts', GATEWAY], [BETA, undefined, GATEWAY]);
    expect((await run('list', '--json')).stdout).toMatchInlineSnapshot(`
      "[
        {
          "channel_id": "AZY7G6ZM7GKK8YR8J2KPM6RAB8",
          "name": "Alpha alerts",
          "gateway": "https://push.example.com",
          "added_at": "2026-01-02T03:04:05.000Z"
        },
        {
          "channel_id": "06J0FZG1Y8XGG14VTQ4Y3G10MR",
          "name": null,
          "gateway": "https://push.example.com",
          "added_at": "2026-01-02T03:04:05.000Z"
        }
      ]
      "
    `);
  });

  test('fails with a sentence on a file that others can read', async () => {
    writeFileSync(path, `{"password":"${canaries.mint()}"}`);
    chmodSync(path, 0o640);
    expect(await run('list')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^PATH can be read or/),
    });
  });

  test('takes a file by flag before that of the environment', async () => {
    await keep([ALPHA, 'Alpha alerts', GATEWAY]);
    expect((await run('list', `--file=${join(folder, 'another.json')}`)).stdout).toMatch(
      /^No channel is kept in .*another\.json\./,
    );
  });
});

describe('remove', () => {
  beforeEach(() => keep([ALPHA, 'Alpha alerts', GATEWAY], [BETA, 'Beta', GATEWAY]));

  test.each([ALPHA, ALPHA.toLowerCase(), 'azy7g-6zm7g-kk8yr-8j2kp-m6rab-8', 'Alpha alerts'])('by %s', async (word) => {
    const stdout = `Removed Alpha alerts (${ALPHA}) on ${GATEWAY}.\n`;
    expect(await run('remove', word)).toMatchObject({ code: 0, stdout, stderr: '' });
    expect(kept()).toEqual([[BETA, GATEWAY]]);
  });

  test('by a name in another spelling removes nothing, and the word is not repeated', async () => {
    for (const word of ['alpha alerts', 'Alpha', canaries.mint(), '06J0FZG1Y8XGG14VTQ4Y3G10MM']) {
      expect(await run('remove', word)).toMatchObject({
        code: 1,
        stderr: 'No kept channel has that id or name there. push-mcp channels list shows those that are kept.\n',
      });
    }
    expect(kept()).toHaveLength(2);
  });

  test('of what is meant twice is refused with what to type, and done with it', async () => {
    await keep([ALPHA, 'Beta', 'http://127.0.0.1:6666']);
    expect(await run('remove', ALPHA)).toMatchObject({
      code: 1,
      stderr: `More than one kept channel has that id or name. Say which:
  push-mcp channels remove ${ALPHA} --gateway=${GATEWAY}
  push-mcp channels remove ${ALPHA} --gateway=http://127.0.0.1:6666
`,
    });
    expect((await run('remove', 'Beta')).stderr).toContain(`remove ${BETA} --gateway=${GATEWAY}\n`);
    expect(kept()).toHaveLength(3);
    expect((await run('remove', ALPHA, '--gateway=http://127.0.0.1:6666/')).code).toBe(0);
    expect(kept()).toEqual([
      [ALPHA, GATEWAY],
      [BETA, GATEWAY],
    ]);
  });

  test('on a gateway that it is not kept for removes nothing', async () => {
    expect((await run('remove', ALPHA, '--gateway=https://other.example.com')).code).toBe(1);
    expect(kept()).toHaveLength(2);
  });

  test('prefers an id to a name that looks like one', async () => {
    await keep(['00000000000000000000000000', BETA, GATEWAY]);
    await run('remove', BETA);
    expect(kept().map(([id]) => id)).toEqual([ALPHA, '00000000000000000000000000']);
  });
});
