import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPushgoSandbox } from '../../sandbox/pushgo/server.ts';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { book } from '../support/book.ts';
import { startProxy } from '../support/proxy.ts';
import { hasOpenssl, makeCertificate } from '../support/tls.ts';
import { buildProgram, type Ended, makeFolder, startProgram } from './programs.ts';
import {
  type Answer,
  type GatewayDouble,
  RECORDED_PASSWORD,
  RECORDED_TOKEN,
  startRecordedGateway,
  WRONG_PASSWORD,
} from './recorded-gateway.ts';
import { ALPHA, BETA } from './samples.ts';

const folder = makeFolder();
let command: string;
beforeAll(async () => {
  command = await buildProgram('command');
});

let path: string;
let files = 0;
beforeEach(() => {
  path = join(folder, `${files++}`, 'channels.json');
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Run {
  readonly id?: string;
  readonly gateway?: string | undefined;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** Adds a channel with what is piped in; checks that no secret comes out. */
async function add({ id = ALPHA, gateway, input = RECORDED_PASSWORD, env = {}, args = [] }: Run): Promise<Ended> {
  const flags = gateway === undefined ? [] : [`--gateway=${gateway}`];
  const words = ['add', id, ...flags, '--password-stdin', `--file=${path}`, ...args];
  const ended = await startProgram(command, words, { env, input }).ended;
  expect(`${ended.stdout}${ended.stderr}`).not.toMatch(/canary/i);
  return ended;
}

/** What is said after the first channel. */
const ANEW = 'A server that is running already takes it up once it is started anew.\n';

const kept = () => openChannelsFile(path, book).list();
const pathsOf = ({ asked }: GatewayDouble) => asked.map(({ method, path: asked }) => `${method} ${asked}`);

describe('a right password', () => {
  test('is kept with the name that the gateway tells, and two recorded requests are all that is sent', async () => {
    const before = new Date().toISOString();
    const gateway = await startRecordedGateway();
    const { code, stdout, stderr } = await add({ gateway: gateway.origin });
    expect([code, stdout, stderr]).toEqual([0, `Added Alpha alerts (${ALPHA}) on ${gateway.origin}.\n`, ANEW]);
    expect(gateway.asked.map(({ id }) => id)).toEqual(['credential-check-right', 'channel-exists-known']);
    const [channel] = kept();
    expect(channel).toMatchObject({ channelId: ALPHA, name: 'Alpha alerts', gateway: gateway.origin });
    expect(channel?.password.reveal()).toBe(RECORDED_PASSWORD);
    expect(channel).not.toHaveProperty('gatewayToken');
    const { addedAt = '' } = channel ?? {};
    expect([before, addedAt, new Date().toISOString()].sort()[1]).toBe(addedAt);
  });

  test('replaces the one that was kept', async () => {
    const gateway = await startRecordedGateway();
    await add({ gateway: gateway.origin });
    const { stdout, stderr } = await add({ gateway: gateway.origin, id: ALPHA.toLowerCase() });
    expect([stdout, stderr]).toEqual([
      `Added Alpha alerts (${ALPHA}) on ${gateway.origin}.\n`,
      'It was kept before: its password was replaced.\n',
    ]);
    expect(kept()).toHaveLength(1);
  });

  test.each<[string, Answer]>([
    ['does not tell the name', [200, { success: true, data: { channel_id: ALPHA, exists: true } }]],
    ['fails when asked for the name', [500, 'no', { 'content-type': 'text/plain' }]],
    ['breaks the connection when asked for the name', 'break'],
    ['tells a name of nothing that can be seen', [200, { data: { channel_name: ' \u202e\u0007 ' } }]],
  ])('is kept without a name where the gateway %s', async (_, answer) => {
    const { origin } = await startRecordedGateway({ answers: { '/channel/exists': answer } });
    expect(await add({ gateway: origin })).toMatchObject({ code: 0, stdout: `Added ${ALPHA} on ${origin}.\n` });
    expect(kept()[0]).not.toHaveProperty('name');
  });

  test('is kept with a name that has lost what could act on a terminal', async () => {
    const name = `\u001b]0;title\u0007Al\u202epha ${'x'.repeat(3000)}`;
    const { origin } = await startRecordedGateway({
      answers: { '/channel/exists': [200, { success: true, data: { channel_name: name } }] },
    });
    const { stdout } = await add({ gateway: origin });
    expect(stdout).toMatch(/^Added ]0;titleAlpha x{1000,1010}… \(/);
  });

  test('passes the gateway of the sandbox', async () => {
    const sandbox = await startPushgoSandbox();
    closing.push(() => sandbox.close());
    const { id, name, password } = sandbox.channel;
    const { stdout } = await add({ gateway: sandbox.origin, id, input: `${password}\n` });
    expect(stdout).toBe(`Added ${name} (${id}) on ${sandbox.origin}.\n`);
    expect(sandbox.pull()).toEqual([]);
    const { code } = await add({ gateway: sandbox.origin, id, input: WRONG_PASSWORD });
    expect(code).toBe(1);
  });
});

describe('refused by the gateway, nothing is kept', () => {
  test('a wrong password', async () => {
    const gateway = await startRecordedGateway();
    const { code, stdout, stderr } = await add({ gateway: gateway.origin, input: WRONG_PASSWORD });
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      'The gateway refuses that password. It is the one that the channel was created with in the PushGo app. Nothing was added.\n',
    ]);
    expect(gateway.asked.map(({ id }) => id)).toEqual(['credential-check-wrong-password']);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test('a wrong password does not replace the one that is kept', async () => {
    const { origin } = await startRecordedGateway();
    await add({ gateway: origin });
    expect((await add({ gateway: origin, input: WRONG_PASSWORD })).code).toBe(1);
    expect(kept()[0]?.password.reveal()).toBe(RECORDED_PASSWORD);
  });

  test('a channel that it does not have', async () => {
    const gateway = await startRecordedGateway();
    const { code, stderr } = await add({ gateway: gateway.origin, id: BETA });
    expect([code, stderr]).toEqual([
      1,
      `There is no channel ${BETA} on ${gateway.origin}. Check the id, and that the channel was created on this gateway. Nothing was added.\n`,
    ]);
    expect(gateway.asked.map(({ id }) => id)).toEqual(['credential-check-unknown-channel']);
    expect(existsSync(path)).toBe(false);
  });
});

describe("the gateway's own token", () => {
  test('is asked for where it is missing', async () => {
    const { origin } = await startRecordedGateway({ withToken: true });
    expect(await add({ gateway: origin })).toMatchObject({
      code: 1,
      stderr:
        'The gateway wants a token of its own, beside the password of the channel. Ask who runs it. Give it in the second line of stdin. Nothing was added.\n',
    });
    expect(existsSync(path)).toBe(false);
  });

  test('is taken from the second line, and kept', async () => {
    const gateway = await startRecordedGateway({ withToken: true });
    const input = `${RECORDED_PASSWORD}\r\n${RECORDED_TOKEN}\r\n`;
    expect((await add({ gateway: gateway.origin, input })).code).toBe(0);
    expect(gateway.asked.map(({ id }) => id)).toEqual([
      'gateway-token-credential-check-right',
      'gateway-token-exists-right',
    ]);
    expect(kept()[0]?.gatewayToken?.reveal()).toBe(RECORDED_TOKEN);
  });

  test('is known from another channel on the same gateway', async () => {
    const gateway = await startRecordedGateway({ withToken: true });
    await add({ gateway: gateway.origin, input: `${RECORDED_PASSWORD}\n${RECORDED_TOKEN}` });
    expect((await add({ gateway: gateway.origin })).code).toBe(0);
    expect(kept()[0]?.gatewayToken?.reveal()).toBe(RECORDED_TOKEN);
  });

  test('of another kept gateway goes nowhere else', async () => {
    const [first, second] = [await startRecordedGateway({ withToken: true }), await startRecordedGateway()];
    await add({ gateway: first.origin, input: `${RECORDED_PASSWORD}\n${RECORDED_TOKEN}` });
    await add({ gateway: second.origin });
    expect(second.asked.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  test('is taken from PUSHGO_TOKEN where the gateway is that of PUSHGO_BASE_URL, and not kept', async () => {
    const gateway = await startRecordedGateway({ withToken: true });
    const env = { PUSHGO_BASE_URL: `${gateway.origin}/`, PUSHGO_TOKEN: RECORDED_TOKEN };
    expect(await add({ env })).toMatchObject({
      code: 0,
      stderr: `${ANEW}The token of the gateway is that of PUSHGO_TOKEN, which the server has to be given too.\n`,
    });
    expect(kept()[0]).not.toHaveProperty('gatewayToken');
    expect(kept()[0]?.gateway).toBe(gateway.origin);
  });

  test('of PUSHGO_TOKEN goes to no other gateway', async () => {
    const gateway = await startRecordedGateway();
    const token = { PUSHGO_TOKEN: RECORDED_TOKEN };
    await add({ gateway: gateway.origin, env: { ...token, PUSHGO_BASE_URL: 'https://push.example.com' } });
    await add({ gateway: gateway.origin, env: token });
    expect(gateway.asked).toHaveLength(4);
    expect(gateway.asked.map(({ authorization }) => authorization)).toEqual(Array(4).fill(undefined));
  });

  test('that is wrong is said to be, by the name of its variable', async () => {
    const { origin } = await startRecordedGateway({ withToken: true });
    const env = { PUSHGO_BASE_URL: origin, PUSHGO_TOKEN: 'token-canary-wrong' };
    expect((await add({ env })).stderr).toMatch(/^The gateway refuses that token \(PUSHGO_TOKEN\)\./);
    const input = `${RECORDED_PASSWORD}\ntoken-canary-wrong`;
    expect((await add({ gateway: origin, input })).stderr).toMatch(/^The gateway refuses that token\./);
    expect(existsSync(path)).toBe(false);
  });
});

describe('an address that is no gateway, nothing is kept', () => {
  test.each<[string, Answer]>([
    ['a page', [200, '<html>secret-canary</html>', { 'content-type': 'text/html' }]],
    ['a page that is not found', [404, '<html></html>', { 'content-type': 'text/html' }]],
    ['JSON of something else', [404, { error: 'secret-canary' }]],
    ['an unknown route of a gateway', [404, { success: false, error_code: 'route_not_found' }]],
    ['success', [200, { success: true, data: { accepted: true } }]],
    ['the right code with another status', [200, { error_code: 'observed_at_required' }]],
    ['another refusal', [400, { success: false, error: 'secret-canary' }]],
    ['nothing', [400, '']],
    ['a list', [400, [{ error_code: 'observed_at_required' }]]],
    ['too much', [400, `{"error_code":"observed_at_required","x":"${'x'.repeat(70_000)}"}`]],
    ['a code of our own objects', [400, { error_code: '__proto__' }]],
  ])('answers %s', async (_, answer) => {
    const gateway = await startRecordedGateway({ answers: { '/thing/update': answer } });
    expect(await add({ gateway: gateway.origin })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `${gateway.origin} answered ${answer[0]}, not as PushGo Gateway does. Is that the address of a PushGo gateway? Nothing was added.\n`,
    });
    expect(gateway.asked).toHaveLength(1);
    expect(existsSync(path)).toBe(false);
  });

  test.each([301, 302, 307, 308])('redirects with %i, which is not followed', async (status) => {
    const other = await startRecordedGateway();
    const gateway = await startRecordedGateway({
      answers: { '/thing/update': [status, '', { location: `${other.origin}/thing/update` }] },
    });
    const { code, stderr } = await add({ gateway: gateway.origin });
    expect([code, stderr]).toEqual([
      1,
      `${gateway.origin} sends on to another address, which is not followed. Give the address of the gateway itself. Nothing was added.\n`,
    ]);
    expect([pathsOf(gateway), pathsOf(other)]).toEqual([['POST /thing/update'], []]);
  });

  test('a redirect of the name is not followed either', async () => {
    const other = await startRecordedGateway();
    const { origin } = await startRecordedGateway({
      answers: { '/channel/exists': [302, '', { location: `${other.origin}/channel/exists?channel_id=${ALPHA}` }] },
    });
    expect((await add({ gateway: origin })).stdout).toBe(`Added ${ALPHA} on ${origin}.\n`);
    expect(other.asked).toEqual([]);
  });

  test.each([503, 500, 429])('cannot answer just now (%i)', async (status) => {
    const { origin } = await startRecordedGateway({
      answers: { '/thing/update': [status, { success: false, error_code: 'server_busy' }] },
    });
    expect((await add({ gateway: origin })).stderr).toBe(
      `The gateway at ${origin} cannot answer just now (${status}). Try again later. Nothing was added.\n`,
    );
  });
});

describe('the network', () => {
  test('nobody listens', async () => {
    const { origin } = await listen(createServer());
    for (const close of closing.splice(0)) await close();
    expect(await add({ gateway: origin })).toMatchObject({
      code: 1,
      stderr: `No connection to ${origin}. Check the address and that the instance runs. Nothing was added.\n`,
    });
  });

  test('the connection breaks off', async () => {
    const { origin } = await startRecordedGateway({ answers: { '/thing/update': 'break' } });
    expect((await add({ gateway: origin })).stderr).toBe(`The connection to ${origin} broke off. Nothing was added.\n`);
  });

  test('no answer in time', async () => {
    const { origin } = await startRecordedGateway({ answers: { '/thing/update': 'hang' } });
    expect((await add({ gateway: origin, env: { PUSHGO_TIMEOUT: '0.3' } })).stderr).toBe(
      `${origin} did not answer within 0.3 seconds. Nothing was added.\n`,
    );
  });

  test('https where plain http is spoken', async () => {
    const { origin } = await startRecordedGateway();
    const https = origin.replace('http:', 'https:');
    expect((await add({ gateway: https })).stderr).toBe(
      `No TLS could be agreed on with ${https}: the port may speak plain http, or versions of TLS that are too old. Check scheme and port of the address. Nothing was added.\n`,
    );
  });

  test('port 6666, where a gateway listens by default and fetch refuses to go', async () => {
    const gateway = await startOnRefusedPort();
    expect((await add({ gateway: gateway.origin })).stdout).toBe(
      `Added Alpha alerts (${ALPHA}) on ${gateway.origin}.\n`,
    );
    expect(gateway.asked.map(({ id }) => id)).toEqual(['credential-check-right', 'channel-exists-known']);
  });

  test('port 6666 with a redirect, which is not followed, and without an answer', async () => {
    const other = await startRecordedGateway();
    const gateway = await startOnRefusedPort({
      '/thing/update': [307, '', { location: `${other.origin}/thing/update` }],
      '/channel/exists': 'hang',
    });
    expect((await add({ gateway: gateway.origin })).stderr).toMatch(/sends on to another address/);
    expect(other.asked).toEqual([]);
    const hanging = await startOnRefusedPort({ '/thing/update': 'hang' });
    expect((await add({ gateway: hanging.origin, env: { PUSHGO_TIMEOUT: '0.3' } })).stderr).toMatch(
      /did not answer within/,
    );
  });

  test('a proxy is used, and plain http beyond this machine is warned about', async () => {
    const [gateway, proxy] = [await startRecordedGateway(), await startProxy()];
    closing.push(() => proxy.close());
    const far = gateway.origin.replace('127.0.0.1', 'push.test');
    const { code, stdout, stderr } = await add({ gateway: far, env: { HTTP_PROXY: proxy.origin } });
    expect([code, stdout]).toEqual([0, `Added Alpha alerts (${ALPHA}) on ${far}.\n`]);
    expect(stderr).toBe(`Warning: ${far} is plain http: anybody on the way can read the password.\n${ANEW}`);
    expect(proxy.asked).not.toEqual([]);
  });

  test('a proxy that refuses is said to be the one', async () => {
    const proxy = await startProxy(403);
    closing.push(() => proxy.close());
    const { stderr } = await add({ gateway: 'https://push.test', env: { HTTPS_PROXY: proxy.origin } });
    expect(stderr).toBe(
      'The proxy between here and https://push.test refused the connection. Check HTTPS_PROXY and NO_PROXY. Nothing was added.\n',
    );
  });

  test.skipIf(!hasOpenssl() && process.env.PUSH_MCP_REQUIRE_ALL === undefined)(
    'a certificate of nobody is refused, is taken with its authority, and without verification under a warning',
    async () => {
      const certificate = makeCertificate();
      closing.push(() => certificate.remove());
      const gateway = await startRecordedGateway({ tls: certificate });
      expect((await add({ gateway: gateway.origin })).stderr).toBe(
        `The TLS certificate of ${gateway.origin} is not trusted. For a private authority set PUSHGO_CA_BUNDLE. Nothing was added.\n`,
      );
      expect(gateway.asked).toEqual([]);
      expect(await add({ gateway: gateway.origin, env: { PUSHGO_CA_BUNDLE: certificate.path } })).toMatchObject({
        code: 0,
        stderr: ANEW,
      });
      expect(await add({ gateway: gateway.origin, env: { PUSHGO_VERIFY_SSL: 'false' } })).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/^Warning: PUSHGO_VERIFY_SSL is off/),
      });
    },
  );
});

describe('before anything is sent', () => {
  let gateway: GatewayDouble;
  beforeEach(async () => {
    gateway = await startRecordedGateway();
  });
  afterEach(() => {
    expect(gateway.asked).toEqual([]);
  });

  test('a channel id that is none', async () => {
    expect(await add({ gateway: gateway.origin, id: 'secret-canary-in-the-wrong-place' })).toMatchObject({
      code: 2,
      stderr: 'What follows `add` is no channel id: 26 letters and digits, such as 06J0FZG1Y8XGG14VTQ4Y3G10MR.\n',
    });
  });

  const noPassword = 'The first line of stdin is not a password. A channel password has 8 to 128 bytes.\n';
  const noToken =
    'The second line of stdin is not a gateway token. A gateway token has no spaces and only ASCII characters.\n';
  test.each<[string, string | Buffer, string]>([
    ['nothing', '', noPassword],
    ['seven bytes', 'canary7\n', noPassword],
    ['seven bytes among spaces', '  canary7  \n', noPassword],
    ['129 bytes', `canary${'x'.repeat(123)}`, noPassword],
    ['64 characters of two bytes and one more byte', `${'é'.repeat(64)}x`, noPassword],
    ['an empty first line', `\n${RECORDED_PASSWORD}`, noPassword],
    ['a token with a space', `${RECORDED_PASSWORD}\ntoken canary`, noToken],
    [
      'three lines',
      `${RECORDED_PASSWORD}\ntoken-canary\nmore-canary`,
      'stdin has more than two lines: the password and the token of the gateway.\n',
    ],
    ['a file', `canary${'x'.repeat(70_000)}`, 'stdin holds more than a password and a token.\n'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x61]), 'stdin is not UTF-8 text.\n'],
  ])('stdin with %s', async (_, input, want) => {
    expect(await add({ gateway: gateway.origin, input })).toMatchObject({ code: 2, stdout: '', stderr: want });
  });

  test('a file that others can read', async () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '{"version":1,"channels":[]}');
    chmodSync(path, 0o644);
    const { code, stderr } = await add({ gateway: gateway.origin });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/can be read or changed by other users: run chmod 600/)]);
  });

  test.each([
    ['with a password', 'https://user:canary-word@push.example.com', /^--gateway holds a user name or password\./],
    [
      'with a path',
      'https://push.example.com/api',
      /^--gateway goes on after the host\..* use https:\/\/push\.example\.com\.$/m,
    ],
    ['without a scheme', 'push.canary.example.com', /^--gateway is no http or https address/],
    ['of another scheme', 'ftp://push.canary.example.com', /^--gateway is no http or https address/],
  ])('an address %s', async (_, address, want) => {
    expect(await add({ gateway: address })).toMatchObject({ code: 2, stderr: expect.stringMatching(want) });
  });

  test('settings that make no sense, all at once', async () => {
    const env = {
      PUSHGO_BASE_URL: 'canary',
      PUSHGO_TOKEN: 'token canary',
      PUSHGO_VERIFY_SSL: 'perhaps',
      PUSHGO_CA_BUNDLE: '/nothing/here',
      HTTPS_PROXY: 'canary',
    };
    const { code, stderr } = await add({ env });
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(5);
  });

  test('a variable with a typing error is told', async () => {
    const env = { PUSHGO_BASE_URI: 'canary', PWPUSH_BASE_URI: 'canary' };
    const { stderr } = await add({ env, gateway: gateway.origin, id: 'none' });
    expect(stderr).toMatch(
      /^Warning: PUSHGO_BASE_URI is no setting and was ignored\. Did you mean PUSHGO_BASE_URL\?\n/,
    );
    expect(stderr).not.toMatch(/PWPUSH/);
  });

  test('no gateway, and nobody to ask', async () => {
    const want = 'With --password-stdin nothing is asked: give --gateway=URL or PUSHGO_BASE_URL.\n';
    expect(await add({})).toMatchObject({ code: 2, stderr: want });
  });

  test('no terminal, and nothing piped in', async () => {
    const { ended } = startProgram(command, ['add', ALPHA, `--gateway=${gateway.origin}`], {
      input: RECORDED_PASSWORD,
    });
    expect(await ended).toMatchObject({
      code: 2,
      stderr: 'There is no terminal to ask on: pipe the password into --password-stdin.\n',
    });
  });
});

test('the file is where --file, else PUSHGO_CHANNELS_FILE, else the usual place says', async () => {
  const { origin } = await startRecordedGateway();
  const places = ['flag', 'variable', 'xdg'].map((name) => join(dirname(path), name, 'channels.json'));
  const [flag = '', variable = '', usual = ''] = places;
  path = flag;
  const env = { PUSHGO_CHANNELS_FILE: variable, XDG_CONFIG_HOME: dirname(dirname(usual)) };
  await add({ gateway: origin, env });
  expect(places.map((place) => existsSync(place))).toEqual([true, false, false]);
  const words = ['add', ALPHA, '--password-stdin', `--gateway=${origin}`];
  await startProgram(command, words, { env, input: RECORDED_PASSWORD }).ended;
  expect(places.map((place) => existsSync(place))).toEqual([true, true, false]);
  rmSync(variable);
  const { PUSHGO_CHANNELS_FILE: _, ...without } = env;
  await startProgram(command, words, { env: without, input: RECORDED_PASSWORD }).ended;
  expect(existsSync(variable)).toBe(false);
  expect(readFileSync(join(dirname(dirname(usual)), 'push-mcp', 'channels.json'), 'utf8')).toContain(ALPHA);
});

async function listen(server: Server): Promise<{ origin: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
}

async function startOnRefusedPort(answers: Readonly<Record<string, Answer>> = {}): Promise<GatewayDouble> {
  for (const port of [6666, 6667, 6668, 6669, 6665, 6697]) {
    const started = await startRecordedGateway({ port, answers }).catch(() => undefined);
    if (started) return started;
  }
  throw new Error('Every port that fetch refuses is taken.');
}
