import { afterEach, describe, expect, test } from 'vitest';
import { keepInMemory } from '../../src/channels/memory.ts';
import type { KeptChannel } from '../../src/channels/store.ts';
import { Secret } from '../../src/secret.ts';
import { accepted, fieldsOf, type GatewayBehaviour, startGateway } from '../security/gateway-double.ts';
import { createCanaries } from '../support/canaries.ts';
import { connect } from '../support/connect.ts';
import { startProxy } from '../support/proxy.ts';
import { openBadPort } from './bad-port.ts';

const ONE = 'AZY7G6ZM7GKK8YR8J2KPM6RAB8';
const OTHER = '06J0FZG1Y8XGG14VTQ4Y3G10MR';
const canaries = createCanaries();

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function gateway(behaviour: GatewayBehaviour = (arrival) => accepted(arrival)) {
  const double = await startGateway(behaviour);
  open.push(double);
  return double;
}

/** A channel with a password, and with a token where its gateway wants one of its own. */
function channel(origin: string, channelId = ONE, token?: string): KeptChannel {
  return {
    channelId,
    gateway: origin,
    password: new Secret(canaries.mint()),
    addedAt: '2026-11-21T14:30:00.000Z',
    ...(token !== undefined && { gatewayToken: new Secret(token) }),
  };
}

async function serve(channels: readonly KeptChannel[], env: Record<string, string> = {}) {
  const settings = { PUSH_MCP_TOOLSETS: 'pushgo', PUSHGO_MAX_RETRIES: '0', ...env };
  const server = await connect(settings, undefined, keepInMemory(channels));
  open.push(server);
  return server;
}

const message = { title: 'A title' };
type Gateway = Awaited<ReturnType<typeof gateway>>;
const tokensAt = ({ arrivals }: Gateway) => arrivals.map(({ headers }) => headers.authorization);
const passwordsAt = ({ arrivals }: Gateway) => arrivals.map((arrival) => fieldsOf(arrival).password);

describe('a request goes to the gateway of its channel', () => {
  test('with the password and the token of that one, where none is configured', async () => {
    const [near, far] = [await gateway(), await gateway()];
    const [nearToken, farToken] = [canaries.mint(), canaries.mint()];
    const kept = [channel(near.origin, ONE, nearToken), channel(far.origin, OTHER, farToken)];
    const server = await serve(kept, { PUSHGO_TOKEN: canaries.mint() });
    for (const channel_id of [ONE, OTHER, ONE])
      expect(await server.call('pushgo_message_send', { ...message, channel_id })).toHaveProperty('result');
    expect(tokensAt(near)).toEqual([`Bearer ${nearToken}`, `Bearer ${nearToken}`]);
    expect(tokensAt(far)).toEqual([`Bearer ${farToken}`]);
    expect(passwordsAt(near)).toEqual([kept[0]?.password.reveal(), kept[0]?.password.reveal()]);
    expect(passwordsAt(far)).toEqual([kept[1]?.password.reveal()]);
  });

  test('with PUSHGO_TOKEN where that is the configured one, unless the channel has a token of its own', async () => {
    const configured = await gateway();
    const [token, own] = [canaries.mint(), canaries.mint()];
    const kept = [channel(configured.origin, ONE), channel(configured.origin, OTHER, own)];
    const server = await serve(kept, { PUSHGO_BASE_URL: configured.origin, PUSHGO_TOKEN: token });
    for (const channel_id of [ONE, OTHER]) await server.call('pushgo_message_send', { ...message, channel_id });
    expect(tokensAt(configured)).toEqual([`Bearer ${token}`, `Bearer ${own}`]);
  });

  test('without any token where it has none and none is configured for it', async () => {
    const [configured, elsewhere] = [await gateway(), await gateway()];
    const kept = [channel(elsewhere.origin)];
    const nowhere = await serve(kept, { PUSHGO_TOKEN: canaries.mint() });
    expect(await nowhere.call('pushgo_message_send', message)).toHaveProperty('result');
    expect(tokensAt(elsewhere)).toEqual([undefined]);
    const server = await serve(kept, { PUSHGO_BASE_URL: configured.origin, PUSHGO_TOKEN: canaries.mint() });
    expect(await server.call('pushgo_message_send', message)).toHaveProperty('refused');
    expect([configured.arrivals.length, elsewhere.arrivals.length]).toEqual([0, 1]);
  });

  test('and not where that redirects to, whatever the port', async () => {
    const elsewhere = await gateway();
    for (const status of [302, 307, 308]) {
      const moved = await gateway(() => ({ status, headers: { location: `${elsewhere.origin}/message` } }));
      const door = await openBadPort(moved.port);
      open.push(door);
      for (const origin of [moved.origin, door.origin]) {
        const server = await serve([channel(origin, ONE, canaries.mint())], { PUSHGO_MAX_RETRIES: '2' });
        expect(await server.call('pushgo_message_send', message)).toEqual({
          refused: expect.stringContaining(`${origin} redirects to ${elsewhere.origin}; that was not followed.`),
        });
      }
      expect(moved.arrivals).toHaveLength(2);
      await door.close();
      open.splice(open.indexOf(door), 1);
    }
    expect(elsewhere.arrivals).toEqual([]);
  });

  test('that listens on its default port, which fetch refuses', async () => {
    const double = await gateway();
    const door = await openBadPort(double.port);
    open.push(door);
    const server = await serve([channel(door.origin)]);
    for (const title of ['First', 'Second'])
      expect(await server.call('pushgo_message_send', { title })).toHaveProperty('result');
    expect(double.arrivals.map((arrival) => fieldsOf(arrival).title)).toEqual(['First', 'Second']);
    expect(double.arrivals[0]?.headers['content-type']).toBe('application/json');
  });

  test('through the proxy unless it is on this machine', async () => {
    const [near, far] = [await gateway(), await gateway()];
    const proxy = await startProxy();
    open.push(proxy);
    const away = far.origin.replace('127.0.0.1', 'push.test');
    const server = await serve([channel(near.origin, ONE), channel(away, OTHER)], { HTTP_PROXY: proxy.origin });
    for (const channel_id of [ONE, OTHER, ONE])
      expect(await server.call('pushgo_message_send', { ...message, channel_id })).toHaveProperty('result');
    expect([near.arrivals.length, far.arrivals.length]).toEqual([2, 1]);
    expect(proxy.asked.length).toBeGreaterThan(0);
    expect(proxy.asked.filter((line) => !line.includes('push.test'))).toEqual([]);
  });

  test('which the audit line and the refusal name', async () => {
    const [good, bad] = [await gateway(), await gateway(() => ({ status: 500 }))];
    const server = await serve([channel(good.origin, ONE), channel(bad.origin, OTHER)]);
    await server.call('pushgo_message_send', { ...message, channel_id: ONE });
    expect(await server.call('pushgo_message_send', { ...message, channel_id: OTHER })).toEqual({
      refused: expect.stringMatching(new RegExp(`^${bad.origin} failed with 500\\.`)),
    });
    const instances = server.lines.flatMap((line) => (line.includes('"tool":') ? [JSON.parse(line).instance] : []));
    expect(instances).toEqual([good.origin, bad.origin]);
    expect(canaries.findIn(server.lines.join('\n'))).toEqual([]);
  });
});

describe('the key against repetition', () => {
  const keysAt = ({ arrivals }: Gateway) => arrivals.map((arrival) => fieldsOf(arrival).op_id);
  const tool = 'pushgo_message_send';

  test('is made anew for each call, 128 bits of chance', async () => {
    const double = await gateway();
    const server = await serve([channel(double.origin)]);
    for (let round = 0; round < 20; round += 1) await server.call(tool, message);
    const keys = keysAt(double);
    expect(new Set(keys).size).toBe(20);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  test('is the one that the call gives, where it gives one', async () => {
    const double = await gateway();
    const server = await serve([channel(double.origin)]);
    expect(await server.call(tool, { ...message, op_id: 'Mine:1' })).toMatchObject({ result: { op_id: 'Mine:1' } });
    expect(keysAt(double)).toEqual(['Mine:1']);
  });

  test.each<[string, GatewayBehaviour]>([
    [
      'a broken connection',
      (_, response) => {
        response.destroy();
        return null;
      },
    ],
    ['a 500', () => ({ status: 500, body: { success: false, error: 'x', error_code: 'internal_error' } })],
    ['a 503', () => ({ status: 503, body: { success: false, error: 'x', error_code: 'server_busy' } })],
  ])('stays the same when the request is repeated after %s, and is told when that is of no use', async (_, trouble) => {
    const double = await gateway(trouble);
    const server = await serve([channel(double.origin)], { PUSHGO_MAX_RETRIES: '2' });
    const outcome = await server.call(tool, message);
    const keys = keysAt(double);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(outcome).toEqual({ refused: expect.stringContaining(`pass op_id ${keys[0]}.`) });
  });

  test('makes a request that is repeated and then answered one that was sent once', async () => {
    let first = true;
    const double = await gateway((arrival, response) => {
      if (!first) return accepted(arrival);
      first = false;
      response.destroy();
      return null;
    });
    const server = await serve([channel(double.origin)], { PUSHGO_MAX_RETRIES: '2' });
    const outcome = await server.call(tool, message);
    const [key, repeated] = keysAt(double);
    expect(repeated).toBe(key);
    expect(outcome).toMatchObject({ result: { op_id: key, accepted: true } });
  });

  test.each<[string, GatewayBehaviour]>([
    ['no answer in time', () => new Promise(() => {})],
    ['a 400', () => ({ status: 400, body: { success: false, error: 'x', error_code: 'title_required' } })],
    ['a 401', () => ({ status: 401, body: { success: false, error: 'x', error_code: 'authentication_failed' } })],
    ['a body that is no JSON', () => ({ body: 'hello' })],
    ['a partial dispatch', (arrival) => ({ ...accepted(arrival, { accepted: false }), status: 503 })],
  ])('is no reason to repeat after %s', async (_, trouble) => {
    const double = await gateway(trouble);
    const server = await serve([channel(double.origin)], { PUSHGO_MAX_RETRIES: '2', PUSHGO_TIMEOUT: '0.5' });
    await server.call(tool, message);
    expect(double.arrivals).toHaveLength(1);
  });

  test('is told where an answer does not come in time, or is of no use', async () => {
    for (const trouble of [() => new Promise<never>(() => {}), () => ({ body: 'hello' })]) {
      const double = await gateway(trouble);
      const server = await serve([channel(double.origin)], { PUSHGO_TIMEOUT: '0.3' });
      const outcome = await server.call(tool, message);
      expect(outcome).toEqual({ refused: expect.stringContaining(`pass op_id ${keysAt(double)[0]}.`) });
    }
  });

  test('is not told where nothing was sent', async () => {
    const double = await gateway();
    await double.close();
    open.length = 0;
    const server = await serve([channel(double.origin)]);
    expect(await server.call(tool, message)).toEqual({ refused: expect.not.stringContaining('op_id') });
  });
});

describe('the size of a request', () => {
  test.each([
    [0, 'result', 1],
    [1, 'refused', 0],
  ] as const)('of %i bytes more than the gateway takes gives a %s', async (over, property, arrivals) => {
    const double = await gateway();
    const server = await serve([channel(double.origin)]);
    // What the request takes without the text that fills it up, in which ü counts as two
    await server.call('pushgo_message_send', { ...message, op_id: 'key', body: 'ü' });
    const used = double.arrivals[0]?.body.length ?? 0;
    double.arrivals.length = 0;
    const body = `ü${'x'.repeat(32_768 - used + over)}`;
    const outcome = await server.call('pushgo_message_send', { ...message, op_id: 'key', body });
    expect(outcome).toHaveProperty(property);
    expect(double.arrivals).toHaveLength(arrivals);
    if (property === 'result') expect(double.arrivals[0]?.body.length).toBe(32_768);
    else expect(outcome).toEqual({ refused: expect.stringContaining('larger than the 32768 bytes of JSON') });
  });
});

test('PUSHGO_MAX_CONCURRENT counts the requests to all gateways together', async () => {
  let [running, peak] = [0, 0];
  const busy: GatewayBehaviour = async (arrival) => {
    running += 1;
    peak = Math.max(peak, running);
    await new Promise((resolve) => setTimeout(resolve, 30));
    running -= 1;
    return accepted(arrival);
  };
  const [near, far] = [await gateway(busy), await gateway(busy)];
  const server = await serve([channel(near.origin, ONE), channel(far.origin, OTHER)], { PUSHGO_MAX_CONCURRENT: '2' });
  const calls = Array.from({ length: 8 }, (_, index) =>
    server.call('pushgo_message_send', { ...message, channel_id: index % 2 === 0 ? ONE : OTHER }),
  );
  for (const outcome of await Promise.all(calls)) expect(outcome).toHaveProperty('result');
  expect(peak).toBe(2);
});
