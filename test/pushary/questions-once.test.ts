// No question is asked twice: equal calls join the one that is open, and ask anew once its end was told.
import { describe, expect, test } from 'vitest';
import { ASK, type Asking, LOOK, startAsking, until, waitsFor } from './asking.ts';

/** A call that its client cancels. */
function begin(site: Asking, args: object = {}) {
  const cancelling = new AbortController();
  const call = site.connection.client
    .callTool({ name: 'ask_user', arguments: { question: 'Deploy?', ...args } }, { signal: cancelling.signal })
    .catch(() => 'cancelled');
  return { call, cancel: () => cancelling.abort() };
}

const arrived = (site: Asking, method: string) =>
  until(() => site.arrivals.some((arrival) => arrival.method === method));

describe('an equal call', () => {
  test('joins the question while it is open, however often it is made, whatever the order of its arguments', async () => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ context: 'Revision 41', tags: ['vip'], wait: false });
    for (const about of [{ wait: false }, { timeoutMs: 1000 }, { wait: false }]) {
      const told = await site.result('ask_user', {
        tags: ['vip'],
        context: 'Revision 41',
        question: 'Deploy?',
        ...about,
      });
      expect(told).toMatchObject({ status: 'pending', correlationId, approved: false });
    }
    site.sandbox.answer(site.last().id, 'yes');
    const told = await site.ask({ context: 'Revision 41', tags: ['vip'] });
    expect(told).toMatchObject({ correlationId, approved: true });
    expect(site.asked()).toBe(1);
  });

  test('made at once shares the question, and both get the answer', async () => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, delay: 100 });
    const asking = [site.ask(), site.ask(), site.ask({ timeoutMs: 20_000 })];
    await waitsFor(site, 3);
    site.sandbox.answer(site.last().id, 'no');
    for (const told of await Promise.all(asking)) {
      expect(told).toMatchObject({ correlationId: site.last().id, value: 'no', approved: false });
    }
    expect(site.asked()).toBe(1);
  });

  test('joins where the first was cancelled while it was being asked', async () => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, delay: 300 });
    const first = begin(site);
    await arrived(site, 'POST');
    first.cancel();
    expect(await first.call).toBe('cancelled');
    const asking = site.ask();
    await waitsFor(site);
    site.sandbox.answer(site.last().id, 'yes');
    expect(await asking).toMatchObject({ approved: true });
    expect([site.asked(), site.sandbox.questions().length]).toEqual([1, 1]);
  });

  test('joins where the first was cancelled while it waited, and gets an answer that came in between', async () => {
    const site = await startAsking();
    const first = begin(site);
    await waitsFor(site);
    first.cancel();
    expect(await first.call).toBe('cancelled');
    expect(site.last().status).toBe('pending');
    site.sandbox.answer(site.last().id, 'yes');
    expect(await site.ask()).toMatchObject({ approved: true, correlationId: site.last().id });
    expect(site.asked()).toBe(1);
  });

  test.each([
    ['question', { question: 'Deploy now?' }],
    ['type', { type: 'input' }],
    ['context', { context: 'Revision 42' }],
    ['options', { type: 'select', options: ['blue', 'green'] }],
    ['toolName', { toolName: 'Bash' }],
    ['toolTarget', { toolTarget: 'git push' }],
    ['placeholder', { type: 'input', placeholder: 'Why?' }],
    ['tags', { tags: ['vip'] }],
    ['sessionId', { sessionId: 'another window' }],
  ])('is none with another %s', async (_, other) => {
    const site = await startAsking();
    const first = await site.ask({ wait: false });
    const second = await site.ask({ ...other, wait: false });
    expect(second.correlationId).not.toBe(first.correlationId);
    expect(site.asked()).toBe(2);
  });
});

describe('a new question is asked by an equal call', () => {
  const ends: [string, (site: Asking, id: string) => unknown][] = [
    ['answered', (site, id) => site.sandbox.answer(id, 'no')],
    ['expired', (site, id) => site.sandbox.expire(id)],
    ['withdrawn from elsewhere', (site, id) => site.sandbox.end(id, 'cancelled')],
    ['withdrawn by cancel_question', (site, correlationId) => site.call('cancel_question', { correlationId })],
  ];
  test.each(ends)('after the first was %s and the one that waits was told so', async (_, end) => {
    const site = await startAsking();
    const asking = site.ask();
    await waitsFor(site);
    await end(site, site.last().id);
    const first = await asking;
    const second = await site.ask({ wait: false });
    expect(second).toMatchObject({ status: 'pending' });
    expect(second.correlationId).not.toBe(first.correlationId);
    expect(site.asked()).toBe(2);
  });

  test.each(ends)('after the first was %s and wait_for_answer told so', async (_, end) => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    await end(site, site.last().id);
    expect(await site.result('wait_for_answer', { correlationId })).not.toMatchObject({ status: 'pending' });
    await site.ask({ wait: false });
    expect(site.asked()).toBe(2);
  });

  test.each([
    ['expired', false],
    ['expired', true],
    ['missing', false],
    ['missing', true],
  ])('within the call where the first is %s and nobody looked (wait: %s)', async (end, wait) => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    if (end === 'expired') site.sandbox.expire(site.last().id);
    else site.sandbox.disturb({ ...LOOK, outcome: { status: 404, body: '{"error":"Question not found"}' } });
    const told = await site.ask({ wait, timeoutMs: 1000 });
    expect(told).toMatchObject({ status: 'pending', correlationId: site.last().id });
    expect(told.correlationId).not.toBe(correlationId);
    expect(site.asked()).toBe(2);
  });

  test('once where two find at the same time that the first has expired', async () => {
    const site = await startAsking();
    await site.ask({ wait: false });
    site.sandbox.expire(site.last().id);
    site.sandbox.disturb(LOOK);
    site.sandbox.disturb({ ...LOOK, delay: 200 });
    const [one, other] = await Promise.all([site.ask({ wait: false }), site.ask({ wait: false })]);
    expect(one?.correlationId).toBe(other?.correlationId);
    expect(site.asked()).toBe(2);
  });

  test('once where another call hears later that the first has expired', async () => {
    const site = await startAsking();
    site.sandbox.disturb(LOOK);
    site.sandbox.disturb({ ...LOOK, delay: 300 });
    const [first, late] = [site.ask(), site.ask()];
    await waitsFor(site, 2);
    site.sandbox.expire(site.last().id);
    expect(await Promise.race([first, late])).toMatchObject({ status: 'expired' });
    const { correlationId } = await site.ask({ wait: false });
    expect(await first).toEqual(await late);
    expect(await site.ask({ wait: false })).toMatchObject({ correlationId });
    expect(site.asked()).toBe(2);
  });
});

describe('an end that nobody heard of yet', () => {
  test('is told to the next equal call where it is an answer', async () => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    site.sandbox.answer(site.last().id, 'yes');
    expect(await site.ask({ wait: false })).toMatchObject({ correlationId, approved: true });
    expect(site.asked()).toBe(1);
  });

  test('is told to the next equal call where somebody withdrew it', async () => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    site.sandbox.end(site.last().id, 'cancelled');
    expect(await site.ask()).toMatchObject({ correlationId, status: 'cancelled', approved: false });
    expect(site.asked()).toBe(1);
  });
});

test('withdrawing a question does not wait for another one that is being asked', async () => {
  const site = await startAsking();
  const { correlationId } = await site.ask({ wait: false });
  site.sandbox.disturb({ ...ASK, delay: 20_000 });
  const other = site.ask({ question: 'Restart?', wait: false });
  let isOver = false;
  void other
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  await until(() => site.asked() === 2);
  expect(await site.result('cancel_question', { correlationId })).toMatchObject({ cancelled: true });
  expect(isOver).toBe(false);
});

test('a question that is still open after cancel_question is still joined', async () => {
  const site = await startAsking();
  const { correlationId } = await site.ask({ wait: false });
  site.sandbox.disturb({ method: 'DELETE', outcome: { status: 404, body: '{"error":"Not found"}' } });
  expect(await site.result('cancel_question', { correlationId })).toMatchObject({
    cancelled: false,
    status: 'pending',
  });
  expect(await site.ask({ wait: false })).toMatchObject({ correlationId });
  expect(site.asked()).toBe(1);
});
