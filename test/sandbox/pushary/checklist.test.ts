// The lines of the acceptance checklist (contract 6) that touch the REST API, each with a client that does as the vendor's.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { PusharySandboxOptions } from '../../../sandbox/pushary/server.ts';
import { startPartnerSite, startSite } from './support.ts';
import { type ApiError, createVendorClient } from './vendor.ts';

interface Seen {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

async function startSeen(options: PusharySandboxOptions = {}) {
  const seen: Seen[] = [];
  const site = await startPartnerSite({ onRequest: (request) => seen.push(request), ...options });
  const calls = () => seen.map(({ method, path }) => `${method} ${path.replace('/api/v1/server', '')}`);
  const bodies = () => seen.flatMap(({ body }) => (body === '' ? [] : [JSON.parse(body)]));
  return { site, seen, calls, bodies, ...createVendorClient(site.origin, site.apiKey) };
}

const failure = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('was accepted'),
    (error: ApiError) => error,
  );

describe('REST client', () => {
  test('every request carries the full key as Bearer and the JSON content type', async () => {
    const { site, seen, request } = await startSeen();
    await request('GET', '/site');
    await request('POST', '/webhook-secret');
    for (const { headers } of seen) {
      expect(headers).toMatchObject({ authorization: `Bearer ${site.apiKey}`, 'content-type': 'application/json' });
    }
    const [prefix = ''] = site.apiKey.split('.');
    const half = createVendorClient(site.origin, prefix);
    expect((await failure(half.request('GET', '/site'))).status).toBe(401);
  });

  test('GET with query keeps the /api/v1/server prefix', async () => {
    const { site, request } = await startSeen();
    expect(await request('GET', '/subscribers', undefined, { tags: ['vip', 'owner'], limit: 2 })).toMatchObject({
      hasMore: true,
    });
    const headers = { Authorization: `Bearer ${site.apiKey}` };
    expect((await fetch(`${site.origin}/subscribers?limit=2`, { headers })).status).toBe(404);
  });

  test('enroll POSTs exactly { externalId } to /enroll and returns the universal link', async () => {
    const { calls, bodies, request } = await startSeen();
    const link = await request('POST', '/enroll', { externalId: 'customer-1' });
    expect(link).toMatchObject({ universalLink: expect.stringMatching(/^https:\/\/pushary\.com\/e\//) });
    expect([calls(), bodies()]).toEqual([['POST /enroll'], [{ externalId: 'customer-1' }]]);
  });

  test('ask: creates with wait: false and a non-empty idempotency key, then GETs /decisions/{id} with wait', async () => {
    const { site, calls, bodies, ask } = await startSeen({
      onQuestion: ({ id }) => setTimeout(() => site.answer(id, 'yes'), 50),
    });
    const { decisionId, approved } = await ask({ question: 'Refund?' });
    expect(approved).toBe(true);
    expect(calls()).toEqual(['POST /decisions', `GET /decisions/${decisionId}?wait=50`]);
    expect(bodies()).toEqual([{ question: 'Refund?', wait: false, idempotencyKey: expect.stringMatching(/./) }]);
  });

  test.each([
    ['yes', true, true],
    ['no', true, false],
    [' Approve ', true, true],
    ['yes, but later', true, false],
    [null, false, false],
  ])('answered %j: answered %s, approved %s; expired is not approved', async (value, answered, approved) => {
    const { site, ask } = await startSeen({
      onQuestion: ({ id }) => void (value === null ? site.expire(id) : site.answer(id, value)),
    });
    expect(await ask({ question: 'Refund?' })).toMatchObject({ answered, approved });
  });

  test('select answered: value returned, approved true', async () => {
    const { site, ask } = await startSeen({ onQuestion: ({ id }) => void site.answer(id, 'yes to all') });
    const outcome = await ask({ question: 'Which?', type: 'select', options: ['yes to all', 'none'] });
    expect(outcome).toMatchObject({ value: 'yes to all', approved: true });
  });

  test('budget 0: exactly one request, status pending, not approved', async () => {
    const { calls, ask } = await startSeen();
    expect(await ask({ question: 'Refund?' }, 0)).toMatchObject({ status: 'pending', approved: false });
    expect(calls()).toEqual(['POST /decisions']);
  });

  test('the caller’s idempotency key is the decision; without one, two identical asks are two', async () => {
    const { ask } = await startSeen();
    const about = { question: 'Refund?', idempotencyKey: 'order-7' };
    const [first, again] = [await ask(about, 0), await ask(about, 0)];
    expect(again).toMatchObject({ decisionId: first.decisionId, idempotent: true });
    const [one, other] = [await ask({ question: 'Refund?' }, 0), await ask({ question: 'Refund?' }, 0)];
    expect(one.decisionId).not.toBe(other.decisionId);
  });

  test('requireReachable is honoured; reachable, reachableChannels and deviceCount are there', async () => {
    const { ask } = await startSeen();
    const reach = { reachable: true, reachableChannels: ['push'], deviceCount: 1 };
    expect(await ask({ question: 'Refund?', externalId: 'customer-1', requireReachable: true }, 0)).toMatchObject(
      reach,
    );
    const refused = await failure(ask({ question: 'Refund?', externalId: 'nobody', requireReachable: true }, 0));
    expect(refused.status).toBe(409);
    expect(await ask({ question: 'Refund?' }, 0)).not.toHaveProperty('reachable');
  });

  test('poll timeout returns the pending decision', async () => {
    const { ask } = await startSeen();
    expect(await ask({ question: 'Refund?' }, 1)).toMatchObject({ status: 'pending', approved: false });
  });

  test('a stalled create is aborted with a TimeoutError, and the same key recovers the decision', async () => {
    const { site, ask } = await startSeen();
    site.disturb({ method: 'POST', delay: 60_000 });
    const about = { question: 'Refund?', idempotencyKey: 'order-7' };
    expect(await failure(ask(about, 2))).toMatchObject({ name: 'TimeoutError' });
    expect(await ask(about, 0)).toMatchObject({ idempotent: true, status: 'pending' });
    expect(site.questions()).toHaveLength(1);
  });

  test('an abort during create, get and cancel stops the call and never cancels the question', async () => {
    const { site, ask, request } = await startSeen();
    const { decisionId } = await ask({ question: 'Refund?' }, 0);
    const reason = new Error('the caller had enough');
    const abort = AbortSignal.timeout(100);
    const stop = new AbortController();
    abort.addEventListener('abort', () => stop.abort(reason));
    const reading = request('GET', `/decisions/${decisionId}`, undefined, { wait: 50 }, stop.signal);
    expect(await failure(reading)).toBe(reason);
    expect(site.questions()).toMatchObject([{ status: 'pending' }]);
  });

  test('decisions.list passes externalId, cursor and limit, and keeps terminal statuses', async () => {
    const { site, ask, request, calls } = await startSeen();
    const externalId = 'customer 1&2';
    const first = await ask({ question: 'One?', externalId }, 0);
    await ask({ question: 'Two?', externalId }, 0);
    site.expire(first.decisionId);
    type List = { decisions: { decisionId: string; status: string }[]; nextCursor: string | null };
    const { nextCursor } = await request<List>('GET', '/decisions', undefined, { externalId, limit: 1 });
    const next = await request<List>('GET', '/decisions', undefined, { externalId, limit: 1, cursor: nextCursor });
    expect(next).toMatchObject({ decisions: [{ decisionId: first.decisionId, status: 'expired' }], nextCursor: null });
    expect(calls().at(-1)).toContain('externalId=customer+1%262');
  });

  test('keys: issue accepts 201, list has keys, revoke DELETEs the percent-encoded prefix', async () => {
    const { site, request } = await startSeen();
    expect((await site.call('POST', '/keys', { externalId: 'customer-1' })).status).toBe(201);
    const { keys } = await request<{ keys: { keyPrefix: string }[] }>('GET', '/keys');
    const prefix = keys[0]?.keyPrefix ?? '';
    const encoded = [...prefix].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
    expect(await request('DELETE', `/keys/${encoded}`)).toEqual({ keyPrefix: prefix, revoked: true });
    expect(await request('DELETE', '/keys/a%2Fb%3Fc')).toEqual({ keyPrefix: 'a/b?c', revoked: false });
  });

  test('webhook secret: GET reads, POST rotates', async () => {
    const { request } = await startSeen();
    const read = await request('GET', '/webhook-secret');
    expect(await request('GET', '/webhook-secret')).toEqual(read);
    const rotated = await request('POST', '/webhook-secret');
    expect(rotated).not.toEqual(read);
    expect(await request('GET', '/webhook-secret')).toEqual(rotated);
  });

  test('authorize: allow and deny make one call and page nobody; requires_human leads to an ask; nobody answering is no', async () => {
    const { site, calls, request, ask } = await startSeen();
    await request('POST', '/authorization-rules', { toolPattern: 'refund', effect: 'allow' });
    await request('POST', '/authorization-rules', { toolPattern: 'drop', effect: 'deny' });
    const verdict = async (toolName: string) =>
      (await request<{ verdict: string }>('POST', '/authorize', { toolName, toolTarget: 'order-7' })).verdict;
    expect([await verdict('refund'), await verdict('drop')]).toEqual(['allow', 'deny']);
    expect(calls().filter((call) => call === 'POST /authorize')).toHaveLength(2);
    expect(site.questions()).toEqual([]);
    expect(await verdict('wire')).toBe('requires_human');
    expect(
      (await ask({ question: 'Approve wire order-7?', toolName: 'wire', toolTarget: 'order-7' }, 1)).approved,
    ).toBe(false);
  });

  test('error class: status, code and body; 401 and 403 auth, 429 rate limit, 503 server, 400 none', async () => {
    const { site, request } = await startSeen({ limits: { notifications: 0 } });
    const stranger = createVendorClient(site.origin, 'pk_a.sk_b');
    const plain = await startSite();
    const errors = [
      await failure(stranger.request('GET', '/site')),
      await failure(createVendorClient(plain.origin, plain.apiKey).request('GET', '/decisions')),
      await failure(request('POST', '/send', { title: 't', body: 'b' })),
      await failure(request('POST', '/send', {})),
    ];
    site.disturb({ outcome: { status: 503 } });
    errors.push(await failure(request('GET', '/site')));
    const kinds = errors.map((error) => [error.status, error.isAuthError, error.isRateLimited, error.isServerError]);
    expect(kinds).toEqual([
      [401, true, false, false],
      [403, true, false, false],
      [429, false, true, false],
      [400, false, false, false],
      [503, false, false, true],
    ]);
    expect(errors[2]).toMatchObject({ code: 'notification_limit', body: { retryAfter: 300 } });
  });

  test('HTTP error text comes from the JSON body; empty body: HTTP <status>; network failure is an error as well', async () => {
    const { site, request } = await startSeen();
    expect((await failure(request('GET', '/campaigns/x'))).message).toBe('Campaign not found');
    site.disturb({ outcome: { status: 502 } });
    expect((await failure(request('GET', '/site'))).message).toBe('HTTP 502');
    site.disturb({ outcome: 'drop-request' });
    expect(await failure(request('GET', '/site'))).toBeInstanceOf(Error);
  });
});

describe('Webhook', () => {
  function verify(body: string, signature: string, secret: string): boolean {
    const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('hex'));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  test('valid signature accepted, tampered body or another secret rejected; a decline keeps its answer', async () => {
    const { site, request } = await startSeen();
    const { webhookSecret } = await request<{ webhookSecret: string }>('GET', '/webhook-secret');
    const id = await site.ask({ callbackUrl: 'https://example.org/hook' });
    site.answer(id, 'no');
    const [webhook] = site.webhooks();
    const body = webhook?.body ?? '';
    const signature = webhook?.headers['X-Pushary-Signature'] ?? '';
    expect(verify(body, signature, webhookSecret)).toBe(true);
    expect(verify(body.replace('"no"', '"yes"'), signature, webhookSecret)).toBe(false);
    expect(verify(body, signature, 'whsec_other')).toBe(false);
    expect(JSON.parse(body)).toMatchObject({ correlationId: id, answer: 'no', value: 'no' });
    expect(JSON.parse(body)).not.toHaveProperty('context');
  });
});

describe('MCP tool use', () => {
  const handOver = { nextAction: 'ask_in_current_client', handoffAction: 'cancel_then_ask_in_current_client' };

  test('a blocking ask, one more poll, and the server’s nextAction and handoffAction', async () => {
    const { site, request } = await startSeen();
    const first = await request<{ correlationId: string }>('POST', '/ask', { question: 'Deploy?', timeoutSeconds: 1 });
    expect(first).toMatchObject({ answered: false, timedOut: true, nextAction: 'wait_for_answer' });
    const path = `/ask/${first.correlationId}`;
    expect(await request('GET', path, undefined, { wait: 1 })).toMatchObject({ answered: false, ...handOver });
    expect(await request('DELETE', path)).toEqual({ cancelled: true, status: 'cancelled' });
    expect(site.questions()).toMatchObject([{ status: 'cancelled' }]);
  });

  test('stop and immediate hand-off come without waiting', async () => {
    const { site, request } = await startSeen({ site: { mode: 'no_devices' } });
    const begun = performance.now();
    const asked = await request<{ correlationId: string }>('POST', '/ask', { question: 'Deploy?', timeoutSeconds: 55 });
    expect(asked).toMatchObject({ noDevices: true, ...handOver });
    site.end(asked.correlationId, 'cancelled');
    const path = `/ask/${asked.correlationId}`;
    expect(await request('GET', path, undefined, { wait: 55 })).toMatchObject({
      status: 'cancelled',
      handoffAction: 'stop',
    });
    expect(await request('DELETE', path)).toMatchObject({ cancelled: false, handoffAction: 'stop' });
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  test('no device: one cancel is enough', async () => {
    const { request } = await startSeen({ site: { mode: 'no_devices' } });
    const { correlationId } = await request<{ correlationId: string }>('POST', '/ask', {
      question: 'Deploy?',
      wait: false,
    });
    expect(await request('DELETE', `/ask/${correlationId}`)).toEqual({ cancelled: true, status: 'cancelled' });
  });

  test('an answer that wins the cancel race is there in one poll of a second', async () => {
    const { site, request } = await startSeen();
    const id = await site.ask();
    site.answer(id, 'yes');
    const cancelled = await request('DELETE', `/ask/${id}`);
    expect(cancelled).toMatchObject({ cancelled: false });
    expect(cancelled).not.toHaveProperty('handoffAction');
    expect(await request('GET', `/ask/${id}`, undefined, { wait: 1 })).toMatchObject({ answered: true, value: 'yes' });
  });

  test('silence and other words are never a yes: the value comes as it was given', async () => {
    const { site, request } = await startSeen();
    const id = await site.ask();
    site.answer(id, 'yes please');
    expect(await request('GET', `/ask/${id}`)).toMatchObject({ value: 'yes please' });
  });
});

describe('n8n', () => {
  test('Get Answer is one GET /ask/<percent-encoded id> and creates nothing', async () => {
    const { site, calls, request } = await startSeen();
    expect(await request('GET', `/ask/${encodeURIComponent('a/b?c')}`)).toMatchObject({
      status: 'missing',
      correlationId: 'a/b?c',
    });
    expect(calls()).toEqual(['GET /ask/a%2Fb%3Fc']);
    expect(site.questions()).toEqual([]);
  });

  test('Send posts exactly { title, body }; Ask with waiting off posts { question, type, wait: false }', async () => {
    const { request } = await startSeen();
    expect(await request('POST', '/send', { title: 't', body: 'b' })).toMatchObject({ success: true, sent: 3 });
    const asked = await request('POST', '/ask', { question: 'Deploy?', type: 'confirm', wait: false });
    expect(asked).toEqual({ correlationId: expect.any(String), status: 'pending', expiresInSeconds: 600 });
  });

  test('a credential test is a GET of /site, 200 only with a valid key', async () => {
    const { site, request } = await startSeen();
    expect(await request('GET', '/site')).toMatchObject({ id: expect.any(String), plan: 'partner' });
    expect((await failure(createVendorClient(site.origin, 'pk_a.sk_b').request('GET', '/site'))).status).toBe(401);
  });

  test('a retried create with an identical body is the same decision', async () => {
    const { site, ask } = await startSeen();
    const about = { question: 'Refund?', externalId: 'customer-1', context: 'Order 7', idempotencyKey: 'k' };
    site.disturb({ method: 'POST', outcome: 'drop-answer' });
    await failure(ask(about, 0));
    expect(await ask(about, 0)).toMatchObject({ idempotent: true });
    expect(site.questions()).toHaveLength(1);
  });
});

describe('Our own additions', () => {
  test('429 surfaces retryAfter; the text of a 401 never contains the key', async () => {
    const { site } = await startSeen({ limits: { requestsPerMinute: 1 } });
    await site.call('GET', '/site');
    expect((await site.call('GET', '/site')).body.retryAfter).toBeGreaterThan(0);
    const stranger = await startSite();
    const key = 'pk_0123456789abcdef.sk_0123456789abcdef';
    const refused = await failure(createVendorClient(stranger.origin, key).request('GET', '/site'));
    expect(JSON.stringify(refused.body)).not.toContain('0123456789abcdef');
  });
});
