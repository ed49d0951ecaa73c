import { execFile, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { book } from '../support/book.ts';
import { buildProgram, makeFolder } from './programs.ts';
import { RECORDED_PASSWORD, RECORDED_TOKEN, startRecordedGateway, WRONG_PASSWORD } from './recorded-gateway.ts';
import { ALPHA } from './samples.ts';

const hasPty = spawnSync('python3', ['-c', 'import pty']).status === 0;
const folder = makeFolder();
let command: string;
beforeAll(async () => {
  command = await buildProgram('command');
});

let path: string;
let files = 0;
beforeEach(() => {
  path = join(folder, `channels-${files++}.json`);
});

/** Waits for a text, or until a file is there. */
type Step = { readonly wait: string; readonly file?: string } & (
  | { readonly send: string }
  | { readonly signal: string }
);

interface Outcome {
  readonly output: string;
  readonly code: number;
  readonly echoes: readonly boolean[];
  readonly restored: boolean;
}

/** Answers the questions of `push-mcp channels add` on a terminal; checks that no secret shows on it. */
const add = (args: readonly string[], steps: readonly Step[]) =>
  onTerminal([process.execPath, command, 'add', `--file=${path}`, ...args], steps);

async function onTerminal(argv: readonly string[], steps: readonly Step[]): Promise<Outcome> {
  const task = { argv, steps, env: { PATH: process.env.PATH, TERM: 'xterm' } };
  const text = await new Promise<string>((resolve, reject) => {
    const python = execFile('python3', [fileURLToPath(new URL('terminal.py', import.meta.url))], (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    python.stdin?.end(JSON.stringify(task));
  });
  const outcome = JSON.parse(text) as Outcome;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor
  const output = outcome.output.replaceAll(/\u001b\[\d*[GJK]/g, '').replaceAll(/\r+\n/g, '\n');
  expect(output).not.toMatch(/canary/i);
  return { ...outcome, output };
}

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_Z = '\u001a';
const kept = () => openChannelsFile(path, book).list();
const askPassword = 'Password of the channel: ';
const askToken = 'Token of the gateway: ';

describe.skipIf(!hasPty && process.env.PUSH_MCP_REQUIRE_ALL === undefined)('on a terminal (needs python3)', () => {
  test('everything that is missing is asked for, the secrets without echo', async () => {
    const { origin } = await startRecordedGateway({ withToken: true });
    const outcome = await add(
      [],
      [
        { wait: 'Channel id: ', send: `${ALPHA.toLowerCase()}\r` },
        { wait: 'Address of the gateway: ', send: `${origin}\r` },
        { wait: askPassword, send: `${RECORDED_PASSWORD}\r` },
        { wait: askToken, send: `${RECORDED_TOKEN}\r` },
      ],
    );
    expect(outcome).toEqual({
      code: 0,
      restored: true,
      echoes: [false, false, false, false],
      output: `Channel id: ${ALPHA.toLowerCase()}
Address of the gateway: ${origin}
Channel ${ALPHA} on ${origin}
Password of the channel: 
The gateway wants a token of its own, beside the password of the channel. Ask who runs it.
Token of the gateway: 
Added Alpha alerts (${ALPHA}) on ${origin}.
A server that is running already takes it up once it is started anew.
`,
    });
    expect(kept()[0]?.password.reveal()).toBe(RECORDED_PASSWORD);
    expect(kept()[0]?.gatewayToken?.reveal()).toBe(RECORDED_TOKEN);
  });

  test('a wrong password may be tried three times', async () => {
    const gateway = await startRecordedGateway();
    const wrong = { wait: askPassword, send: `${WRONG_PASSWORD}\r` };
    const { code, output } = await add([ALPHA, `--gateway=${gateway.origin}`], [wrong, wrong, wrong, wrong]);
    const refused =
      'The gateway refuses that password. It is the one that the channel was created with in the PushGo app.';
    expect([code, output]).toEqual([
      1,
      `Channel ${ALPHA} on ${gateway.origin}\n${askPassword}\n${refused}\n${askPassword}\n${refused}\n${askPassword}\n${refused} Nothing was added.\n`,
    ]);
    expect(gateway.asked).toHaveLength(3);
    expect(existsSync(path)).toBe(false);
  });

  test('one that is too short is told before anything is sent, and the next may be right', async () => {
    const gateway = await startRecordedGateway();
    const { code, output } = await add(
      [ALPHA, `--gateway=${gateway.origin}`],
      [
        { wait: askPassword, send: 'canary\r' },
        { wait: askPassword, send: `${WRONG_PASSWORD}\r` },
        { wait: askPassword, send: `  ${RECORDED_PASSWORD} \r` },
      ],
    );
    expect(code).toBe(0);
    expect(output).toContain('A channel password has 8 to 128 bytes.\n');
    expect(gateway.asked.map(({ id }) => id)).toEqual([
      'credential-check-wrong-password',
      'credential-check-right',
      'channel-exists-known',
    ]);
    expect(kept()[0]?.password.reveal()).toBe(RECORDED_PASSWORD);
  });

  test('an id and an address that are none are asked for again', async () => {
    const { origin } = await startRecordedGateway();
    const { code, output } = await add(
      [],
      [
        { wait: 'Channel id: ', send: 'short\r' },
        { wait: 'Channel id: ', send: `${ALPHA}\r` },
        { wait: 'Address of the gateway: ', send: '127.0.0.1:6666\r' },
        { wait: 'Address of the gateway: ', send: `${origin}\r` },
        { wait: askPassword, send: `${RECORDED_PASSWORD}\r` },
      ],
    );
    expect(output).toContain('That is no channel id: 26 letters and digits');
    expect(output).toContain('That is no http or https address');
    expect(code).toBe(0);
  });

  test('what is pasted all at once answers the questions in turn, and nothing of it shows too late', async () => {
    const { origin } = await startRecordedGateway();
    const all = `${ALPHA}\r${origin}\r${RECORDED_PASSWORD}\r`;
    const { code, output } = await add([], [{ wait: 'Channel id: ', send: all }]);
    expect(code).toBe(0);
    expect(output).toContain(`Added Alpha alerts (${ALPHA})`);
  });

  test('a password is edited as any line, and does not come back with the arrow keys', async () => {
    const { origin } = await startRecordedGateway();
    const { code } = await add(
      [ALPHA, `--gateway=${origin}`],
      [
        { wait: askPassword, send: `${WRONG_PASSWORD}\r` },
        { wait: askPassword, send: `\u001b[Ax\u007f${RECORDED_PASSWORD}x\u007f\r` },
      ],
    );
    expect(code).toBe(0);
  });

  test.each<[string, number, string, string]>([
    ['Ctrl-C', 130, CTRL_C, 'Interrupted: nothing was added.'],
    ['Ctrl-D', 1, CTRL_D, 'The input ended: nothing was added.'],
  ])('%s ends a question with %i, and the terminal is as before', async (_, code, key, sentence) => {
    const gateway = await startRecordedGateway();
    for (const [question, args] of [
      ['Channel id: ', []],
      [askPassword, [ALPHA, `--gateway=${gateway.origin}`]],
    ] as const) {
      const typed = key === CTRL_C ? `abc${key}` : key;
      const outcome = await add(args, [{ wait: question, send: typed }]);
      expect(outcome).toMatchObject({ code, restored: true });
      expect(outcome.output).toMatch(new RegExp(`\\n${sentence}\\n$`));
    }
    expect(gateway.asked).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  test('Ctrl-C ends it while the gateway is waited for', async () => {
    const asked = `${path}.asked`;
    const gateway = await startRecordedGateway({
      answers: { '/thing/update': 'hang' },
      onAsked: () => writeFileSync(asked, ''),
    });
    const outcome = await add(
      [ALPHA, `--gateway=${gateway.origin}`],
      [
        { wait: askPassword, send: `${RECORDED_PASSWORD}\r` },
        { wait: '', file: asked, send: CTRL_C },
      ],
    );
    expect(outcome).toMatchObject({ code: 130, restored: true });
    expect(outcome.output).toMatch(/Interrupted: nothing was added\.\n$/);
    expect(gateway.asked).toHaveLength(1);
  });

  test('a signal to end leaves the terminal as before', async () => {
    const { origin } = await startRecordedGateway();
    const outcome = await add([ALPHA, `--gateway=${origin}`], [{ wait: askPassword, signal: 'SIGTERM' }]);
    expect(outcome).toMatchObject({ code: -15, restored: true });
  });

  test('after Ctrl-Z and fg the question is asked again, still without echo', async () => {
    const { origin } = await startRecordedGateway();
    const add = `'${process.execPath}' '${command}' add ${ALPHA} '--file=${path}' --gateway=${origin}`;
    const { output, echoes } = await onTerminal(
      ['bash', '--norc', '-ic', `${add}; fg; echo ended with $?`],
      [
        { wait: askPassword, send: CTRL_Z },
        { wait: askPassword, send: `${RECORDED_PASSWORD}\r` },
      ],
    );
    const anew = 'A server that is running already takes it up once it is started anew\\.';
    expect(output).toMatch(
      new RegExp(`Added Alpha alerts \\(${ALPHA}\\) on ${origin}\\.\\n${anew}\\nended with 0\\n$`),
    );
    expect(echoes).toEqual([false, false]);
  });

  test('--password-stdin is refused: the terminal would show what is typed', async () => {
    const { code, output } = await add([ALPHA, '--gateway=https://push.example.com', '--password-stdin'], []);
    expect([code, output]).toEqual([
      2,
      'stdin is a terminal, which would show the password: leave out --password-stdin and you are asked.\n',
    ]);
  });
});
