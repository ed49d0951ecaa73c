// An audit line holds no secret of the channels that are kept, not even where one is a part of the address that was asked.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepInMemory } from '../../src/callers/channels/memory.ts';
import { Secret } from '../../src/policy/secret.ts';
import { sampleChannel } from '../channels/samples.ts';
import { book } from '../support/book.ts';
import { type Connection, connect } from '../support/connect.ts';
import { accepted, type GatewayDouble, startGateway } from './gateway-double.ts';

let gateway: GatewayDouble;
let server: Connection;
beforeEach(async () => {
  gateway = await startGateway((arrival) => accepted(arrival));
  const host = new URL(gateway.origin).hostname;
  const channel = sampleChannel({ gateway: gateway.origin, password: new Secret(host) });
  server = await connect({ PUSHGO_CHANNELS_FILE: '/nowhere/channels.json' }, undefined, keepInMemory([channel], book));
});
afterEach(async () => {
  await server.close();
  await gateway.close();
});

test('a password that is the name of its gateway', async () => {
  expect(await server.call('pushgo_message_send', { title: 'Deployed' })).toHaveProperty('result');
  const audited = server.lines.map((line) => JSON.parse(line)).filter(({ audit }) => audit === 'push-mcp');
  const instance = `http://[redacted]:${new URL(gateway.origin).port}`;
  expect(audited).toMatchObject([{ tool: 'pushgo_message_send', outcome: 'done', instance }]);
});
