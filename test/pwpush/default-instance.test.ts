// Without an address of one's own a secret goes to the public instance, and that is told
import { afterEach, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/index.ts';
import { connect } from '../support/connect.ts';
import { startDouble } from '../support/double.ts';
import { startProxy } from '../support/proxy.ts';
import { makeCertificate } from '../support/tls.ts';

const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

/** The public instance as a double behind a proxy that leads there whatever it is asked for. */
async function startPublic(env: Record<string, string> = {}) {
  const certificate = makeCertificate();
  const double = await startDouble({ generation: 'commercial', tls: certificate });
  const proxy = await startProxy(undefined, double.port);
  const server = await connect({ HTTPS_PROXY: proxy.origin, PWPUSH_VERIFY_SSL: 'false', ...env });
  open.push(server, proxy, double, { close: () => certificate.remove() });
  return { server, proxy };
}

const warned = expect.stringMatching(/went to https:\/\/pwpush\.com.*PWPUSH_BASE_URL is not set/);

test('a push at the default instance warns where it went, and the instructions say so beforehand', async () => {
  const { server, proxy } = await startPublic();
  expect(server.client.getInstructions()).toMatch(/https:\/\/pwpush\.com.*PWPUSH_BASE_URL is not set/);
  expect(await server.call('create_push', { payload: 'swordfish', duration: '2d' })).toMatchObject({
    result: { url_token: expect.any(String), warnings: expect.arrayContaining([warned]) },
  });
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT pwpush.com:443']));
});

test('somebody who chose that instance is not warned', async () => {
  const { server } = await startPublic({ PWPUSH_BASE_URL: 'https://pwpush.com' });
  expect(server.client.getInstructions()).not.toContain('is not set,');
  const made = await server.call('create_push', { payload: 'swordfish', duration: '2d' });
  expect(made).toHaveProperty('result');
  expect(made).not.toMatchObject({ result: { warnings: expect.arrayContaining([warned]) } });
});

test('nor is somebody with an instance of their own', async () => {
  const sandbox = await startSandbox();
  const server = await connect({ PWPUSH_BASE_URL: sandbox.origin, PWPUSH_API_TOKEN: sandbox.token });
  open.push(server, sandbox);
  expect(server.client.getInstructions()).not.toContain('PWPUSH_BASE_URL');
  expect(await server.call('create_push', { payload: 'swordfish' })).toMatchObject({ result: { warnings: [] } });
});
