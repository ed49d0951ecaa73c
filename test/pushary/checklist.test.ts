// The lines of the acceptance checklist (docs/services/pushary.md#acceptance-checklist) that touch the twenty tools,
// each as a test of its name: the REST client. The other sections are in the files beside, lines that belong elsewhere
// in checklist-elsewhere.ts.
import { expect } from 'vitest';
import { configure } from '../support/connect.ts';
import { content, least, section, start, startAnswering } from './checklist.ts';
import { four, sixteen, twenty } from './samples.ts';

section('REST client', 24, (line) => {
  line('Empty key and key without a dot are refused before any request; error names where to get a key', async () => {
    const { refusal, arrivals } = await start({ env: { PUSH_MCP_TOOLSETS: 'pushary', PUSHARY_API_KEY: '' } });
    for (const name of twenty)
      expect(await refusal(name, least(name))).toMatch(/https:\/\/pushary\.com, of the form pk_….*PUSHARY_API_KEY/);
    expect(arrivals).toEqual([]);
    expect(() => configure({ PUSHARY_API_KEY: 'pk_0123456789' })).toThrow(/^PUSHARY_API_KEY is no key .* A site shows/);
  });

  line('Default base URL used; custom one has its trailing slash stripped (Python)', async () => {
    expect(configure({}).config.services.pushary.origin).toBe('https://pushary.com');
    expect(configure({ PUSHARY_BASE_URL: 'https://a.example/' }).config.services.pushary.origin).toBe(
      'https://a.example',
    );
  });

  line('Every request carries the full key as Bearer and the JSON content type', async () => {
    const { call, arrivals, sandbox } = await start();
    for (const name of twenty) await call(name, least(name));
    expect(arrivals.length).toBeGreaterThanOrEqual(20);
    const headers = { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' };
    for (const arrival of arrivals) expect(arrival.headers).toMatchObject(headers);
  });

  line('GET with query keeps the `/api/v1/server` prefix (a leading-slash join must not drop it)', async () => {
    const paths: string[] = [];
    const { result } = await start({ sandbox: { onRequest: ({ path }) => paths.push(path) } });
    await result('list_subscribers', { tags: ['vip', 'owner'], limit: 2 });
    expect(paths).toEqual([expect.stringMatching(/^\/api\/v1\/server\/subscribers\?.*tags=vip,owner/)]);
  });

  line('answered `yes` → approved; answered `no` → answered but not approved; `expired` → not approved', async () => {
    expect(await (await startAnswering('yes')).ask()).toMatchObject({ answered: true, approved: true });
    expect(await (await startAnswering('no')).ask()).toMatchObject({ answered: true, approved: false });
    const { ask } = await startAnswering(null);
    expect(await ask()).toMatchObject({ answered: false, status: 'expired', approved: false });
  });

  // Here it is no approval at all: a choice that contains "yes" is data (docs/services/pushary.md#hand-off,
  // #what-counts-as-a-yes)
  line('`select` answered → value returned, approved true', async () => {
    const { ask } = await startAnswering('yes to all');
    const told = await ask({ type: 'select', options: ['yes to all', 'none'] });
    expect(told).toMatchObject({ answered: true, value: 'yes to all' });
    expect(told).not.toHaveProperty('approved');
  });

  line('budget 0 → exactly one request, status pending, not approved', async () => {
    const { ask, requests } = await start();
    expect(await ask({ wait: false })).toMatchObject({ status: 'pending', approved: false });
    expect(requests()).toEqual(['POST /ask']);
  });

  // The documented tool takes none from a caller (docs/services/pushary.md#send_notification)
  line("caller's idempotency key is sent unchanged; without one, two identical asks get different keys", async () => {
    const { result, bodies } = await start();
    for (let i = 0; i < 2; i += 1) await result('send_notification', four.send_notification);
    const keys = bodies().map(({ idempotencyKey }) => idempotencyKey);
    expect([new Set(keys).size, keys.every((key) => /^[0-9a-f]{32}$/.test(String(key)))]).toEqual([2, true]);
    await result('send_notification', { ...four.send_notification, idempotencyKey: 'order-7' });
    expect(bodies()[2]).toMatchObject({ idempotencyKey: 'order-7' });
  });

  line("poll timeout returns the pending decision; caller abort rejects with the caller's own reason", async () => {
    const { ask, abortable, sandbox } = await start();
    const { correlationId, status } = await ask({ timeoutMs: 1000 });
    expect([status, correlationId]).toEqual(['pending', sandbox.questions()[0]?.id]);
    const stop = new AbortController();
    const waiting = abortable('wait_for_answer', { correlationId }, stop.signal);
    setTimeout(() => stop.abort(new Error('had enough')), 200);
    await expect(waiting).rejects.toThrow('had enough');
    expect(sandbox.questions()).toMatchObject([{ status: 'pending' }]);
  });

  line(
    'a stalled create is aborted within the budget with a TimeoutError; creation time counts against the wait',
    async () => {
      const { ask, refusal, sandbox, requests } = await start({ env: { PUSHARY_TIMEOUT: '2' } });
      sandbox.disturb({ method: 'POST', delay: 1500 });
      expect(await ask({ timeoutMs: 2000 })).toMatchObject({ status: 'pending' });
      // Of the two seconds one and a half were over before the wait
      expect(requests().filter((request) => /wait=(?!1$)/.test(request))).toEqual([]);
      sandbox.disturb({ method: 'POST', delay: 60_000 });
      expect(await refusal('create_template', content)).toMatch(
        / did not answer within 2 seconds\. It may have been made/,
      );
    },
  );

  line(
    'a pre-aborted signal sends no request; abort during create, get, cancel and during body reading keeps the original reason; the HTTP deadline still applies with a caller signal; the signal never appears in the query',
    async () => {
      const { ask, abortable, arrivals, sandbox, requests } = await start();
      const { correlationId } = await ask({ wait: false });
      const reason = new Error('had enough');
      await expect(abortable('count_subscribers', {}, AbortSignal.abort(reason))).rejects.toThrow('had enough');
      expect(arrivals).toHaveLength(1);
      for (const [name, args] of [
        ['create_template', content],
        ['wait_for_answer', { correlationId }],
        ['cancel_question', { correlationId }],
      ] as const) {
        sandbox.disturb({ delay: 60_000 });
        const stop = new AbortController();
        setTimeout(() => stop.abort(reason), 200);
        await expect(abortable(name, args, stop.signal)).rejects.toThrow('had enough');
      }
      expect(requests().join()).not.toMatch(/signal|abort/i);
    },
  );

  // Here it is refused, which is stricter: some servers in between decode an encoded slash
  line('ids are percent-encoded in paths (`a/b?c` → `a%2Fb%3Fc`) (Python, n8n)', async () => {
    const { refusal, arrivals } = await start();
    const byId = Object.keys(sixteen).filter((name) => 'id' in least(name));
    for (const name of byId) expect(await refusal(name, { id: 'a/b?c' })).toMatch(/^id holds characters/);
    expect([byId.length, arrivals]).toEqual([7, []]);
  });

  line('only set fields are sent; snake_case maps to camelCase (Python)', async () => {
    const { result, bodies } = await start();
    await result('create_campaign', { ...content, iconUrl: null, scheduledAt: '2099-01-01T00:00:00Z' });
    expect(bodies()).toEqual([{ ...content, scheduledAt: '2099-01-01T00:00:00Z' }]);
  });

  line(
    'error class: is an Error; carries status, statusText, code, body; 401 and 403 auth, 429 rate limit, 503 server, 400 none',
    async () => {
      const { refusal, connection, sandbox } = await start({ env: { PUSHARY_MAX_RETRIES: '0' } });
      for (const status of [401, 403, 429, 503, 400]) {
        sandbox.disturb({ outcome: { status, body: '{"error":"Its sentence"}' } });
        expect(await refusal('create_template', content)).toContain('{"pushary_says":"Its sentence"}');
      }
      const codes = connection.lines.flatMap((text) => (text.includes('"audit"') ? [JSON.parse(text).code] : []));
      expect(codes).toEqual(['KEY_REFUSED', 'PLAN', 'THROTTLED', 'SERVER_ERROR', 'INVALID']);
    },
  );

  line(
    'HTTP error text comes from the JSON body; empty body → `HTTP <status>`; network failure raises the same error type',
    async () => {
      const { refusal, sandbox } = await start({ env: { PUSHARY_MAX_RETRIES: '0' } });
      expect(await refusal('get_campaign', { id: 'x' })).toMatch(/\{"pushary_says":"Campaign not found"\}$/);
      sandbox.disturb({ outcome: { status: 502 } });
      expect(await refusal('count_subscribers')).toMatch(/ failed with 502\. Try again in a minute\.$/);
      sandbox.disturb({ outcome: 'drop-request' });
      expect(await refusal('count_subscribers')).toMatch(/^The connection to .* broke off\.$/);
    },
  );
});
