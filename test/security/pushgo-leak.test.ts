import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/calls/audit.ts';
import { createCanaries } from '../support/canaries.ts';
import { type Connection, connect } from '../support/connect.ts';
import { runs } from '../support/runs.ts';
import { accepted, fieldsOf, type GatewayDouble, startGateway } from './gateway-double.ts';
import { hostileAnswer, hostileReply } from './hostile-gateway.ts';

const canaries = createCanaries();
const ID = '06J0FZG1Y8XGG14VTQ4Y3G10MR';
const token = canaries.mint();

let folder: string;
let file: string;
let gateway: GatewayDouble;
const servers: Connection[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-leak-'));
  file = join(folder, 'channels.json');
  gateway = await startGateway((arrival) => accepted(arrival));
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await gateway.close();
  rmSync(folder, { recursive: true });
});

async function serve(env: Record<string, string> = {}): Promise<Connection> {
  const server = await connect({
    PUSHGO_BASE_URL: gateway.origin,
    PUSHGO_TOKEN: token,
    PUSHGO_CHANNELS_FILE: file,
    PUSHGO_MAX_RETRIES: '0',
    ...env,
  });
  servers.push(server);
  return server;
}

/** Keeps one channel, as `push-mcp channels add` would. */
function keep(password: string, name = 'Alerts', own?: string): void {
  const added_at = '2026-11-21T14:30:00.000Z';
  const channel = { channel_id: ID, name, gateway: gateway.origin, password, added_at };
  const channels = [{ ...channel, ...(own !== undefined && { gateway_token: own }) }];
  writeFileSync(file, JSON.stringify({ version: 1, channels }), { mode: 0o600 });
}

/** Everything that a call let out: result, refusal or protocol error, and the lines on stderr. */
async function exits({ lines, ...server }: Connection, name: string, args: Record<string, unknown>): Promise<string> {
  lines.length = 0;
  const outcome = await server
    .call(name, args)
    .catch((error: Error & { data?: unknown }) => ({ error: error.message, data: error.data }));
  return `${JSON.stringify(outcome)}\n${lines.join('')}`;
}

/** No canary, and no beginning of one either: a text that was cut may hold a part. */
function expectNothingIn(text: string): void {
  expect(canaries.findIn(text), text.slice(0, 2000)).toEqual([]);
  expect(text).not.toMatch(/kanarie/i);
  expect(text).not.toContain('push-mcp itself failed');
}

const shapes = [
  ...['{}', '{}', '{}', '"{}"', `'{}',"{}"`, '{}, {} & {}=%2B', 'pä{}ß🔑', 'p\u0308{}\u202e\u200b!', '\\{}\t\u0001"'],
  ...['</title>{}', '%s{}', '{"password":"{}"}', '$&{}$1', '{}@example.org:1'],
];
const shaped = (shape: string) => shape.replace('{}', canaries.mint());

const event = { status: 'open', message: 'full', severity: 'high', event_time: 1_700_000_000 };
const calls: Readonly<Record<string, Record<string, unknown>>> = {
  pushgo_message_send: { title: 'Disk', body: 'full', ttl: '2h', metadata: { a: 1 } },
  pushgo_event_create: { title: 'Disk', ...event },
  pushgo_event_update: { event_id: 'an-event', ...event },
  pushgo_event_close: { event_id: 'an-event', thing_id: 'a-thing', ...event },
  pushgo_thing_create: { observed_at: 1_700_000_000, title: 'Rack' },
  pushgo_thing_update: { thing_id: 'a-thing', observed_at: 1_700_000_000 },
  pushgo_thing_archive: { thing_id: 'a-thing', observed_at: 1_700_000_000, op_id: 'my-key' },
  'pushgo.thing.delete': { thing_id: 'a-thing', observed_at: 1_700_000_000 },
};

describe.each([
  ['kept in a file', {}, runs(2000)],
  ['given in each call', { PUSHGO_LEGACY_PASSWORDS: 'true' }, runs(1000)],
] as const)('with a password that is %s', (_, env, numRuns) => {
  test('a hostile gateway gets nothing out that it was sent, nor a word of its own', { timeout: 120_000 }, async () => {
    const server = await serve(env);
    const isLegacy = 'PUSHGO_LEGACY_PASSWORDS' in env;
    const told: Record<string, number> = {};
    const plans = fc.record({
      plan: hostileAnswer,
      tool: fc.constantFrom(...Object.keys(calls)),
      shape: fc.constantFrom(...shapes),
      padding: fc.constantFrom('', '', ' ', '\u2003\n'),
    });
    await fc.assert(
      fc.asyncProperty(plans, async ({ plan, tool, shape, padding }) => {
        const password = shaped(shape);
        const own = isLegacy ? undefined : canaries.mint();
        keep(isLegacy ? 'another-password' : password, 'Alerts', own);
        let arrived: unknown;
        gateway.behave((arrival) => {
          arrived = fieldsOf(arrival).password;
          return hostileReply(plan, arrival, { foreign: canaries.mint, secrets: [password, own ?? token, token] });
        });
        const given = isLegacy ? { channel_id: ID, password: `${padding}${password}${padding}` } : {};
        const text = await exits(server, tool, { ...calls[tool], ...given });
        expectNothingIn(text);
        expect(String(arrived).trim()).toBe(password);
        const kind = text.slice(2, text.indexOf('"', 2));
        told[kind] = (told[kind] ?? 0) + 1;
      }),
      { numRuns },
    );
    // Otherwise the answers were all too odd to be shown at all, and this test proves little
    expect(told.result).toBeGreaterThan(numRuns / 50);
    expect(told.refused).toBeGreaterThan(numRuns / 50);
  });
});

test('the name of a channel is told without its password, and without what cannot be seen', async () => {
  const server = await serve();
  const word = canaries.mint();
  const hidden = `\u202e${[...word].join('\u200b')}\u0007\u{e0041}`;
  for (const name of [word, `\u202eAlerts\n of ${word}\u2066`, hidden, `Alerts ${word.toLowerCase()}`, `"${word}"`]) {
    keep(word, name);
    gateway.behave((arrival) => accepted(arrival));
    const { client } = server;
    const told = [
      await server.call('pushgo_channel_list'),
      await client.listResources(),
      await client.readResource({ uri: 'pushgo://channels' }),
      await client.readResource({ uri: `pushgo://channels/${ID.toLowerCase()}` }),
      await server.call('pushgo_message_send', { title: 'Disk' }),
      await server.call('pushgo_channel_unbind', { channel_id: ID }),
    ];
    const text = JSON.stringify(told);
    expect(text.split('[redacted]').length - 1, text).toBe(5);
    expect(text).not.toMatch(/[\p{Cf}\p{Co}]|\\u0007|\\n/u);
    expectNothingIn(text + server.lines.join(''));
  }
});

describe('a secret in the wrong place', () => {
  const place = fc.constantFrom<(secret: string) => Record<string, unknown>>(
    (secret) => ({ title: secret }),
    (secret) => ({ title: `${'x'.repeat(190)}${secret}` }),
    (secret) => ({ title: 'Disk', body: secret, url: `https://example.org/?${encodeURIComponent(secret)}` }),
    (secret) => ({ title: 'Disk', metadata: { [secret]: 1 } }),
    (secret) => ({ title: 'Disk', metadata: { [`a${secret}`]: secret, b: true } }),
    (secret) => ({ title: 'Disk', metadata: { a: { [secret]: secret } } }),
    (secret) => ({ title: 'Disk', metadata: [secret], tags: { [secret]: secret } }),
    (secret) => ({ title: 'Disk', tags: [secret, `${'t'.repeat(60)}${secret}`] }),
    (secret) => ({ title: 'Disk', images: Array.from({ length: 40 }, () => secret) }),
    (secret) => ({ title: 'Disk', severity: secret, ttl: secret, occurred_at: secret }),
    (secret) => ({ title: 'Disk', op_id: secret }),
    (secret) => ({ title: 'Disk', op_id: secret, thing_id: secret, occurred_at: 1 }),
    (secret) => ({ title: 'Disk', channel_id: secret }),
    (secret) => ({ title: 'Disk', [secret]: secret }),
    (secret) => ({ title: 'Disk', '': secret, passwort: secret, Password: secret }),
    (secret) => ({ title: [secret], body: { a: secret } }),
    (secret) => ({ title: 'Disk', ciphertext: `${secret}${'y'.repeat(40_000)}` }),
    (secret) => ({ title: 'Disk', password: [secret] }),
    (secret) => ({ title: 'Disk', password: { password: secret } }),
    (secret) => ({ title: 'Disk', password: `${secret}${'z'.repeat(200)}`, body: secret }),
  );
  const secrets = fc.record({
    place,
    shape: fc.constantFrom(...shapes),
    /** Whether the gateway refuses, answers oddly or takes it. */
    answer: fc.constantFrom(200, 400, 403, 500),
  });

  test.each([
    ['kept in a file', {}],
    ['given in each call', { PUSHGO_LEGACY_PASSWORDS: 'true' }],
  ] as const)('is told by no exit (%s)', { timeout: 60_000 }, async (_, env) => {
    const server = await serve(env);
    const isLegacy = 'PUSHGO_LEGACY_PASSWORDS' in env;
    gateway.behave((arrival) => accepted(arrival));
    await fc.assert(
      fc.asyncProperty(secrets, async ({ place, shape, answer }) => {
        const password = shaped(shape);
        keep(isLegacy ? 'another-password' : password, password);
        gateway.behave((arrival) => ({ ...accepted(arrival), status: answer }));
        const given = isLegacy ? { channel_id: ID, password } : {};
        expectNothingIn(await exits(server, 'pushgo_message_send', { ...given, ...place(password) }));
      }),
      { numRuns: runs(1000) },
    );
  });

  test('an identifier that holds it is masked where it comes back', async () => {
    const server = await serve();
    for (const [tool, name] of [
      ['pushgo_event_update', 'event_id'],
      ['pushgo_thing_update', 'thing_id'],
    ] as const) {
      const password = canaries.mint();
      keep(password);
      gateway.behave((arrival) => accepted(arrival));
      const text = await exits(server, tool, { ...calls[tool], [name]: `a-${password}-b` });
      expect(text).toContain('a-[redacted]-b');
      // Nor is its digest told, which a guess could be compared with
      expect(text).toContain(`"target":"${fingerprint('a-[redacted]-b')}"`);
      expectNothingIn(text);
    }
  });

  test('a password of digits is not told as a number either', async () => {
    const server = await serve();
    keep('4711471147');
    gateway.behave((arrival) => accepted(arrival));
    for (const args of [
      { metadata: { a: 4711471147 } },
      { metadata: { a: 47114711470 } },
      { ttl: 4711471147 },
      { occurred_at: 4711471147, thing_id: 'a' },
      { op_id: '4711471147' },
    ]) {
      expect(await exits(server, 'pushgo_message_send', { title: 'Disk', ...args })).not.toContain('4711471147');
    }
    const attrs = { a: { b: 4711471147 } };
    const text = await exits(server, 'pushgo_event_create', { ...calls.pushgo_event_create, attrs });
    expect(text).toContain('"accepted":true');
    expect(text).not.toContain('4711471147');
  });

  test('an audit line holds no digest of it', async () => {
    const server = await serve();
    keep(canaries.mint());
    expect(await exits(server, 'pushgo_message_send', { title: 'Disk', '': 'a value' })).not.toContain('sha256');
  });
});
