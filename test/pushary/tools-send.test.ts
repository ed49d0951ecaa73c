// send_notification: what arrives, how often, who got it, and the question that may go along
// (docs/services/pushary.md#send, #send_notification).
import { afterEach, describe, expect, test } from 'vitest';
import { type PusharyOptions, type PusharyTest, startPushary } from '../support/pushary.ts';
import type { Args } from './samples.ts';

let pushary: PusharyTest;
const start = async (options?: PusharyOptions) => {
  pushary = await startPushary(options);
  return pushary;
};
afterEach(() => pushary.close());

const x = (length: number) => 'x'.repeat(length);
const times = (count: number, text: string) => Array.from({ length: count }, () => text);
const least = { title: 'Done', body: 'All tests pass' };

const send = async (args: Args = {}) => {
  const outcome = await pushary.call('send_notification', { ...least, ...args });
  if (!('result' in outcome)) expect.fail(outcome.refused);
  return outcome.result;
};

const identity = {
  agentName: expect.any(String),
  sessionId: expect.any(String),
  machineId: expect.any(String),
  idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
};

const context = {
  type: 'error',
  summary: 'The build failed.',
  details: ['2 tests', 'of 300'],
  filesChanged: ['src/a.ts', 'src/b.ts'],
  errorMessage: 'expected 1 to be 2',
  errorFile: 'src/a.ts:7',
  nextSteps: 'Fix it.',
  askQuestion: { question: 'Roll back?', type: 'select', options: ['yes', 'no', 'later'] },
};

test('every field arrives as it was given, beside who sends and a key, and nothing else', async () => {
  await start();
  const all = {
    title: 'Build failed',
    body: 'See  the\nlog ✓',
    url: 'https://example.org/log?a=1&b=2',
    iconUrl: 'https://example.org/icon.png',
    imageUrl: 'https://example.org/image.png',
    subscriberIds: ['sub_x'],
    externalIds: ['customer-1'],
    tags: ['owner', 'a,b'],
    context,
  };
  expect(await send(all)).toMatchObject({ sent: 3 });
  expect(pushary.requests()).toEqual(['POST /send']);
  expect(pushary.bodies()).toEqual([{ ...all, ...identity }]);
  expect(pushary.arrivals[0]?.headers).toMatchObject({
    authorization: `Bearer ${pushary.sandbox.apiKey}`,
    'content-type': 'application/json',
  });
  const { askQuestion: _, ...shown } = context;
  expect(pushary.sandbox.notifications()).toMatchObject([{ title: 'Build failed', context: shown }]);
});

test('what was not given is not sent', async () => {
  await start();
  await send({ url: null, tags: undefined });
  expect(pushary.bodies()).toEqual([{ ...least, ...identity }]);
});

test('the result tells whom it reached by which way, and what is left of the month', async () => {
  await start({ sandbox: { limits: { notificationsPerMonth: 10 } } });
  expect(await send()).toEqual({
    sent: 3,
    delivery: { web: { recipients: 2 }, mobile: { recipients: 1 } },
    limits: { remaining: 7, limit: 10 },
  });
  expect(await send({ tags: ['vip'] })).toMatchObject({
    sent: 1,
    delivery: { mobile: { recipients: 0, status: 'no_recipients' } },
  });
  expect(await send({ tags: ['vip'], externalIds: ['customer-1', 'nobody'] })).toMatchObject({ sent: 1 });
});

describe('takes and refuses', () => {
  const taken: Args[] = [
    { title: x(100), body: x(500) },
    { context: {} },
    { context: { type: 'task_complete', summary: x(1000), nextSteps: x(1000) } },
    { context: { type: 'info', details: times(20, x(500)), filesChanged: times(100, x(300)) } },
    { context: { errorMessage: x(2000), errorFile: x(300), summary: '' } },
    { context: { askQuestion: { question: 'Go?' } } },
    { agentName: x(100), sessionId: x(128), machineId: x(128) },
    { tags: 'owner' },
  ];
  test.each(taken)('%j is taken', async (args) => {
    await start();
    expect(await send(args)).toMatchObject({ sent: expect.any(Number) });
  });

  const inContext = (fields: Args) => ({ context: fields });
  const ask = (fields: Args) => ({ context: { askQuestion: { question: 'Go?', ...fields } } });
  const refused: [Args, string][] = [
    [{ title: null, body: null }, 'title is required. body is required.'],
    [{ title: x(101) }, 'title is longer than 100 characters.'],
    [{ title: '' }, 'title is too short.'],
    [{ body: x(501) }, 'body is longer than 500 characters.'],
    [{ body: { text: 'x' } }, 'body has to be text.'],
    [{ agentName: x(101) }, 'agentName is longer than 100 characters.'],
    [{ sessionId: x(129) }, 'sessionId is longer than 128 characters.'],
    [{ machineId: x(129) }, 'machineId is longer than 128 characters.'],
    [{ subscriberIds: [1] }, 'subscriberIds[0] has to be text.'],
    [{ externalIds: { a: 1 } }, 'externalIds has to be a list.'],
    [inContext({ type: 'done' }), 'context.type is none of task_complete, error, info.'],
    [inContext({ summary: x(1001) }), 'context.summary is longer than 1000 characters.'],
    [inContext({ nextSteps: x(1001) }), 'context.nextSteps is longer than 1000 characters.'],
    [inContext({ errorMessage: x(2001) }), 'context.errorMessage is longer than 2000 characters.'],
    [inContext({ errorFile: x(301) }), 'context.errorFile is longer than 300 characters.'],
    [inContext({ details: times(21, 'x') }), 'context.details holds at most 20 entries.'],
    [inContext({ details: ['x', x(501)] }), 'context.details[1] is longer than 500 characters.'],
    [inContext({ details: 'x' }), 'context.details has to be a list.'],
    [inContext({ filesChanged: times(101, 'x') }), 'context.filesChanged holds at most 100 entries.'],
    [inContext({ filesChanged: [x(301)] }), 'context.filesChanged[0] is longer than 300 characters.'],
    [inContext({ sumary: 'x' }), 'context holds a name that it does not have.'],
    [inContext({ askQuestion: {} }), 'context.askQuestion.question is required.'],
    [ask({ type: 'yes' }), 'context.askQuestion.type is none of confirm, select, input.'],
    [ask({ options: ['a'] }), 'context.askQuestion.options holds at least 2 entries.'],
    [ask({ options: times(7, 'a') }), 'context.askQuestion.options holds at most 6 entries.'],
    [ask({ wait: true }), 'context.askQuestion holds a name that it does not have.'],
    [{ context: 'done' }, 'context has to be an object.'],
  ];
  test.each(refused)('%j is refused', async (args, sentence) => {
    await start();
    expect(await pushary.call('send_notification', { ...least, ...args })).toEqual({ refused: sentence });
    expect(pushary.arrivals).toEqual([]);
  });

  test.each(['data', 'metadata', 'campaignId'])('%s is no argument of the tool', async (name) => {
    await start();
    expect(await pushary.call('send_notification', { ...least, [name]: 'x' })).toHaveProperty('refused');
    expect(pushary.arrivals).toEqual([]);
  });
});

describe('the idempotency key', () => {
  const keys = () => pushary.bodies().map(({ idempotencyKey }) => idempotencyKey);

  test('is the same after a broken connection: it arrives once, and that is told', async () => {
    await start();
    pushary.sandbox.disturb({ outcome: 'drop-answer' });
    expect(await send()).toMatchObject({ sent: 3, duplicate: true });
    expect(pushary.sandbox.notifications()).toHaveLength(1);
    expect(keys()).toEqual([expect.any(String), keys()[0]]);
  });

  test.each([['drop-request' as const], [{ status: 502 }], [{ status: 429, headers: { 'retry-after': '0' } }]])(
    'is the same after %o',
    async (outcome) => {
      await start();
      pushary.sandbox.disturb({ outcome });
      expect(await send()).not.toHaveProperty('duplicate');
      expect(pushary.sandbox.notifications()).toHaveLength(1);
      expect(keys()).toEqual([expect.any(String), keys()[0]]);
    },
  );

  test('is made anew for each call, so that the same text may be sent again', async () => {
    await start();
    for (let i = 0; i < 3; i += 1) expect(await send()).not.toHaveProperty('duplicate');
    expect(new Set(keys()).size).toBe(3);
    expect(pushary.sandbox.notifications()).toHaveLength(3);
  });
});

describe('that nobody is there', () => {
  test('is a success with a warning where the service refuses it', async () => {
    await start({ sandbox: { site: { mode: 'no_devices' }, inferred: { emptyAudience: 'refuse' } } });
    expect(await send()).toEqual({
      sent: 0,
      warning: expect.stringMatching(/^Nobody was reached: .* in the settings/),
    });
  });

  test('is one where it is no refusal but by its sentence (docs/services/pushary.md#sending-to-nobody)', async () => {
    await start();
    pushary.sandbox.disturb({ outcome: { status: 400, body: '{"error":"No subscribers found"}' } });
    expect(await send()).toMatchObject({ sent: 0, warning: expect.stringContaining('Nobody was reached') });
  });

  test('is told in the words of the service where it has some', async () => {
    await start({ sandbox: { inferred: { emptyAudience: 'warn' } } });
    expect(await send({ externalIds: ['nobody'] })).toMatchObject({
      sent: 0,
      warning: 'No device was reached. Connect one under Settings, Connections.',
      delivery: { web: { recipients: 0, status: 'no_recipients' } },
    });
  });
});

test('a question that goes along is waited for like one that was asked', async () => {
  await start({ sandbox: { onQuestion: ({ id }) => void setTimeout(() => pushary.sandbox.answer(id, 'later'), 200) } });
  const { linkedCorrelationId } = await send({ context });
  expect(pushary.sandbox.questions()).toMatchObject([{ id: linkedCorrelationId, question: 'Roll back?' }]);
  expect(await pushary.call('wait_for_answer', { correlationId: linkedCorrelationId, timeoutMs: 5000 })).toMatchObject({
    result: { answered: true, value: 'later', correlationId: linkedCorrelationId },
  });
});
