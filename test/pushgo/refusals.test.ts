import { afterEach, describe, expect, test } from 'vitest';
import { keepInMemory } from '../../src/callers/channels/memory.ts';
import { Secret } from '../../src/policy/secret.ts';
import { accepted, fieldsOf, type GatewayBehaviour, startGateway } from '../security/gateway-double.ts';
import { connect } from '../support/connect.ts';
import type { Reply } from '../support/double.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

const CHANNEL = 'AZY7G6ZM7GKK8YR8J2KPM6RAB8';
const ECHO = 'swordfish and the rest of what was sent';

/** What a call says where the gateway answers in one way; the origin and the key of the request are named as such. */
async function refusedAfter(reply: Reply | GatewayBehaviour, env: Record<string, string> = {}): Promise<string> {
  const gateway = await startGateway((arrival, response) =>
    typeof reply === 'function' ? reply(arrival, response) : reply,
  );
  const password = new Secret('correct horse battery');
  const kept = keepInMemory([
    { channelId: CHANNEL, gateway: gateway.origin, password, addedAt: '2026-11-21T14:30:00.000Z' },
  ]);
  const settings = { PUSH_MCP_TOOLSETS: 'pushgo', PUSHGO_MAX_RETRIES: '0', ...env };
  const server = await connect(settings, undefined, kept);
  open.push(server, gateway);
  const outcome = await server.call('pushgo_message_send', { title: 'A title' });
  if (!('refused' in outcome)) throw new Error('It was not refused.');
  const [arrival] = gateway.arrivals;
  const key = arrival && String(fieldsOf(arrival).op_id);
  const told = outcome.refused.replaceAll(gateway.origin, 'GATEWAY');
  expect(told).not.toMatch(/swordfish|correct horse/);
  return key === undefined ? told : told.replaceAll(key, 'KEY');
}

const envelope = (status: number, error_code?: string): Reply => ({
  status,
  body: { success: false, error: ECHO, ...(error_code !== undefined && { error_code }), problem: { detail: ECHO } },
});
const html = (status: number): Reply => ({
  status,
  body: `<h1>${ECHO}</h1>`,
  headers: { 'content-type': 'text/html' },
});

test('each code that changes what there is to do has its sentence', async () => {
  const told: Record<string, string> = {};
  for (const [status, code] of [
    [401, 'authentication_failed'],
    [403, 'password_mismatch'],
    [404, 'channel_not_found'],
    [404, 'route_not_found'],
    [400, 'invalid_request_body'],
    [400, 'title_required'],
    [503, 'server_busy'],
    [500, 'internal_error'],
    [500, 'store_error'],
  ] as const)
    told[code] = await refusedAfter(envelope(status, code));
  expect(told).toMatchInlineSnapshot(`
    {
      "authentication_failed": "GATEWAY wants its gateway token, or another one than it was given. A person sets it as PUSHGO_TOKEN beside PUSHGO_BASE_URL, or adds the channel again with \`npx push-mcp channels add\`.",
      "channel_not_found": "GATEWAY knows no such channel. Check its id and whether it belongs to this gateway.",
      "internal_error": "GATEWAY failed with 500. It may have been sent all the same: to repeat it without sending it twice, pass op_id KEY.",
      "invalid_request_body": "GATEWAY could not take the request: it may be too large. Shorten it.",
      "password_mismatch": "GATEWAY refused the password of this channel. A person gives it again with \`npx push-mcp channels add\`; it does not belong into the conversation.",
      "route_not_found": "GATEWAY is a PushGo Gateway without this route; a release older than 1.2.9 may lack it.",
      "server_busy": "GATEWAY is busy with this operation or altogether. Try again in a minute; if it stays so, without op_id. It may have been sent all the same: to repeat it without sending it twice, pass op_id KEY.",
      "store_error": "GATEWAY failed with 500. It may have been sent all the same: to repeat it without sending it twice, pass op_id KEY.",
      "title_required": "GATEWAY refused a value that this server takes for valid, so it may be another release than 1.2.9. Simplify the call, or report it.",
    }
  `);
});

test('a refusal of a value without a code is one of a value all the same', async () => {
  expect(await refusedAfter(envelope(400))).toBe(await refusedAfter(envelope(400, 'title_required')));
});

test('an answer that is none of the gateway says so, and what to check', async () => {
  const told: Record<string, string> = {};
  for (const status of [400, 401, 403, 404, 405, 413, 502]) told[status] = await refusedAfter(html(status));
  expect(told).toMatchInlineSnapshot(`
    {
      "400": "GATEWAY refused the request with 400 (html): it may be no PushGo Gateway, or something in front of it does so. Check PUSHGO_BASE_URL or the gateway of the channel.",
      "401": "GATEWAY refused the request with 401 (html): it may be no PushGo Gateway, or something in front of it does so. Check PUSHGO_BASE_URL or the gateway of the channel.",
      "403": "GATEWAY refused the request with 403 (html): it may be no PushGo Gateway, or something in front of it does so. Check PUSHGO_BASE_URL or the gateway of the channel.",
      "404": "GATEWAY refused the request with 404 (html): it may be no PushGo Gateway, or something in front of it does so. Check PUSHGO_BASE_URL or the gateway of the channel.",
      "405": "GATEWAY refused the request with 405 (html): it may be no PushGo Gateway, or something in front of it does so. Check PUSHGO_BASE_URL or the gateway of the channel.",
      "413": "GATEWAY refused the request with 413 (html): it may be no PushGo Gateway, or something in front of it does so. Check PUSHGO_BASE_URL or the gateway of the channel.",
      "502": "GATEWAY failed with 502. It may have been sent all the same: to repeat it without sending it twice, pass op_id KEY.",
    }
  `);
  expect(await refusedAfter({ status: 405 })).toContain('(empty)');
});

test('what is about the connection names the settings of PushGo and not of another service', async () => {
  const location = 'https://push.example/message';
  const told = {
    'a 200 that is no JSON': await refusedAfter({ body: ECHO }),
    'a 200 of another shape': await refusedAfter({ body: { success: true, data: { accepted: true } } }),
    'a redirect elsewhere': await refusedAfter({ status: 308, headers: { location } }),
    'a redirect to itself': await refusedAfter({ status: 302, headers: { location: '/setup' } }),
    'no answer in time': await refusedAfter(() => new Promise(() => {}), { PUSHGO_TIMEOUT: '0.3' }),
    'a broken connection': await refusedAfter((_, response) => {
      response.destroy();
      return null;
    }),
    'a 429': await refusedAfter({ status: 429, headers: { 'retry-after': '20' } }),
  };
  expect(told).toMatchInlineSnapshot(`
    {
      "a 200 of another shape": "GATEWAY answered 200 with something that is no answer of PushGo Gateway (fields missing). Check PUSHGO_BASE_URL or the gateway of the channel. It may have been sent all the same: to repeat it without sending it twice, pass op_id KEY.",
      "a 200 that is no JSON": "GATEWAY answered 200 with something that is no answer of PushGo Gateway (not JSON). Check PUSHGO_BASE_URL or the gateway of the channel. It may have been sent all the same: to repeat it without sending it twice, pass op_id KEY.",
      "a 429": "GATEWAY allows no more requests just now. Try again in 20 seconds.",
      "a broken connection": "The connection to GATEWAY broke off. It may have been sent all the same: to repeat it without sending it twice, pass op_id KEY.",
      "a redirect elsewhere": "GATEWAY redirects to https://push.example; that was not followed. If the instance has moved there, set PUSHGO_BASE_URL or the gateway of the channel to it.",
      "a redirect to itself": "GATEWAY redirects to another page of its own; that was not followed. Check PUSHGO_BASE_URL or the gateway of the channel.",
      "no answer in time": "GATEWAY did not answer within 1 second. It may have been sent all the same: to repeat it without sending it twice, pass op_id KEY.",
    }
  `);
  expect(JSON.stringify(told)).not.toMatch(/PWPUSH|Password Pusher|push may exist/);
});

describe('a code where it does not belong', () => {
  test.each([
    [200, { success: false, error: ECHO, error_code: 'password_mismatch' }],
    [200, { success: 'no', data: { message_id: 'x', op_id: 'y', channel_id: CHANNEL, accepted: true } }],
    [500, { error_code: 'password_mismatch' }],
    [403, { success: 'false', error_code: 'password_mismatch' }],
    [403, [{ success: false, error_code: 'password_mismatch' }]],
  ])('decides nothing: %i %o', async (status, body) => {
    expect(await refusedAfter({ status, body })).not.toContain('refused the password');
  });
});

test('a 503 that holds what was stored is no refusal, one without is', async () => {
  const partial: GatewayBehaviour = (arrival) => {
    const { body } = accepted(arrival, { accepted: false });
    return { status: 503, body: { ...(body as object), success: false, error: ECHO } };
  };
  await expect(refusedAfter(partial)).rejects.toThrow('It was not refused.');
  expect(await refusedAfter(envelope(503))).toMatch(/^GATEWAY failed with 503\. It may have been sent all the same/);
});
