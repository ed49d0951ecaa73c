// Whether a credential is good: asked of the emulators, through the same way out as every tool.
import { afterEach, expect, test } from 'vitest';
import { services } from '../../overrides/registry.ts';
import { startPusharySandbox, startPushgoSandbox, startSandbox } from '../../sandbox/index.ts';
import { createApp } from '../../src/callers/app.ts';
import { openCaller } from '../../src/callers/caller.ts';
import { createCheckContext } from '../../src/calls/check.ts';
import { Secret } from '../../src/policy/secret.ts';
import type { Credentials } from '../../src/upstream/sender.ts';
import { configure } from '../support/connect.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

type Name = keyof typeof services;

async function verify(
  name: Name,
  origin: string,
  credentials: Credentials,
  channel?: { id: string; password: string },
) {
  const env = { PUSH_MCP_TOOLSETS: name, [`${services[name].settings.prefix}_BASE_URL`]: origin };
  const caller = openCaller(createApp(configure(env, []).config, { write: () => {} }), { [name]: credentials });
  const connection = caller.connections.get(name);
  if (!connection) throw new Error('The service is off.');
  const ctx = createCheckContext(caller, connection, new AbortController().signal);
  return services[name].verify(ctx, channel && ctx.channels.once(channel.id, channel.password));
}

test.each(['2.11.4', '1.60.0'] as const)('a token of Password Pusher %s', async (release) => {
  const asked: string[] = [];
  const sandbox = await startSandbox({ release, onRequest: ({ method }) => void asked.push(method) });
  open.push(sandbox);
  expect(await verify('pwpush', sandbox.origin, { token: new Secret(sandbox.token) })).toBe('right');
  expect(await verify('pwpush', sandbox.origin, { token: new Secret('wrong-token-wrong-token') })).toBe('token');
  expect(new Set(asked)).toEqual(new Set(['GET']));
});

test('a key of Pushary', async () => {
  const sandbox = await startPusharySandbox();
  open.push(sandbox);
  expect(await verify('pushary', sandbox.origin, { token: new Secret(sandbox.apiKey) })).toBe('right');
  expect(await verify('pushary', sandbox.origin, { token: new Secret('pk_0123456789.sk_0123456789') })).toBe('token');
});

test('a channel of PushGo, to which nothing is delivered by that', async () => {
  const sandbox = await startPushgoSandbox();
  open.push(sandbox);
  const { id, password } = sandbox.channel;
  expect(await verify('pushgo', sandbox.origin, {}, { id, password })).toBe('right');
  expect(await verify('pushgo', sandbox.origin, {}, { id, password: 'another password' })).toBe('password');
  const unknown = { id: 'AZY7G6ZM7GKK8YR8J2KPM6RAB8', password };
  expect(await verify('pushgo', sandbox.origin, {}, unknown)).toBe('channel');
  expect(sandbox.peek()).toEqual([]);
});

test('what tells neither comes back as the failure that it is', async () => {
  const nobody = await verify('pushary', 'http://127.0.0.1:9', { token: new Secret('pk_a.sk_b') });
  expect(nobody).toMatchObject({ kind: 'network', reason: 'refused' });
});
