import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accepted, type GatewayBehaviour, type GatewayDouble, startGateway } from '../security/gateway-double.ts';
import { type Connection, connect } from '../support/connect.ts';
import { pushOf } from '../support/double.ts';
import { startProxy } from '../support/proxy.ts';
import { type Certificate, hasOpenssl, makeCertificate } from '../support/tls.ts';

// Ports that `fetch` refuses because browsers do. PushGo Gateway listens on the first by default
const REFUSED = [6666, 6665, 6667, 6668, 6669, 6697, 10_080, 4190, 5060, 5061, 6566, 2049];
const ID = '06J0FZG1Y8XGG14VTQ4Y3G10MR';
const message = { title: 'Disk', op_id: 'my-key' };

let folder: string;
let file: string;
const open: { close(): Promise<void> }[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-port-'));
  file = join(folder, 'channels.json');
});
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
  // Until the client has seen that the connections it kept are gone: the next gateway has the same port
  await sleep(50);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A gateway on a port that `fetch` refuses: the first one that is free. */
async function startRefused(behaviour: GatewayBehaviour = (arrival) => accepted(arrival), tls?: Certificate) {
  for (const port of REFUSED) {
    const gateway = await startGateway(behaviour, { port, ...(tls && { tls }) }).catch((error) => {
      if (error.code !== 'EADDRINUSE') throw error;
    });
    if (!gateway) continue;
    open.push(gateway);
    return gateway;
  }
  throw new Error('None of the ports is free.');
}

async function serve(origin: string, env: Record<string, string> = {}): Promise<Connection> {
  const added_at = '2026-11-21T14:30:00.000Z';
  const channel = { channel_id: ID, gateway: origin, password: 'sword fish', gateway_token: 'the-token', added_at };
  writeFileSync(file, JSON.stringify({ version: 1, channels: [channel] }), { mode: 0o600 });
  const server = await connect({ PUSHGO_CHANNELS_FILE: file, PUSHGO_MAX_RETRIES: '0', PUSHGO_TIMEOUT: '1', ...env });
  open.push(server);
  return server;
}

async function send(gateway: GatewayDouble, env: Record<string, string> = {}) {
  return (await serve(gateway.origin, env)).call('pushgo_message_send', message);
}

test('the ports are indeed ones that `fetch` refuses', async () => {
  for (const port of REFUSED)
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: { message: 'bad port' } });
});

test('a call on such a port arrives as on any other', async () => {
  const [refused, usual] = [await startRefused(), await startGateway((arrival) => accepted(arrival))];
  open.push(usual);
  const outcomes = [await send(refused), await send(usual)];
  expect(outcomes[0]).toEqual(outcomes[1]);
  expect(outcomes[0]).toHaveProperty('result.accepted', true);
  const [[one], [two]] = [refused.arrivals, usual.arrivals];
  expect([one?.method, one?.target, one?.body.toString()]).toEqual([two?.method, two?.target, two?.body.toString()]);
  expect(one?.headers).toEqual({ ...two?.headers, host: `127.0.0.1:${refused.port}` });
  expect(one?.headers).toMatchObject({ authorization: 'Bearer the-token', 'content-type': 'application/json' });
});

describe('on such a port', () => {
  let gateway: GatewayDouble;
  beforeEach(async () => {
    gateway = await startRefused();
  });

  test('connections are kept for further calls', async () => {
    const sockets = new Set<unknown>();
    gateway.behave((arrival, response) => {
      sockets.add(response.socket);
      return accepted(arrival);
    });
    const server = await serve(gateway.origin);
    for (let round = 0; round < 5; round += 1)
      expect(await server.call('pushgo_message_send', message)).toHaveProperty('result');
    // A second one where the first is not free yet
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  test.each([301, 302, 303, 307, 308])('a redirect with %i is not followed', async (status) => {
    const other = await startGateway((arrival) => accepted(arrival));
    open.push(other);
    gateway.behave(() => ({ status, headers: { location: `${other.origin}/message` } }));
    expect(await send(gateway)).toEqual({ refused: expect.stringContaining('not followed') });
    expect([gateway.arrivals.length, other.arrivals.length]).toEqual([1, 0]);
  });

  test.each([200, 204, 205, 304, 399, 404, 429, 500, 599, 600, 999])('an empty %i is a sentence', async (status) => {
    gateway.behave(() => ({ status }));
    expect(await send(gateway)).toEqual({ refused: expect.stringContaining(gateway.origin) });
  });

  test.each([
    [8 * 1024 * 1024, 'result'],
    [8 * 1024 * 1024 + 1, 'refused'],
    [40_000_000, 'refused'],
  ])('an answer of %i bytes is read up to the limit', async (bytes, key) => {
    gateway.behave((arrival) => {
      const text = JSON.stringify(accepted(arrival).body);
      return { headers: { 'content-type': 'application/json' }, body: text.padEnd(bytes) };
    });
    expect(await send(gateway, { PUSHGO_TIMEOUT: '20' })).toHaveProperty(key);
  });

  test('a code is read from an error that is not too large, and from no larger one', async () => {
    const refusal = (detail: string) => ({
      status: 403,
      body: { success: false, error_code: 'password_mismatch', error: detail },
    });
    gateway.behave(() => refusal(''));
    expect(await send(gateway)).toEqual({ refused: expect.stringContaining('refused the password') });
    gateway.behave(() => refusal('x'.repeat(64 * 1024)));
    expect(await send(gateway)).toEqual({ refused: expect.stringContaining('refused the request with 403') });
  });

  test('headers may come twice and hold anything', async () => {
    gateway.behave((arrival, response) => {
      const body = JSON.stringify(accepted(arrival).body);
      const headers = `content-type: application/json\r\nset-cookie: a\r\nset-cookie: b\r\nx-name: Zäh€\r\nx-empty:\r\n`;
      response.socket?.end(`HTTP/1.1 200 Gut, €\r\n${headers}connection: close\r\n\r\n${body}`);
      return null;
    });
    expect(await send(gateway)).toHaveProperty('result.accepted', true);
  });

  test.each<[string, GatewayBehaviour]>([
    ['at all', () => new Promise(() => {})],
    [
      'to its end',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
        return null;
      },
    ],
  ])('an answer that does not come %s is given up in time, and its connection closed', async (_, behaviour) => {
    gateway.behave(behaviour);
    expect(await send(gateway, { PUSHGO_TIMEOUT: '0.3' })).toEqual({
      refused: expect.stringMatching(/did not answer within 1 second\. .* pass op_id my-key\.$/),
    });
    await sleep(50);
    expect(gateway.abandoned()).toBe(1);
  });

  test('a call that is cancelled ends its request', async () => {
    gateway.behave(() => new Promise(() => {}));
    const { client, lines } = await serve(gateway.origin, { PUSHGO_TIMEOUT: '20' });
    const controller = new AbortController();
    const calling = client
      .callTool({ name: 'pushgo_message_send', arguments: message }, { signal: controller.signal })
      .catch(() => 'cancelled');
    while (gateway.arrivals.length === 0) await sleep(10);
    controller.abort();
    expect(await calling).toBe('cancelled');
    await sleep(100);
    expect(gateway.abandoned()).toBe(1);
    expect(lines.join('')).toContain('"outcome":"cancelled"');
  });

  test('a broken connection is repeated by the key', async () => {
    const broken: GatewayBehaviour[] = [
      (_, response) => {
        response.destroy();
        return null;
      },
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{', () => response.destroy());
        return null;
      },
      () => ({ status: 500 }),
    ];
    gateway.behave((arrival, response) => (broken.shift() ?? ((one) => accepted(one)))(arrival, response));
    const outcome = await send(gateway, { PUSHGO_MAX_RETRIES: '3' });
    expect(gateway.arrivals.map(({ body }) => JSON.parse(String(body)).op_id)).toEqual(Array(4).fill('my-key'));
    expect(outcome).toHaveProperty('result.accepted', true);
  });

  test('nobody there is said as on other ports', async () => {
    const server = await serve(gateway.origin);
    await gateway.close();
    open.shift();
    expect(await server.call('pushgo_message_send', message)).toEqual({
      refused: expect.stringContaining(`No connection to ${gateway.origin}.`),
    });
  });

  test('a proxy is used for what is not on this machine', async () => {
    const proxy = await startProxy();
    open.push(proxy);
    const server = await serve(`http://pushgo.test:${gateway.port}`, { HTTP_PROXY: proxy.origin });
    expect(await server.call('pushgo_message_send', message)).toHaveProperty('result.accepted', true);
    expect(proxy.asked).toEqual([expect.stringContaining(`pushgo.test:${gateway.port}`)]);
  });

  test('files can be pushed to a Password Pusher, too', async () => {
    writeFileSync(join(folder, 'key.pem'), 'the content of a file');
    gateway.behave(({ target, method }) => {
      if (target.includes('version'))
        return { status: target.includes('v2') ? 404 : 200, body: { api_version: '1.5' } };
      return { status: method === 'POST' ? 201 : 200, body: pushOf(gateway.origin) };
    });
    const server = await serve(gateway.origin, {
      PWPUSH_BASE_URL: gateway.origin,
      PWPUSH_API_TOKEN: 'the-token',
      PWPUSH_FILE_ROOT: folder,
    });
    expect(await server.call('create_push', { file_paths: ['key.pem'] })).toHaveProperty('result.url_token');
    const sent = gateway.arrivals.find(({ method }) => method === 'POST');
    expect(sent?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(sent?.body.toString()).toContain('the content of a file');
  });
});

describe.skipIf(!hasOpenssl() && process.env.PUSH_MCP_REQUIRE_ALL === undefined)('TLS (needs openssl)', () => {
  let own: Certificate;
  beforeAll(() => {
    own = makeCertificate();
  });
  afterAll(() => own.remove());

  test('on such a port is checked, and its settings count', async () => {
    const gateway = await startRefused(undefined, own);
    expect(await send(gateway)).toEqual({ refused: expect.stringContaining('is not trusted') });
    expect(gateway.arrivals).toEqual([]);
    expect(await send(gateway, { PUSHGO_CA_BUNDLE: own.path })).toHaveProperty('result.accepted', true);
    expect(await send(gateway, { PUSHGO_VERIFY_SSL: 'false' })).toHaveProperty('result.accepted', true);
  });

  test('where plain http was expected, and the other way round, is a sentence', async () => {
    const [tls, plain] = [await startRefused(undefined, own), await startRefused()];
    const swapped = (origin: string, scheme: string) => ({ ...tls, origin: origin.replace(/^https?/, scheme) });
    expect(await send(swapped(tls.origin, 'http'))).toHaveProperty('refused');
    expect(await send(swapped(plain.origin, 'https'))).toEqual({
      refused: expect.stringContaining('No TLS could be agreed on'),
    });
    expect([...tls.arrivals, ...plain.arrivals]).toEqual([]);
  });
});
