// The sixteen tools that are nothing but their rule: one request each, and what of its answer is told.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type PusharyTest, startPushary } from '../support/pushary.ts';
import { CANARY, sixteen } from './samples.ts';

let pushary: PusharyTest;
beforeAll(async () => {
  pushary = await startPushary();
});
afterEach(() => void pushary.arrivals.splice(0));
afterAll(() => pushary.close());

const answerWith = (answer: object) =>
  pushary.sandbox.disturb({ outcome: { status: 200, body: JSON.stringify(answer) } });

const resultOf = async (name: string, args?: Record<string, unknown>) => {
  const outcome = await pushary.call(name, args);
  if (!('result' in outcome)) expect.fail(outcome.refused);
  return outcome.result;
};

describe.each(Object.entries(sixteen))('%s', (name, { least, request, body, answer, told }) => {
  test('is one request with key and content type, its body JSON where it has one', async () => {
    answerWith(answer);
    await resultOf(name, least);
    expect(pushary.requests()).toEqual([request]);
    expect(pushary.bodies()).toEqual(body ? [body] : []);
    const [arrival] = pushary.arrivals;
    if (!arrival) expect.fail('nothing arrived');
    const { headers, body: sent } = arrival;
    expect(headers).toMatchObject({
      authorization: `Bearer ${pushary.sandbox.apiKey}`,
      'content-type': 'application/json',
      accept: 'application/json',
    });
    // An action call without a body is no empty object either (docs/services/pushary.md#requests)
    if (!body) expect([sent, headers['content-length'] ?? '0']).toEqual(['', '0']);
  });

  test('tells what its rule shows, and nothing else of the answer', async () => {
    answerWith(answer);
    const result = await resultOf(name, least);
    expect(result).toEqual(told);
    expect(JSON.stringify(result)).not.toContain(CANARY);
  });

  test('takes any 2xx', async () => {
    pushary.sandbox.disturb({ outcome: { status: 202, body: JSON.stringify(answer) } });
    expect(await resultOf(name, least)).toEqual(told);
  });
});

describe('campaigns', () => {
  test('are saved, sent, looked at and counted', async () => {
    const scheduledAt = '2099-01-01T09:00:00Z';
    const waiting = await resultOf('create_campaign', { name: 'n', title: 't', body: 'b', scheduledAt });
    expect(waiting).toMatchObject({ status: 'scheduled', scheduledAt: '2099-01-01T09:00:00.000Z', totalSent: 0 });
    const { id } = await resultOf('create_campaign', { name: 'n', title: 't', body: 'b', tags: ['vip', 'newsletter'] });
    expect(pushary.bodies()[1]).toEqual({ name: 'n', title: 't', body: 'b', tags: ['vip', 'newsletter'] });
    expect(await resultOf('get_campaign', { id })).toMatchObject({ id, status: 'draft' });
    expect(pushary.sandbox.notifications()).toEqual([]);

    // One of the two with such a tag gets notifications
    expect(await resultOf('send_campaign', { id })).toMatchObject({ id, status: 'sending', totalTargeted: 1 });
    expect(pushary.sandbox.notifications()).toMatchObject([{ title: 't', body: 'b', campaignId: id }]);
    expect(await resultOf('get_campaign_stats', { id })).toMatchObject({ totalSent: 1, deliveryRate: 100 });
    expect(await resultOf('pause_campaign', { id })).toMatchObject({ status: 'paused' });
    // Paused already: a success that changes nothing (docs/services/pushary.md#campaigns)
    expect(await resultOf('pause_campaign', { id })).toMatchObject({ status: 'paused' });
    expect(await resultOf('list_campaigns')).toMatchObject({ data: [{ id }, { id: waiting.id }], hasMore: false });
  });

  test('in a state that does not allow it are refused, with what to do', async () => {
    const { id } = await resultOf('create_campaign', { name: 'n', title: 't', body: 'b' });
    expect(await pushary.call('pause_campaign', { id })).toEqual({
      refused:
        'The campaign is in a state that does not allow that. Look how it stands first.{"pushary_says":"Cannot pause a campaign that is draft"}',
    });
  });
});

test('templates keep their placeholders as they are', async () => {
  const template = { name: 'Welcome', title: 'Hello {{name}}', body: '{{name}} & <b>{{plan}}</b> {{{raw}}}' };
  expect(await resultOf('create_template', template)).toEqual({
    id: expect.stringMatching(/^tmpl_/),
    ...template,
    createdAt: expect.any(String),
  });
  expect(await resultOf('list_templates')).toMatchObject({ data: [template], hasMore: false });
});

test('flows are drafts until they are activated, and can be paused', async () => {
  const steps = [
    { stepType: 'delay', config: { delay: { value: 1.5, unit: 'days' } } },
    { stepType: 'send_notification', config: { notification: { title: 'Hi', body: 'there' } } },
    { stepType: 'exit', config: {} },
  ];
  const { id, ...rest } = await resultOf('create_flow', { name: 'n', triggerType: 'subscription', steps });
  expect(pushary.bodies()).toEqual([{ name: 'n', triggerType: 'subscription', steps }]);
  expect(rest).toMatchObject({ status: 'draft', steps: steps.map((step, stepOrder) => ({ ...step, stepOrder })) });
  expect(await resultOf('activate_flow', { id })).toMatchObject({ status: 'active' });
  expect(await resultOf('activate_flow', { id })).toMatchObject({ status: 'active' });
  expect(await resultOf('list_flows', { status: 'active' })).toMatchObject({ data: [{ id, steps }] });
  expect(await resultOf('list_flows', { status: 'paused' })).toMatchObject({ data: [] });
  expect(await resultOf('pause_flow', { id })).toMatchObject({ status: 'paused' });
});

test('subscribers are found by status, tag and own id, read one by one, and counted', async () => {
  const listed = await resultOf('list_subscribers', { status: 'active', tags: ['owner', 'vip'] });
  expect(listed).toMatchObject({
    data: [{ deviceType: 'mobile' }, { deviceType: 'desktop' }, { tags: ['vip', 'newsletter'] }],
  });
  expect(await resultOf('list_subscribers', { externalId: 'customer-1' })).toMatchObject({
    data: [{ externalId: 'customer-1' }],
  });
  const [{ id } = { id: '' }] = listed.data as { id: string }[];
  expect(await resultOf('get_subscriber', { id })).toEqual((listed.data as object[])[0]);
  expect(await resultOf('count_subscribers')).toEqual({ total: 5, active: 3, unsubscribed: 1 });
});

test('sessions are listed with their open questions, and filtered by what they do', async () => {
  pushary.sandbox.addSession({ sessionId: 'failed', errored: true });
  pushary.sandbox.addSession({ sessionId: 'busy', taskTitle: 'Fix the cart' });
  await resultOf('ask_user', { question: 'Deploy?', sessionId: 'asks', wait: false });
  const { sessions, pendingQuestions } = (await resultOf('list_sessions')) as Record<string, object[]>;
  expect(sessions).toHaveLength(3);
  expect(pendingQuestions).toMatchObject([{ question: 'Deploy?', sessionId: 'asks', type: 'confirm' }]);
  expect(await resultOf('list_sessions', { status: 'errored' })).toMatchObject({ sessions: [{ sessionId: 'failed' }] });
  expect(await resultOf('list_sessions', { status: 'waiting' })).toMatchObject({ sessions: [{ sessionId: 'asks' }] });
  expect(await resultOf('list_sessions', { limit: 1 })).toMatchObject({ sessions: [{}] });
});
