// A notification at once (docs/services/pushary.md#send, #send_notification).
import { describe, expect, test } from 'vitest';
import { startSite } from './support.ts';

const content = { title: 'Done', body: 'All green' };

test('tells how many are reached by what, and what is left of the month', async () => {
  const site = await startSite();
  const { status, body } = await site.call('POST', '/send', content);
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    campaignId: expect.stringMatching(/^camp_/),
    status: 'queued',
    queued: 3,
    sent: 3,
    delivery: { web: { recipients: 2 }, mobile: { recipients: 1 } },
    limits: { remaining: 99_997, limit: 100_000 },
  });
  expect(site.notifications()).toMatchObject([{ ...content, recipients: { web: 2, mobile: 1 } }]);
});

test('makes a campaign that is over at once', async () => {
  const site = await startSite();
  const { body } = await site.call('POST', '/send', content);
  const campaign = (await site.call('GET', `/campaigns/${body.campaignId}`)).body;
  expect(campaign).toMatchObject({ ...content, status: 'completed', totalTargeted: 3, totalSent: 3 });
});

describe('targets', () => {
  const cases: [string, object, number][] = [
    ['a tag', { tags: ['owner'] }, 2],
    ['any of several tags', { tags: ['owner', 'vip'] }, 3],
    ['a name', { externalIds: ['customer-1'] }, 1],
    ['the union of all lists', { tags: ['owner'], externalIds: ['customer-1'] }, 3],
  ];
  test.each(cases)('%s', async (_, target, sent) => {
    const site = await startSite();
    expect((await site.call('POST', '/send', { ...content, ...target })).body.sent).toBe(sent);
  });

  test('an id', async () => {
    const site = await startSite();
    const { id } = site.addSubscriber({ deviceType: 'mobile' });
    const { body } = await site.call('POST', '/send', { ...content, subscriberIds: [id] });
    expect(body.delivery).toEqual({ web: { recipients: 0, status: 'no_recipients' }, mobile: { recipients: 1 } });
  });

  test.each([
    ['nobody has the tag', { tags: ['nobody'] }],
    ['the list is empty', { subscriberIds: [] }],
    ['who is meant has unsubscribed', { tags: ['gone'] }],
  ])('that are nobody are refused: %s', async (_, target) => {
    const site = await startSite();
    site.addSubscriber({ status: 'unsubscribed', tags: ['gone'] });
    const refused = await site.call('POST', '/send', { ...content, ...target });
    expect(refused).toMatchObject({ status: 400, body: { error: 'No subscribers found' } });
    expect(site.notifications()).toEqual([]);
  });

  test('that are nobody succeed with a warning where that guess is made', async () => {
    const site = await startSite({ inferred: { emptyAudience: 'warn' }, site: { mode: 'no_devices' } });
    const { status, body } = await site.call('POST', '/send', content);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sent: 0,
      delivery: { web: { recipients: 0, status: 'not_configured' }, mobile: { recipients: 0 } },
      warning: expect.stringContaining('Settings, Connections'),
    });
  });
});

describe('the idempotency key', () => {
  test('gives the first result again, and says so', async () => {
    const site = await startSite();
    const first = await site.call('POST', '/send', { ...content, idempotencyKey: 'k' });
    const again = await site.call('POST', '/send', { ...content, idempotencyKey: 'k' });
    expect(again.body).toEqual({ ...first.body, duplicate: true });
    expect(site.notifications()).toHaveLength(1);
  });

  test('holds when both arrive at the same time', async () => {
    const site = await startSite();
    const both = [1, 2].map(() => site.call('POST', '/send', { ...content, idempotencyKey: 'k' }));
    expect((await Promise.all(both)).filter(({ body }) => body.duplicate)).toHaveLength(1);
    expect(site.notifications()).toHaveLength(1);
  });

  test('is free again after a refusal, and a day later', async () => {
    const site = await startSite();
    const send = { ...content, idempotencyKey: 'k' };
    await site.call('POST', '/send', { ...send, tags: ['nobody'] });
    expect((await site.call('POST', '/send', send)).body).not.toHaveProperty('duplicate');
    site.pass(86_400);
    expect((await site.call('POST', '/send', send)).body).not.toHaveProperty('duplicate');
  });
});

describe('a context', () => {
  const context = {
    type: 'error',
    summary: 's',
    details: ['d'],
    filesChanged: ['a.ts'],
    errorMessage: 'e',
    nextSteps: 'n',
  };

  test('is delivered in place of the address', async () => {
    const site = await startSite();
    await site.call('POST', '/send', { ...content, context, url: 'https://example.org/' });
    const [notification] = site.notifications();
    expect(notification?.context).toMatchObject(context);
    expect(notification?.url).toBeUndefined();
  });

  test('may end in a question, which is then waited for', async () => {
    const site = await startSite();
    const askQuestion = { question: 'Retry?', type: 'select', options: ['now', 'later'] };
    const { body } = await site.call('POST', '/send', {
      ...content,
      context: { ...context, askQuestion },
      sessionId: 's',
    });
    setTimeout(() => site.answer(body.linkedCorrelationId, 'later'), 50);
    const answer = await site.call('GET', `/ask/${body.linkedCorrelationId}?wait=30`);
    expect(answer.body).toMatchObject({ answered: true, value: 'later' });
    expect(site.questions()).toMatchObject([{ ...askQuestion, sessionId: 's' }]);
    expect(site.notifications()[0]?.context).not.toHaveProperty('askQuestion');
  });
});

test.each([
  ['a title of 101 characters', { title: 't'.repeat(101) }],
  ['an empty title', { title: '' }],
  ['a body of 501 characters', { body: 'b'.repeat(501) }],
  ['an address that is none', { url: 'example.org' }],
  ['an address that runs', { url: 'javascript:alert(1)' }],
  ['tags as text', { tags: 'owner' }],
  ['data as text', { data: 'x' }],
  ['a key of 201 characters', { idempotencyKey: 'k'.repeat(201) }],
  ['an unknown kind of context', { context: { type: 'party' } }],
  ['21 details', { context: { details: Array(21).fill('d') } }],
  ['a choice without options', { context: { askQuestion: { question: 'q', type: 'select' } } }],
])('is refused with 400 for %s', async (_, about) => {
  const site = await startSite();
  expect((await site.call('POST', '/send', { ...content, ...about })).status).toBe(400);
  expect(site.notifications()).toEqual([]);
});
