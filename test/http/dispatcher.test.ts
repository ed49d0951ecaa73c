import { Agent, EnvHttpProxyAgent } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { Secret } from '../../src/policy/secret.ts';
import { type ConnectionOptions, createDispatcher } from '../../src/upstream/dispatcher.ts';
import { hasOpenssl, makeCertificate } from '../support/tls.ts';

const proxy = new Secret('http://proxy.example:3128');
const plain: ConnectionOptions = { verifyTls: true };
const proxied: ConnectionOptions = { ...plain, httpProxy: proxy, httpsProxy: proxy, noProxy: 'x' };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const dispatcher of open.splice(0)) await dispatcher.close();
});

async function create(options: ConnectionOptions, origin: string) {
  const dispatcher = await createDispatcher(options, origin);
  if (dispatcher) open.push(dispatcher);
  return dispatcher;
}

test('without options, and with a list of what needs no proxy alone, the built-in way is used', async () => {
  expect(await create(plain, 'https://push.example')).toBeUndefined();
  expect(await create({ ...plain, noProxy: 'x' }, 'http://push.example')).toBeUndefined();
});

describe('an origin on this machine', () => {
  const local = ['http://127.0.0.1:5100', 'http://127.1', 'https://localhost', 'http://[::1]:6666', 'http://127.9.9.9'];

  test.each(local)('%s is not asked for through a proxy, which would look on its own machine', async (origin) => {
    for (const options of [proxied, { ...plain, httpProxy: proxy }, { ...plain, httpsProxy: proxy }])
      expect(await create(options, origin)).toBeUndefined();
  });

  test.each(local)('%s keeps its TLS options without the proxy', async (origin) => {
    const dispatcher = await create({ ...proxied, verifyTls: false }, origin);
    expect(dispatcher).toBeInstanceOf(Agent);
    expect(dispatcher).not.toBeInstanceOf(EnvHttpProxyAgent);
  });
});

test.each([
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'http://10.0.0.1',
  'https://push.example',
])('%s is somewhere else and asked for through the proxy', async (origin) => {
  for (const options of [proxied, { ...plain, httpProxy: proxy }, { ...proxied, verifyTls: false }])
    expect(await create(options, origin)).toBeInstanceOf(EnvHttpProxyAgent);
});

test('one set of options serves two origins, each in its own way', async () => {
  expect(await create(proxied, 'http://127.0.0.1:6666')).toBeUndefined();
  expect(await create(proxied, 'http://push.example:6666')).toBeInstanceOf(EnvHttpProxyAgent);
});

test.skipIf(!hasOpenssl() && process.env.PUSH_MCP_REQUIRE_ALL === undefined)(
  'a CA bundle is read for each origin, and one that is gone is an error (needs openssl)',
  async () => {
    const certificate = makeCertificate();
    const options = { ...plain, caBundle: certificate.path };
    expect(await create(options, 'https://push.example')).toBeInstanceOf(Agent);
    expect(await create(options, 'https://127.0.0.1:8443')).toBeInstanceOf(Agent);
    certificate.remove();
    await expect(create(options, 'https://push.example')).rejects.toMatchObject({ code: 'ENOENT' });
  },
);
