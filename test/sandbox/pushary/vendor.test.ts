// Whole errands of a client that does as the vendor's: envelopes, units and statuses of contract 1.2 to 1.6.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Site, startSite } from './support.ts';
import { type ApiError, createVendorClient } from './vendor.ts';

interface Entry {
  readonly id: string;
  readonly status?: string;
}
interface Page {
  readonly data: Entry[];
  readonly hasMore: boolean;
  readonly nextCursor?: string;
}

const clientOf = ({ origin, apiKey }: Site) => createVendorClient(origin, apiKey);
type Client = ReturnType<typeof clientOf>;

/** Every entry of a list, page by page, the cursor passed on unread. */
async function walk({ request }: Client, path: string, limit?: number): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 100; pages += 1) {
    const page = await request<Page>('GET', path, undefined, { limit, cursor });
    found.push(...page.data);
    expect(page.hasMore).toBe(page.nextCursor !== undefined);
    if (!page.hasMore) return found;
    cursor = page.nextCursor;
  }
  throw new Error('The list has no end.');
}

const failure = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => expect.fail('was accepted'),
    (error: ApiError) => error,
  );

const content = { name: 'Launch', title: 'Now', body: 'All of it' };
const steps = [{ stepType: 'delay', config: { delay: { value: 1, unit: 'minutes' } } }];
const made: readonly (readonly [path: string, body: object, actions: readonly string[]])[] = [
  ['/campaigns', content, ['pause', 'resume', 'send']],
  ['/templates', content, []],
  ['/flows', { name: 'Welcome', triggerType: 'subscription', steps }, ['activate', 'pause']],
];

describe.each(made)('%s', (path, body, actions) => {
  test('are made, listed, acted on without a body and removed, and every answer is JSON', async () => {
    const site = await startSite();
    const client = clientOf(site);
    const when = new Date('2027-01-01T00:00:00Z').toISOString();
    const first = path === '/campaigns' ? { ...body, scheduledAt: when } : body;
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await client.request<Entry>('POST', path, first)).id);
    for (const limit of [undefined, 1, 2, 500])
      expect((await walk(client, path, limit)).map(({ id }) => id)).toEqual([...ids].reverse());
    const seen = [];
    for (const action of actions)
      seen.push((await client.request<Entry>('POST', `${path}/${ids[0]}/${action}`)).status);
    expect(seen).toEqual(
      { '/campaigns': ['paused', 'scheduled', 'sending'], '/flows': ['active', 'paused'] }[path] ?? [],
    );
    expect(await client.request('DELETE', `${path}/${ids[1]}`)).toEqual({ success: true });
    expect(await failure(client.request('GET', `${path}/${ids[1]}`))).toMatchObject({ status: 404 });
    expect(await walk(client, path)).toHaveLength(4);
  });
});

test('a list gives a hundred entries unless asked for more or fewer, and refuses other figures with 400', async () => {
  const site = await startSite();
  for (let count = 0; count < 120; count += 1) site.addSubscriber({ externalId: `c-${count}` });
  const client = clientOf(site);
  const page = await client.request<Page>('GET', '/subscribers');
  expect([page.data.length, page.hasMore]).toEqual([100, true]);
  const all = await walk(client, '/subscribers', 7);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const { total } = await client.request<{ total: number }>('GET', '/subscribers/count');
  expect(all).toHaveLength(total);
  for (const limit of [0, 501, -1, 1.5]) {
    const error = await failure(client.request('GET', '/subscribers', undefined, { limit }));
    expect([error.status, error.isAuthError, error.isRateLimited, error.isServerError]).toEqual([
      400,
      false,
      false,
      false,
    ]);
  }
});

test('both of the vendor’s clients find a sentence in a refusal, each where it looks first', async () => {
  const site = await startSite({ limits: { requestsPerMinute: 1 } });
  const stranger = await failure(createVendorClient(site.origin, 'pk_a.sk_b').request('GET', '/site'));
  const client = clientOf(site);
  await client.request('GET', '/site');
  const limited = await failure(client.request('GET', '/site'));
  const read = ({ body, message }: ApiError) => [message, (body as { error: string }).error];
  // TypeScript prefers `message`, Python `error` (quirk Q13)
  expect(read(stranger)).toEqual([expect.stringContaining('Bearer pk_xxx.sk_xxx'), 'Unauthorized']);
  expect(read(limited)).toEqual(['Rate limit exceeded', 'Too Many Requests']);
  const { retryAfter } = limited.body as { retryAfter: number };
  site.pass(retryAfter);
  expect(await client.request('GET', '/site')).toHaveProperty('id');
});

test('a key that is made of the parts of an errand is the same again, and sends once', async () => {
  const stableKey = (parts: readonly string[]) =>
    createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 40);
  expect(stableKey(['a', 'bc'])).toBe('40bb547d936bbd31318ee37ac8799e7ecbb22eda');
  expect(stableKey(['ab', 'c'])).toBe('6c032e631d39a14d85aff7e319546af701e26c97');
  const site = await startSite();
  const { request } = clientOf(site);
  const notice = { title: 't', body: 'b', idempotencyKey: stableKey(['order', '7']) };
  site.disturb({ method: 'POST', outcome: 'drop-answer' });
  await failure(request('POST', '/send', notice));
  expect(await request('POST', '/send', notice)).toMatchObject({ success: true, sent: 3, duplicate: true });
  expect(site.notifications()).toHaveLength(1);
});

test('an ask blocks for seconds, a reading waits for whole seconds, and answers come in between', async () => {
  const site = await startSite();
  const { request } = clientOf(site);
  const began = performance.now();
  const asked = await request<{ correlationId: string }>('POST', '/ask', { question: 'Deploy?', timeoutSeconds: 1 });
  const blocked = performance.now() - began;
  expect([blocked > 900, blocked < 3000]).toEqual([true, true]);
  expect(asked).toMatchObject({ answered: false, timedOut: true, status: 'pending' });
  setTimeout(() => site.answer(asked.correlationId, 'yes'), 200);
  const waited = await request('GET', `/ask/${asked.correlationId}`, undefined, { wait: 50 });
  expect(waited).toMatchObject({ answered: true, value: 'yes' });
  expect(performance.now() - began).toBeLessThan(5000);
  for (const timeoutSeconds of [0, 56, 1.5])
    expect(await failure(request('POST', '/ask', { question: 'q', timeoutSeconds }))).toMatchObject({ status: 400 });
});
