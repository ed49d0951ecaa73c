import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createCanaries } from '../support/canaries.ts';
import { type Connection, connect } from '../support/connect.ts';
import { type Double, startDouble, TOKEN } from '../support/double.ts';
import { pauses } from '../support/pauses.ts';
import { type ProxyDouble, startProxy } from '../support/proxy.ts';
import { type Certificate, hasOpenssl, makeCertificate } from '../support/tls.ts';

vi.mock('node:timers/promises', async (original) =>
  (await import('../support/pauses.ts')).recordPauses(await original()),
);

const canaries = createCanaries();
const token = canaries.mint();
const open: { close(): Promise<void> }[] = [];
const preview = { url_token: TOKEN };
/** The double under a name that only the proxy knows. */
const farAway = ({ origin }: Double) => origin.replace('127.0.0.1', 'pwpush.test');

afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function serve(origin: string, env: Record<string, string> = {}): Promise<Connection> {
  const server = await connect({ PWPUSH_BASE_URL: origin, PWPUSH_API_TOKEN: token, PWPUSH_MAX_RETRIES: '0', ...env });
  open.push(server);
  return server;
}

describe.skipIf(!hasOpenssl() && process.env.PUSH_MCP_REQUIRE_ALL === undefined)('TLS (needs openssl)', () => {
  let own: Certificate;
  let other: Certificate;
  let far: Certificate;
  beforeAll(() => {
    own = makeCertificate();
    far = makeCertificate('pwpush.test');
    other = makeCertificate('pwpush.example');
  });
  afterAll(() => {
    own.remove();
    other.remove();
    far.remove();
  });

  async function startTls(certificate = own): Promise<Double> {
    const double = await startDouble({ tls: certificate });
    open.push(double);
    return double;
  }

  test('a certificate that nobody signed is refused, with what to do, and nothing is sent', async () => {
    const double = await startTls();
    for (const tool of ['preview_push', 'create_push'] as const) {
      const server = await serve(double.origin, { PWPUSH_MAX_RETRIES: '2' });
      pauses.length = 0;
      const outcome = await server.call(tool, tool === 'preview_push' ? preview : { payload: 'the payload' });
      expect(outcome).toMatchObject({ refused: expect.stringMatching(/certificate .* not trusted.*PWPUSH_CA_BUNDLE/) });
      expect(pauses).toEqual([]);
    }
    expect(double.arrivals).toEqual([]);
  });

  test('PWPUSH_CA_BUNDLE with its certificate makes it trusted', async () => {
    const double = await startTls();
    const server = await serve(double.origin, { PWPUSH_CA_BUNDLE: own.path });
    expect(await server.call('preview_push', preview)).toHaveProperty('result');
    expect(server.lines.join('')).not.toContain('VERIFY_SSL');
  });

  test('PWPUSH_CA_BUNDLE with another certificate does not', async () => {
    const double = await startTls();
    const server = await serve(double.origin, { PWPUSH_CA_BUNDLE: other.path });
    expect(await server.call('preview_push', preview)).toMatchObject({
      refused: expect.stringContaining('not trusted'),
    });
    expect(double.arrivals).toEqual([]);
  });

  test('a trusted certificate for another host is refused', async () => {
    const double = await startTls(other);
    const server = await serve(double.origin, { PWPUSH_CA_BUNDLE: other.path });
    expect(await server.call('preview_push', preview)).toMatchObject({
      refused: expect.stringContaining('not trusted'),
    });
    expect(double.arrivals).toEqual([]);
  });

  test('PWPUSH_VERIFY_SSL=false takes any certificate', async () => {
    const double = await startTls(other);
    const server = await serve(double.origin, { PWPUSH_VERIFY_SSL: 'false' });
    expect(await server.call('preview_push', preview)).toHaveProperty('result');
  });

  test('a bundle that cannot be used is a refusal without its content', async () => {
    const double = await startTls();
    for (const path of ['/nowhere/ca.pem', '/etc/hostname', own.path.replace('cert', 'key')]) {
      const server = await serve(double.origin, { PWPUSH_CA_BUNDLE: path });
      expect(await server.call('preview_push', preview), path).toHaveProperty('refused');
      expect(server.lines.join('')).not.toMatch(/PRIVATE KEY|token/);
    }
    expect(double.arrivals).toEqual([]);
  });

  test('a plain server where TLS was expected, and TLS where plain was, are refusals', async () => {
    const [plain, tls] = [await startDouble(), await startTls()];
    open.push(plain);
    expect(await (await serve(plain.origin.replace('http:', 'https:'))).call('preview_push', preview)).toHaveProperty(
      'refused',
    );
    expect(await (await serve(tls.origin.replace('https:', 'http:'))).call('preview_push', preview)).toHaveProperty(
      'refused',
    );
    expect([...plain.arrivals, ...tls.arrivals]).toEqual([]);
  });

  test('HTTPS_PROXY: a tunnel, in which the certificate is still checked', async () => {
    const [double, proxy] = [await startTls(far), await startProxy()];
    open.push(proxy);
    const server = await serve(farAway(double), { HTTPS_PROXY: proxy.origin, PWPUSH_CA_BUNDLE: far.path });
    expect(await server.call('preview_push', preview)).toHaveProperty('result');
    expect(await server.call('create_push', { payload: 'the payload' })).toHaveProperty('result');
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT pwpush.test:${double.port}`]));
    const untrusting = await serve(farAway(double), { HTTPS_PROXY: proxy.origin });
    expect(await untrusting.call('preview_push', preview)).toMatchObject({
      refused: expect.stringContaining('not trusted'),
    });
  });

  test('the password of a proxy is sent to it and told nobody', async () => {
    const password = canaries.mint();
    for (const refusal of [undefined, 407, 403, 502]) {
      const [double, proxy] = [await startTls(far), await startProxy(refusal)];
      open.push(proxy);
      const address = `http://somebody:${password}%40@127.0.0.1:${proxy.port}`;
      const server = await serve(farAway(double), { https_proxy: address, PWPUSH_CA_BUNDLE: far.path });
      const outcome = await server.call('preview_push', preview);
      if (refusal === undefined) expect(outcome).toHaveProperty('result');
      else expect(outcome).toMatchObject({ refused: expect.stringContaining('The proxy between here and') });
      expect(proxy.authorizations[0]).toBe(`Basic ${Buffer.from(`somebody:${password}@`).toString('base64')}`);
      expect(
        canaries.findIn(
          JSON.stringify([outcome, server.lines, double.arrivals.map(({ headers }) => headers['proxy-authorization'])]),
        ),
      ).toEqual([]);
    }
  });
});

describe('a proxy', () => {
  let proxy: ProxyDouble;
  let double: Double;
  beforeAll(async () => {
    proxy = await startProxy();
    double = await startDouble();
  });
  afterAll(async () => {
    await proxy.close();
    await double.close();
  });

  test('is used for http with HTTP_PROXY, in either case', async () => {
    for (const name of ['HTTP_PROXY', 'http_proxy']) {
      proxy.asked.length = 0;
      const server = await serve(farAway(double), { [name]: proxy.origin });
      expect(await server.call('preview_push', preview)).toHaveProperty('result');
      expect(proxy.asked.length).toBeGreaterThan(0);
    }
  });

  test('is passed by for what NO_PROXY names', async () => {
    for (const noProxy of ['pwpush.test', `pwpush.test:${double.port}`, '*', 'example.org,pwpush.test']) {
      proxy.asked.length = 0;
      const server = await serve(farAway(double), { HTTP_PROXY: proxy.origin, NO_PROXY: noProxy });
      // Without the proxy nobody knows the name
      expect(await server.call('preview_push', preview), noProxy).toHaveProperty('refused');
      expect(proxy.asked, noProxy).toEqual([]);
    }
  });

  test('is never asked for an instance on this machine', async () => {
    proxy.asked.length = 0;
    const server = await serve(double.origin, { HTTP_PROXY: proxy.origin, HTTPS_PROXY: proxy.origin });
    expect(await server.call('preview_push', preview)).toHaveProperty('result');
    expect(proxy.asked).toEqual([]);
  });

  test('that is not there is a refusal, not a way around it', async () => {
    const gone = await startProxy();
    await gone.close();
    double.reset();
    const server = await serve(farAway(double), { HTTP_PROXY: gone.origin });
    expect(await server.call('preview_push', preview)).toHaveProperty('refused');
    expect(double.arrivals).toEqual([]);
  });

  test('of the environment of the process is not used behind the configuration', async () => {
    proxy.asked.length = 0;
    vi.stubEnv('HTTP_PROXY', proxy.origin);
    vi.stubEnv('NO_PROXY', '');
    const server = await serve(double.origin, { PWPUSH_VERIFY_SSL: 'false' });
    expect(await server.call('preview_push', preview)).toHaveProperty('result');
    vi.unstubAllEnvs();
    expect(proxy.asked).toEqual([]);
  });
});

test('a host that is not there is named as such and not tried again', async () => {
  const server = await serve('http://push-mcp.invalid', { PWPUSH_MAX_RETRIES: '2' });
  pauses.length = 0;
  expect(await server.call('preview_push', preview)).toMatchObject({
    refused: expect.stringMatching(/was not found|No connection/),
  });
  expect(pauses).toEqual([]);
});

test('an instance that closes its idle connections is spoken to over new ones', async () => {
  const double = await startDouble({ behaviour: (_, response) => void response.setHeader('connection', 'close') });
  open.push(double);
  const server = await serve(double.origin);
  for (let round = 0; round < 5; round += 1)
    expect(await server.call('create_push', { payload: 'the payload' })).toHaveProperty('result');
  expect(double.count('POST', '/pushes.json')).toBe(5);
});
