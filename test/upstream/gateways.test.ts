import { afterEach, describe, expect, test } from 'vitest';
import { keepInMemory } from '../../src/callers/channels/memory.ts';
import type { KeptChannel } from '../../src/callers/channels/store.ts';
import { Secret } from '../../src/policy/secret.ts';
import { accepted, type GatewayBehaviour, startGateway } from '../security/gateway-double.ts';
import { createCanaries } from '../support/canaries.ts';
import { connect } from '../support/connect.ts';
import { startProxy } from '../support/proxy.ts';

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

function channel(gateway: string, channelId: string): KeptChannel {
  return { channelId, gateway, password: new Secret(canaries.mint()), addedAt: '2026-11-21T14:30:00.000Z' };
}

async function serve(channels: readonly KeptChannel[], env: Record<string, string> = {}) {
  const settings = { PUSH_MCP_TOOLSETS: 'pushgo', PUSHGO_MAX_RETRIES: '0', ...env };
  const server = await connect(settings, undefined, keepInMemory(channels));
  open.push(server);
  return server;
}

const message = { title: 'A title' };

describe('a request goes to the gateway of its channel', () => {
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
