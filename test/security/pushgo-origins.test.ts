import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { Secret } from '../../src/policy/secret.ts';
import { book } from '../support/book.ts';
import { createCanaries } from '../support/canaries.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type ProxyDouble, startProxy } from '../support/proxy.ts';
import { accepted, fieldsOf, type GatewayDouble, startGateway } from './gateway-double.ts';

// A password and a token go to the gateway that they were given for, and to no other place, whatever anybody sets or answers

const ID = '06J0FZG1Y8XGG14VTQ4Y3G10MR';
const OTHER_ID = '7GYCAREYJX22CNZ3TEEG6QJ9S4';
const canaries = createCanaries();
const message = { title: 'Disk' };

let folder: string;
let file: string;
let own: GatewayDouble;
let other: GatewayDouble;
const open: (Connection | ProxyDouble)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-origins-'));
  file = join(folder, 'channels.json');
  [own, other] = await Promise.all([startGateway((arrival) => accepted(arrival)), startGateway((a) => accepted(a))]);
});
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
  await Promise.all([own.close(), other.close()]);
  rmSync(folder, { recursive: true });
});

async function keep(gateway: string, { id = ID, password = canaries.mint(), token = '' } = {}): Promise<string> {
  await openChannelsFile(file, book).add({
    channelId: id,
    gateway,
    password: new Secret(password),
    addedAt: '2026-11-21T14:30:00.000Z',
    ...(token !== '' && { gatewayToken: new Secret(token) }),
  });
  return password;
}

async function serve(env: Record<string, string>): Promise<Connection> {
  const server = await connect({ PUSHGO_CHANNELS_FILE: file, PUSHGO_MAX_RETRIES: '0', ...env });
  open.push(server);
  return server;
}

/** Everything that a gateway was sent, as text. */
const sentTo = ({ arrivals }: GatewayDouble) =>
  arrivals.map(({ target, headers, body }) => `${target} ${JSON.stringify(headers)} ${body}`).join('\n');

describe('a redirect', () => {
  const targets: Readonly<Record<string, (own: GatewayDouble, other: GatewayDouble) => string>> = {
    'another gateway': (_, { origin }) => `${origin}/message`,
    'another gateway, with credentials in it': (_, { port }) => `http://user:password@127.0.0.1:${port}/message`,
    'another name of the same host': ({ port }) => `http://localhost:${port}/message`,
    'another path of itself': () => '/message/again',
    'itself, protocol-relative': ({ port }) => `//127.0.0.1:${port}/message`,
    'another gateway, with a backslash': (_, { port }) => `\\\\127.0.0.1:${port}/message`,
    'no address at all': () => 'http://[::',
  };

  test.each(Object.keys(targets))('to %s is followed for no status, and tells what it is', async (target) => {
    const password = await keep(own.origin);
    const server = await serve({ PUSHGO_BASE_URL: own.origin, PUSHGO_TOKEN: canaries.mint() });
    const location = targets[target]?.(own, other) ?? '';
    for (const status of [300, 301, 302, 303, 304, 305, 306, 307, 308, 399]) {
      own.behave(() => ({ status, headers: { location } }));
      own.arrivals.length = 0;
      expect(await server.call('pushgo_message_send', message), String(status)).toEqual({
        refused: expect.stringMatching(new RegExp(`^${own.origin} redirects to .*; that was not followed\\. `)),
      });
      expect(own.arrivals.map(({ target }) => target)).toEqual(['/message']);
      expect(fieldsOf(own.arrivals[0] as never).password).toBe(password);
    }
    expect(other.arrivals).toEqual([]);
    expect(canaries.findIn(server.lines.join(''))).toEqual([]);
  });

  test.each([200, 201, 401, 500, 503])('that is none, a Location beside %i, is not followed either', async (status) => {
    await keep(own.origin);
    const server = await serve({ PUSHGO_BASE_URL: own.origin });
    const headers = {
      location: `${other.origin}/message`,
      refresh: `0;url=${other.origin}`,
      link: `<${other.origin}>`,
    };
    own.behave((arrival) => ({ ...accepted(arrival), status, headers }));
    await server.call('pushgo_message_send', message);
    expect(own.arrivals).toHaveLength(1);
    expect(other.arrivals).toEqual([]);
  });
});

describe('a channel of another gateway than PUSHGO_BASE_URL', () => {
  test('is not used: nothing leaves, for either gateway', async () => {
    await keep(own.origin);
    const server = await serve({ PUSHGO_BASE_URL: other.origin, PUSHGO_TOKEN: canaries.mint() });
    for (const args of [message, { ...message, channel_id: ID }, { ...message, channel_id: ID.toLowerCase() }]) {
      expect(await server.call('pushgo_message_send', args)).toEqual({
        refused: expect.stringContaining(`to another gateway than PUSHGO_BASE_URL, ${other.origin}`),
      });
    }
    expect([...own.arrivals, ...other.arrivals]).toEqual([]);
  });

  test.each([
    ['another name', ({ port }: GatewayDouble) => `http://localhost:${port}`],
    ['a dot at the end of the name', ({ port }: GatewayDouble) => `http://localhost.:${port}`],
    ['another scheme', ({ port }: GatewayDouble) => `https://127.0.0.1:${port}`],
    ['another port', ({ port }: GatewayDouble) => `http://127.0.0.1:${port === 65_535 ? 1024 : port + 1}`],
    ['another address of the same host', ({ port }: GatewayDouble) => `http://127.0.0.2:${port}`],
  ])('is one whose origin has %s', async (_, variant) => {
    await keep(own.origin);
    const server = await serve({ PUSHGO_BASE_URL: variant(own) });
    expect(await server.call('pushgo_message_send', message)).toEqual({
      refused: expect.stringContaining('another gateway'),
    });
    expect(own.arrivals).toEqual([]);
  });

  test('is not one whose origin is only written another way', async () => {
    const password = await keep(`http://localhost:${own.port}`);
    for (const spelled of [
      `HTTP://LOCALHOST:${own.port}/`,
      `http://LocalHost:${own.port}`,
      `http://localhost:0${own.port}`,
      `http:\\\\localhost:${own.port}\\`,
    ]) {
      own.arrivals.length = 0;
      const server = await serve({ PUSHGO_BASE_URL: spelled });
      expect(await server.call('pushgo_message_send', message), spelled).toHaveProperty('result');
      expect(own.arrivals.map((arrival) => fieldsOf(arrival).password)).toEqual([password]);
    }
  });
});

describe('two gateways with a channel of the same id', () => {
  test('each get their own password, and the other one never', async () => {
    const passwords = [await keep(own.origin), await keep(other.origin)] as const;
    for (const [gateway, rest, mine] of [
      [own, other, 0],
      [other, own, 1],
    ] as const) {
      const server = await serve({ PUSHGO_BASE_URL: gateway.origin });
      expect(await server.call('pushgo_message_send', { ...message, channel_id: ID })).toHaveProperty('result');
      expect(sentTo(gateway)).toContain(passwords[mine]);
      expect(sentTo(gateway) + sentTo(rest)).not.toContain(passwords[1 - mine]);
      gateway.arrivals.length = 0;
    }
  });

  test('are refused without PUSHGO_BASE_URL: nobody guesses which is meant', async () => {
    await keep(own.origin);
    await keep(other.origin);
    const server = await serve({});
    for (const args of [message, { ...message, channel_id: ID }])
      expect(await server.call('pushgo_message_send', args)).toHaveProperty('refused');
    expect([...own.arrivals, ...other.arrivals]).toEqual([]);
  });
});

describe('a gateway token', () => {
  test('that was kept with a channel goes to its gateway only', async () => {
    const tokens = [canaries.mint(), canaries.mint()] as const;
    await keep(own.origin, { token: tokens[0] });
    await keep(other.origin, { id: OTHER_ID, token: tokens[1] });
    const server = await serve({});
    for (const id of [ID, OTHER_ID, ID])
      expect(await server.call('pushgo_message_send', { ...message, channel_id: id })).toHaveProperty('result');
    expect(own.arrivals.map(({ headers }) => headers.authorization)).toEqual(Array(2).fill(`Bearer ${tokens[0]}`));
    expect(other.arrivals.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${tokens[1]}`]);
    expect(canaries.findIn(server.lines.join(''))).toEqual([]);
  });

  test('of PUSHGO_TOKEN goes to no gateway that PUSHGO_BASE_URL does not name', async () => {
    const token = canaries.mint();
    await keep(own.origin);
    await keep(other.origin, { id: OTHER_ID });
    const unset = await serve({ PUSHGO_TOKEN: token });
    for (const id of [ID, OTHER_ID])
      expect(await unset.call('pushgo_message_send', { ...message, channel_id: id })).toHaveProperty('result');
    expect(sentTo(own) + sentTo(other)).not.toContain(token);
    const set = await serve({ PUSHGO_TOKEN: token, PUSHGO_BASE_URL: own.origin });
    expect(await set.call('pushgo_message_send', message)).toHaveProperty('result');
    expect(own.arrivals.at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
    expect(await set.call('pushgo_message_send', { ...message, channel_id: OTHER_ID })).toHaveProperty('refused');
    expect(sentTo(other)).not.toContain(token);
  });

  test('that was kept goes nowhere once PUSHGO_TOKEN says another one for the same gateway', async () => {
    const [kept, set] = [canaries.mint(), canaries.mint()];
    await keep(own.origin, { token: kept });
    const server = await serve({ PUSHGO_TOKEN: set, PUSHGO_BASE_URL: own.origin });
    await server.call('pushgo_message_send', message);
    expect(sentTo(own)).toContain(set);
    expect(sentTo(own)).not.toContain(kept);
  });
});

test('in legacy mode the password of a call goes to PUSHGO_BASE_URL, and that of a kept channel does not', async () => {
  const kept = await keep(other.origin);
  const server = await serve({ PUSHGO_BASE_URL: own.origin, PUSHGO_LEGACY_PASSWORDS: 'true' });
  const password = canaries.mint();
  expect(await server.call('pushgo_message_send', { ...message, channel_id: ID, password })).toHaveProperty('result');
  expect(await server.call('pushgo_message_send', { ...message, channel_id: ID })).toHaveProperty('refused');
  expect(sentTo(own)).toContain(password);
  expect(sentTo(own)).not.toContain(kept);
  expect(other.arrivals).toEqual([]);
});

test('a password stands in the body and in nothing that a proxy or a server writes down', async () => {
  const password = await keep(own.origin);
  const server = await serve({ PUSHGO_BASE_URL: own.origin });
  await server.call('pushgo_message_send', message);
  const [{ target, headers, body } = { target: '', headers: {}, body: '' }] = own.arrivals;
  expect(`${target} ${JSON.stringify(headers)}`).not.toContain(password);
  expect(String(body).split(password)).toHaveLength(2);
});

describe('with a proxy in the environment', () => {
  test('a gateway on this machine is not asked through it', async () => {
    const proxy = await startProxy();
    open.push(proxy);
    await keep(own.origin);
    for (const env of [{ HTTP_PROXY: proxy.origin, HTTPS_PROXY: proxy.origin }, { http_proxy: proxy.origin }]) {
      for (const base of [{ PUSHGO_BASE_URL: own.origin }, {}]) {
        const server = await serve({ ...env, ...base } as Record<string, string>);
        expect(await server.call('pushgo_message_send', message)).toHaveProperty('result');
      }
    }
    expect(proxy.asked).toEqual([]);
  });

  test.each([0, 403, 407, 502])('that refuses with %i (0: not at all), no secret is told', async (refusal) => {
    const proxy = await startProxy(refusal || undefined);
    open.push(proxy);
    await keep(`http://pushgo.test:${own.port}`, { token: canaries.mint() });
    const address = `http://somebody:${canaries.mint()}@127.0.0.1:${proxy.port}`;
    const server = await serve({ HTTP_PROXY: address });
    const outcome = await server.call('pushgo_message_send', message);
    if (refusal === 0) expect(outcome).toHaveProperty('result');
    else expect(outcome).toHaveProperty('refused');
    expect(proxy.asked).toHaveLength(1);
    expect(canaries.findIn(JSON.stringify([outcome, server.lines, proxy.asked]))).toEqual([]);
    expect(own.arrivals.map(({ headers }) => headers['proxy-authorization'])).toEqual(refusal ? [] : [undefined]);
  });
});
