// Once a request may have been done, nothing that comes after it hides that: not the failure of a repetition, whatever that is.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { four, sixteen } from '../pushary/samples.ts';
import { sendingTools } from '../pushgo/samples.ts';
import { connect } from '../support/connect.ts';
import { writingOf } from '../support/lists.ts';

vi.mock('node:timers/promises', async (original) =>
  (await import('../support/pauses.ts')).recordPauses(await original()),
);

type Behave = (response: ServerResponse, stop: () => void) => void;

const answer =
  (status: number, body = '', headers: Record<string, string> = {}): Behave =>
  (response) =>
    void response.writeHead(status, headers).end(body);

const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };

/** The request was done, or may have been, and nobody learns it. */
const lost: Readonly<Record<string, Behave>> = {
  'the connection broke': (response) => void response.destroy(),
  'half an answer came': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{', () => response.destroy());
  },
  'a proxy said 502': answer(502, '<h1>Bad gateway</h1>', html),
  'the service said 500': answer(500),
};

/** How a repetition fails without having done anything. */
const failing: Readonly<Record<string, Behave>> = {
  'too many requests': answer(429, 'Retry later', { 'retry-after': '60' }),
  'a redirect': answer(302, '', { location: 'https://sso.example.com/login' }),
  'a 404 of a proxy': answer(404, 'not here', { 'content-type': 'text/plain' }),
  'a 403': answer(403),
  'a thing that nobody knows': answer(404, '{"error":"not-found","message":"No such thing","code":"not_found"}', json),
  'nobody to send to': answer(400, '{"error":"No subscribers","code":"no_subscribers"}', json),
  'something that is over already': answer(422, '{"error":"it had ended"}', json),
  'a service that is gone': (response, stop) => {
    stop();
    response.destroy();
  },
  'no answer': () => {},
};

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** One service for all three: it answers what is read for Password Pusher to be known, and loses or refuses what is written. */
async function start() {
  const behaviours: Behave[] = [];
  const written: Record<string, unknown>[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.url?.endsWith('/version.json')) {
      const features = { pushes: { enabled: true }, accounts: { enabled: false } };
      response
        .writeHead(200, json)
        .end(JSON.stringify({ api_version: '2.1', application_version: '2.11.4', edition: 'oss', features }));
      return;
    }
    if (request.method === 'GET') return void response.writeHead(404, json).end('{}');
    written.push(body.startsWith('{') ? JSON.parse(body) : {});
    const behave = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
    behave?.(response, () => server.close());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = await connect({
    PWPUSH_BASE_URL: origin,
    PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U',
    PWPUSH_TIMEOUT: '1',
    PUSHARY_BASE_URL: origin,
    PUSHARY_API_KEY: 'pk_0123456789abcdef.sk_0123456789abcdef',
    PUSHARY_TIMEOUT: '1',
    PUSHGO_BASE_URL: origin,
    PUSHGO_LEGACY_PASSWORDS: 'true',
    PUSHGO_TIMEOUT: '1',
  });
  open.push(async () => {
    await connection.close();
    server.closeAllConnections();
    server.close();
  });
  return { connection, written, meet: (...next: Behave[]) => void behaviours.splice(0, behaviours.length, ...next) };
}

const channel = { channel_id: '06J0C2N8P3Q4R5S6T7V8W9X0Y8', password: 'a channel password' };
const calls: Readonly<Record<string, Record<string, unknown>>> = {
  create_push: { payload: 'the payload' },
  expire_push: { url_token: 'fk3mopy2vhl' },
  ...four,
  ...Object.fromEntries(Object.entries(sixteen).map(([name, { least }]) => [name, least])),
  ...Object.fromEntries(Object.entries(sendingTools).map(([name, { least }]) => [name, { ...least, ...channel }])),
};
// What is done here and not by a service cannot be lost
const sending = writingOf('pwpush', 'pushgo', 'pushary').filter((name) => name !== 'pushgo_channel_unbind');

describe.each(sending)('%s', (tool) => {
  test.each(Object.keys(lost))('says that it may be done where %s, whatever comes after that', async (loss) => {
    const meetings = Object.entries(failing).map(async ([failure, behave]) => {
      const { connection, written, meet } = await start();
      meet(lost[loss] as Behave, behave);
      const outcome = (await connection.call(tool, calls[tool])) as { refused: string };
      expect(outcome.refused, failure).toMatch(/all the same/);
      const line = JSON.parse(connection.lines.find((text) => text.includes('"audit"')) as string);
      expect(line, failure).toMatchObject({ tool, outcome: 'unknown' });
      const keys = new Set(written.map((body) => body.op_id ?? body.idempotencyKey));
      // On a busy machine the first attempt may end before it arrives
      expect(keys.size, failure).toBeLessThanOrEqual(1);
      for (const key of keys) expect(outcome.refused, failure).toContain(key ?? '');
    });
    await Promise.all(meetings);
  });
});

test('what is not sent again harms nobody: a failure without an attempt before it says nothing of the kind', async () => {
  for (const tool of sending)
    for (const failure of ['too many requests', 'a redirect', 'a 404 of a proxy', 'a 403']) {
      const { connection, meet } = await start();
      meet(failing[failure] as Behave);
      expect(await connection.call(tool, calls[tool]), `${tool}, ${failure}`).toEqual({
        refused: expect.not.stringMatching(/all the same/),
      });
    }
});

test('the key that a failure named makes the repetition of a notification the same send', async () => {
  const { connection, written, meet } = await start();
  meet(lost['the connection broke'] as Behave, failing['too many requests'] as Behave);
  const { refused } = (await connection.call('send_notification', calls.send_notification)) as { refused: string };
  const idempotencyKey = /idempotencyKey (\w+)/.exec(refused)?.[1];
  await connection.call('send_notification', { ...calls.send_notification, idempotencyKey });
  expect(new Set(written.map((body) => body.idempotencyKey))).toEqual(new Set([idempotencyKey]));
});

test('what a repetition met is told as that of the last attempt, and not of the call', async () => {
  const { connection, meet } = await start();
  meet(lost['the connection broke'] as Behave, failing['something that is over already'] as Behave);
  const { refused } = (await connection.call('expire_push', calls.expire_push)) as { refused: string };
  expect(refused).toMatch(/^An earlier attempt brought no usable answer\. The last one: /);
});

test.each(['', ' ', '\u0085'])('a blank key, %j, is none: one is made, and told', async (idempotencyKey) => {
  const { connection, written, meet } = await start();
  meet(lost['the connection broke'] as Behave, failing['too many requests'] as Behave);
  const args = { ...calls.send_notification, idempotencyKey };
  const { refused } = (await connection.call('send_notification', args)) as { refused: string };
  const keys = new Set(written.map((body) => body.idempotencyKey));
  expect([...keys]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(refused).toContain(`pass idempotencyKey ${[...keys][0]}`);
});
