// Decisions, bound keys, webhooks, authorizations and reminders: what partners have (contract 1.8 to 1.10).
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signWebhook } from '../../../sandbox/pushary/webhook.ts';
import { call, type Site, startPartnerSite } from './support.ts';

const refund = { question: 'Refund 120 EUR?', externalId: 'customer-1' };

async function decide(site: Site, about: object = {}): Promise<string> {
  return (await site.call('POST', '/decisions', { ...refund, ...about })).body.decisionId;
}

describe('a decision', () => {
  test('tells whom it reaches, and does not wait unless asked to', async () => {
    const site = await startPartnerSite();
    const { status, body } = await site.call('POST', '/decisions', refund);
    expect(status).toBe(200);
    expect(body).toEqual({
      decisionId: expect.any(String),
      status: 'pending',
      answered: false,
      type: 'confirm',
      question: refund.question,
      pollUrl: `${site.origin}/api/v1/server/decisions/${body.decisionId}`,
      expiresInSeconds: 3600,
      reachable: true,
      reachableChannels: ['push'],
      deviceCount: 1,
    });
  });

  test('is read with nulls where nothing is there, and stays readable', async () => {
    const site = await startPartnerSite();
    const id = await decide(site, { context: 'Order 7', expiresInSeconds: 60 });
    const pending = {
      decisionId: id,
      status: 'pending',
      answered: false,
      value: null,
      type: 'confirm',
      question: refund.question,
      options: null,
      externalId: 'customer-1',
      context: 'Order 7',
      createdAt: '2026-11-21T12:00:10.000Z',
      answeredAt: null,
      expiresAt: '2026-11-21T12:01:10.000Z',
    };
    expect((await site.call('GET', `/decisions/${id}`)).body).toEqual(pending);
    site.pass(60);
    expect((await site.call('GET', `/decisions/${id}`)).body).toEqual({ ...pending, status: 'expired' });
    site.pass(86_400);
    expect((await site.call('GET', `/decisions/${id}`)).status).toBe(200);
  });

  test('is answered through the API once', async () => {
    const site = await startPartnerSite();
    const id = await decide(site);
    const waiting = site.call('GET', `/decisions/${id}?wait=50`);
    const state = { decisionId: id, status: 'answered', answered: true, value: 'no' };
    expect((await site.call('POST', `/decisions/${id}`, { answer: 'no' })).body).toEqual(state);
    expect((await site.call('POST', `/decisions/${id}`, { answer: 'yes' })).body).toEqual(state);
    expect((await waiting).body).toMatchObject({ ...state, answeredAt: '2026-11-21T12:00:10.000Z' });
  });

  test('is cancelled once', async () => {
    const site = await startPartnerSite();
    const id = await decide(site);
    const cancel = async () => (await site.call('DELETE', `/decisions/${id}`)).body;
    expect(await cancel()).toEqual({ decisionId: id, cancelled: true, status: 'cancelled' });
    expect(await cancel()).toEqual({ decisionId: id, cancelled: false, status: 'cancelled' });
  });

  test('asked again with its key is the same, not asked again', async () => {
    const site = await startPartnerSite();
    const first = await site.call('POST', '/decisions', { ...refund, idempotencyKey: 'k' });
    const again = await site.call('POST', '/decisions', { ...refund, idempotencyKey: 'k' });
    expect(again.body).toEqual({ ...first.body, idempotent: true });
    expect(site.questions()).toHaveLength(1);
  });

  test('needs no device unless one is required', async () => {
    const site = await startPartnerSite();
    const nobody = { ...refund, externalId: 'nobody' };
    expect((await site.call('POST', '/decisions', nobody)).body).toMatchObject({ reachable: false, deviceCount: 0 });
    const required = await site.call('POST', '/decisions', { ...nobody, requireReachable: true });
    expect(required.status).toBe(409);
    expect(site.questions()).toHaveLength(1);
  });

  test('is listed newest first, by end-user and time', async () => {
    const site = await startPartnerSite();
    const first = await decide(site, { toolName: 'refund' });
    site.pass(60);
    const second = await decide(site, { externalId: 'customer-2' });
    await site.ask();
    const list = async (query: string) => {
      const { body } = await site.call('GET', `/decisions${query}`);
      return body.decisions.map(({ decisionId }: { decisionId: string }) => decisionId);
    };
    expect(await list('')).toEqual([second, first]);
    expect(await list('?externalId=customer-1')).toEqual([first]);
    expect(await list('?from=2026-11-21T12:01:00Z')).toEqual([second]);
    expect(await list('?to=2026-11-21T12:01:00Z')).toEqual([first]);
    const page = (await site.call('GET', '/decisions?limit=1')).body;
    expect(await list(`?limit=1&cursor=${page.nextCursor}`)).toEqual([first]);
    expect((await site.call('GET', '/decisions')).body.nextCursor).toBeNull();
    expect((await site.call('GET', '/decisions?cursor=x')).status).toBe(400);
  });

  test('is not a question, nor the other way round', async () => {
    const site = await startPartnerSite();
    const [decision, question] = [await decide(site), await site.ask()];
    expect((await site.call('GET', `/ask/${decision}`)).body.status).toBe('missing');
    expect((await site.call('DELETE', `/ask/${decision}`)).body.cancelled).toBe(false);
    expect((await site.call('GET', `/decisions/${question}`)).body.error).toMatch(/not found or expired/);
  });

  test.each([
    ['a question of 8001 characters', { question: 'q'.repeat(8001) }],
    ['a lifetime of 59 seconds', { expiresInSeconds: 59 }],
    ['33 parameters', { parameters: Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`p${index}`, 1])) }],
    ['a nested parameter', { parameters: { a: {} } }],
    ['a parameter of 201 characters', { parameters: { a: 'x'.repeat(201) } }],
    ['a name of 65 characters', { parameters: { ['n'.repeat(65)]: 1 } }],
    ['showing what was not sent', { presentation: { label: 'l', effect: 'e', changes: [change('amount')] } }],
    [
      'showing what looks secret',
      { parameters: { apiToken: 'x' }, presentation: { label: 'l', effect: 'e', changes: [change('apiToken')] } },
    ],
  ])('is refused with 400 for %s', async (_, about) => {
    const site = await startPartnerSite();
    expect((await site.call('POST', '/decisions', { ...refund, ...about })).status).toBe(400);
    expect(site.questions()).toEqual([]);
  });
});

function change(parameter: string) {
  return { parameter, label: 'Amount', format: { kind: 'currency', currency: 'EUR' } };
}

describe('a bound key', () => {
  async function issue(site: Site, about: object = {}) {
    const { status, body } = await site.call('POST', '/keys', { externalId: 'customer-1', ...about });
    return { status, body, use: (...args: Parameters<Site['call']>) => call(site.origin, body.apiKey, ...args) };
  }

  test('is shown once, and listed without its secret', async () => {
    const site = await startPartnerSite();
    const { status, body } = await issue(site, { name: 'App', expiresInSeconds: 60 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      scope: 'bound',
      boundExternalId: 'customer-1',
      expiresAt: '2026-11-21T12:01:10.000Z',
    });
    const list = (await site.call('GET', '/keys')).body;
    expect(list.keys).toMatchObject([{ keyPrefix: body.keyPrefix, name: 'App', isActive: true, lastUsedAt: null }]);
    expect(JSON.stringify(list)).not.toContain(body.apiKey.split('.')[1]);
  });

  test('opens, reads, lists and cancels the decisions of its end-user, and answers none', async () => {
    const site = await startPartnerSite();
    const { use } = await issue(site);
    const foreign = await decide(site, { externalId: 'customer-2' });
    const { decisionId } = (await use('POST', '/decisions', { question: 'Go?' })).body;
    expect(site.questions().at(-1)?.externalId).toBe('customer-1');
    expect((await use('GET', `/decisions/${decisionId}`)).status).toBe(200);
    expect((await use('GET', `/decisions/${foreign}`)).status).toBe(404);
    expect((await use('GET', '/decisions')).body.decisions).toMatchObject([{ decisionId }]);
    expect((await use('POST', `/decisions/${decisionId}`, { answer: 'yes' })).status).toBe(403);
    expect((await use('POST', '/decisions', { question: 'Go?', externalId: 'customer-2' })).status).toBe(403);
    expect((await use('DELETE', `/decisions/${decisionId}`)).body.cancelled).toBe(true);
    expect((await use('GET', '/subscribers')).status).toBe(403);
  });

  test('ends with its time or when revoked', async () => {
    const site = await startPartnerSite();
    const { use } = await issue(site, { expiresInSeconds: 60 });
    const { body, use: useOther } = await issue(site);
    site.pass(60);
    expect((await use('GET', '/decisions')).status).toBe(401);
    const revoke = async (prefix: string) => (await site.call('DELETE', `/keys/${prefix}`)).body.revoked;
    expect([await revoke(body.keyPrefix), await revoke(body.keyPrefix), await revoke('pk_x')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await useOther('GET', '/decisions')).status).toBe(401);
    expect(await revoke(site.apiKey.split('.')[0] ?? '')).toBe(false);
  });
});

describe('webhooks', () => {
  test('are signed as in the vector of the contract', () => {
    expect(signWebhook('whsec_test', '{"correlationId":"c_1","answer":"yes"}')).toBe(
      '0c97f697cab3a4d4765bcf264100f50b866558a011920884bb0fde399f068b1a',
    );
  });

  test('carry the id of the decision, signed with the secret of the site, until it is rotated', async () => {
    const site = await startPartnerSite();
    const secretOf = async (method: string) => (await site.call(method, '/webhook-secret')).body.webhookSecret;
    const secret = await secretOf('GET');
    expect(await secretOf('GET')).toBe(secret);
    const id = await decide(site, { callbackUrl: 'https://example.org/hook' });
    site.answer(id, 'yes');
    const [webhook] = site.webhooks();
    expect(JSON.parse(webhook?.body ?? '')).toMatchObject({ correlationId: id, answer: 'yes' });
    const signature = createHmac('sha256', secret)
      .update(webhook?.body ?? '')
      .digest('hex');
    expect(webhook?.headers['X-Pushary-Signature']).toBe(signature);
    expect(await secretOf('POST')).not.toBe(secret);
  });
});

describe('enrolling', () => {
  test('gives a link for one person', async () => {
    const site = await startPartnerSite();
    const { body } = await site.call('POST', '/enroll', { externalId: 'customer-9' });
    expect(body).toEqual({
      externalId: 'customer-9',
      token: expect.any(String),
      deepLink: `pushary://enroll?token=${body.token}`,
      universalLink: `https://pushary.com/e/${body.token}`,
      expiresInSeconds: 900,
    });
  });

  test('shows in whether somebody is reachable, which opens nothing', async () => {
    const site = await startPartnerSite();
    const reach = async (id: string) => (await site.call('GET', `/reachability?externalId=${id}`)).body;
    expect(await reach('customer-1')).toMatchObject({ deliverability: 'push', reachable: true, deviceCount: 1 });
    expect(await reach('nobody')).toMatchObject({
      deliverability: 'unreachable',
      reachable: false,
      reachableChannels: [],
    });
    expect(site.questions()).toEqual([]);
  });
});

describe('authorizing', () => {
  const action = { toolName: 'refund', toolTarget: 'order-7', parameters: { amount: 50 } };
  const allow = { toolPattern: 'refund', effect: 'allow' };
  const deny = {
    toolPattern: 'ref*',
    effect: 'deny',
    conditions: [{ parameter: 'amount', operator: 'gte', value: 100 }],
  };

  async function startRuled() {
    const site = await startPartnerSite();
    for (const rule of [allow, deny]) expect((await site.call('POST', '/authorization-rules', rule)).status).toBe(200);
    return site;
  }
  const authorize = async (site: Site, about: object = {}) =>
    (await site.call('POST', '/authorize', { ...action, ...about })).body;
  const consume = (site: Site, authorizationId: string, about: object = {}) =>
    site.call('POST', '/authorizations/consume', { ...action, authorizationId, ...about });

  test('follows the rules, pages nobody and leaves the rest to a person', async () => {
    const site = await startRuled();
    expect(await authorize(site)).toMatchObject({ verdict: 'allow', authorizationId: expect.any(String) });
    expect(await authorize(site, { parameters: { amount: 100 } })).toMatchObject({
      verdict: 'deny',
      authorizationId: null,
    });
    const other = await authorize(site, { toolName: 'delete' });
    expect(other).toMatchObject({ verdict: 'requires_human', policy: null, authorizationId: null });
    expect(site.questions()).toEqual([]);
  });

  test('never takes the rule for everything, and no rule twice', async () => {
    const site = await startPartnerSite();
    const everything = { toolPattern: '*', effect: 'allow' };
    await site.call('POST', '/authorization-rules', everything);
    expect((await authorize(site)).verdict).toBe('requires_human');
    expect((await site.call('POST', '/authorization-rules', everything)).status).toBe(409);
  });

  test('gives one permit for one action', async () => {
    const site = await startRuled();
    const { authorizationId } = await authorize(site);
    const refusalOf = async (reply: ReturnType<typeof consume>) => [(await reply).status, (await reply).body.refusal];
    expect(await refusalOf(consume(site, 'x'))).toEqual([409, 'not_authorized']);
    expect(await refusalOf(consume(site, authorizationId, { toolTarget: 'order-8' }))).toEqual([
      409,
      'action_mismatch',
    ]);
    const { status, body } = await consume(site, authorizationId);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { authority: 'policy', permitId: expect.any(String) },
    });
    expect((await consume(site, authorizationId)).body).toMatchObject({
      refusal: 'already_consumed',
      executionState: 'running',
    });
    const report = (outcome: string) => site.call('POST', `/authorizations/${body.permitId}/receipt`, { outcome });
    expect((await report('failed')).body).toEqual({ permitId: body.permitId, executionState: 'failed' });
    expect((await report('succeeded')).body.executionState).toBe('failed');
    expect((await site.call('POST', '/authorizations/x/receipt', { outcome: 'failed' })).status).toBe(404);
  });

  test('ends after a while', async () => {
    const site = await startRuled();
    const { authorizationId } = await authorize(site);
    site.pass(900);
    expect((await consume(site, authorizationId)).body.refusal).toBe('expired');
  });

  test('by a person needs a yes, about this action', async () => {
    const site = await startPartnerSite();
    const approved = await decide(site, { question: 'Approve refund order-7?', externalId: undefined, ...action });
    expect((await consume(site, approved)).body.refusal).toBe('not_authorized');
    site.answer(approved, 'yes');
    expect((await consume(site, approved, { parameters: { amount: 51 } })).body.refusal).toBe('action_mismatch');
    expect((await consume(site, approved)).body.authority).toBe('human');
    const declined = await decide(site, { question: 'Approve refund order-7?', externalId: undefined, ...action });
    site.answer(declined, 'no');
    expect((await consume(site, declined)).body.refusal).toBe('not_authorized');
  });
});

describe('reminders', () => {
  const schedule = (site: Site, about: object) =>
    site.call('POST', '/reminders', { body: 'Check the deploy', ...about });

  test('arrive at their time, once', async () => {
    const site = await startPartnerSite();
    const { reminder, pending } = (await schedule(site, { inMinutes: 10, title: 'Deploy' })).body;
    expect(reminder).toMatchObject({ body: 'Check the deploy', title: 'Deploy', at: '2026-11-21T12:10:10.000Z' });
    expect(pending).toEqual([reminder]);
    site.pass(600);
    expect((await site.call('GET', '/reminders')).body.pending).toEqual([]);
    await site.call('GET', '/reminders');
    expect(site.notifications()).toMatchObject([{ title: 'Deploy', body: 'Check the deploy' }]);
  });

  test('are read and cancelled by their id', async () => {
    const site = await startPartnerSite();
    const { reminder } = (await schedule(site, { at: '2026-11-21T14:00:00+01:00' })).body;
    const post = async (about: object) => (await site.call('POST', '/reminders', about)).body;
    expect((await post({ reminderId: reminder.id })).reminder).toEqual(reminder);
    expect(await post({ cancelReminderId: reminder.id })).toMatchObject({ cancelled: true, pending: [] });
    expect(await post({ cancelReminderId: reminder.id })).toMatchObject({ cancelled: false });
    site.pass(7200);
    await site.call('GET', '/reminders');
    expect(site.notifications()).toEqual([]);
  });

  test('asked again with the same request are one', async () => {
    const site = await startPartnerSite();
    await schedule(site, { inMinutes: 10, requestId: 'r' });
    expect((await schedule(site, { inMinutes: 10, requestId: 'r' })).body).toMatchObject({ duplicate: true });
    expect((await site.call('GET', '/reminders')).body.pending).toHaveLength(1);
  });

  test.each([
    ['no time', {}],
    ['two times', { inMinutes: 1, at: '2026-11-21T13:00:00Z' }],
    ['the past', { at: '2026-11-21T11:00:00Z' }],
    ['31 days', { at: '2026-12-23T11:00:00Z' }],
    ['too many minutes', { inMinutes: 43_201 }],
    ['a long text', { inMinutes: 1, body: 'b'.repeat(181) }],
  ])('are refused for %s', async (_, about) => {
    expect((await schedule(await startPartnerSite(), about)).status).toBe(400);
  });
});
