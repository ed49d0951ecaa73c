// How a question can end, each told apart with what to do next, and never taken for a yes.
import { describe, expect, test } from 'vitest';
import type { PusharySandboxOptions } from '../../sandbox/pushary/server.ts';
import { ASK, type Asking, LOOK, startAsking, UNKNOWN_ID, waitsFor } from './asking.ts';

/** A question to a site where everybody answers at once. */
async function askAndAnswer(value: string, about: object = {}): Promise<Record<string, unknown>> {
  const site = await startAsking({ sandbox: { onQuestion: ({ id }) => void site.sandbox.answer(id, value) } });
  return site.ask({ ...about });
}

describe('a confirm is approved', () => {
  const yes = ['yes', 'y', 'approve', 'approved', 'ok', 'okay', 'confirm', 'accept', 'true'];
  test.each([...yes, ' Yes ', 'OK', 'APPROVE\t'])('by %j', async (value) => {
    expect(await askAndAnswer(value)).toMatchObject({ answered: true, status: 'answered', approved: true });
  });

  const no = ['no', 'n', 'deny', 'yes please', 'yes, but not today', 'not ok', 'allow', '1', 'да', 'yes.', '', 'y e s'];
  test.each(no)('not by %j', async (value) => {
    expect(await askAndAnswer(value)).toMatchObject({ answered: true, status: 'answered', approved: false });
  });

  test.each([
    ['select', { type: 'select', options: ['yes', 'no'] }],
    ['input', { type: 'input' }],
  ])('and a %s is not, whatever its answer: that is data', async (_, about) => {
    const told = await askAndAnswer('yes', about);
    expect(told).toMatchObject({ answered: true, value: 'yes' });
    expect(told).not.toHaveProperty('approved');
  });
});

describe('a site', () => {
  const modes: [string, PusharySandboxOptions, object, RegExp][] = [
    ['that only notifies', { site: { mode: 'notify_only' } }, { status: 'notified', mode: 'notify_only' }, /ask here/],
    ['that does not push', { site: { mode: 'terminal_only' } }, { status: 'terminal' }, /ask here/],
    [
      'without devices',
      { site: { mode: 'no_devices' } },
      { status: 'no_devices' },
      /Nobody is connected.*cancel_question/,
    ],
    ['at whose keyboard the person is', { site: { mode: 'suppressed' } }, { status: 'suppressed' }, /cancel_question/],
    [
      'without devices that calls the question settled',
      { site: { mode: 'no_devices' }, inferred: { unseenStatus: 'terminal' } },
      { status: 'no_devices' },
      /Nobody is connected/,
    ],
  ];
  test.each(modes)('%s is told in the one request, with what to do', async (_, sandbox, told, next) => {
    const site = await startAsking({ sandbox });
    const result = await site.ask();
    expect(result).toMatchObject({ answered: false, approved: false, correlationId: site.last().id, ...told });
    expect(result.next).toMatch(next);
    expect(result).not.toHaveProperty('expiresInSeconds');
    expect(site.requests()).toEqual(['POST /ask']);
  });

  test('whose person leaves it to the computer is told as deferred, which is no yes', async () => {
    const site = await startAsking({ sandbox: { site: { mode: 'deferred' } } });
    const told = { answered: true, status: 'deferred', value: 'defer', next: expect.stringMatching(/ask here/) };
    expect(await site.ask()).toMatchObject({ ...told, approved: false });
  });

  test('that answers by itself when the time is over is told as defaulted: a yes of nobody', async () => {
    const site = await startAsking({ sandbox: { site: { defaultAnswer: 'yes' } } });
    const asking = site.ask();
    await waitsFor(site);
    site.sandbox.expire(site.last().id);
    const told = { answered: true, status: 'defaulted', value: 'yes', next: expect.stringMatching(/no person did/) };
    expect(await asking).toMatchObject({ ...told, approved: false });
    expect(await site.result('wait_for_answer', { correlationId: site.last().id })).toMatchObject(told);
  });

  test('that is not reached by the targets is told as without devices', async () => {
    const site = await startAsking();
    expect(await site.ask({ tags: ['nobody has this'] })).toMatchObject({ status: 'no_devices', approved: false });
  });
});

describe('a question without an answer', () => {
  const ends: [string, (site: Asking) => unknown, RegExp][] = [
    ['expired', (site) => site.sandbox.expire(site.last().id), /in time\. Take it for no/],
    ['cancelled', (site) => site.sandbox.end(site.last().id, 'cancelled'), /withdrawn/],
    ['unavailable', (site) => site.sandbox.end(site.last().id, 'unavailable'), /Take it for no/],
  ];
  test.each(ends)('is told as %s to both tools, and is no yes', async (status, end, next) => {
    const site = await startAsking();
    const asking = site.ask();
    await waitsFor(site);
    const correlationId = site.last().id;
    const waiting = site.result('wait_for_answer', { correlationId });
    await waitsFor(site, 2);
    end(site);
    const told = { answered: false, status, correlationId, next: expect.stringMatching(next) };
    expect(await asking).toEqual({ ...told, approved: false });
    expect(await waiting).toEqual(told);
  });

  test.each(['missing', 'not-found'] as const)(
    'is missing where its id is unknown (%s), and no error',
    async (form) => {
      const site = await startAsking({ sandbox: { inferred: { unknownQuestion: form } } });
      const told = await site.result('wait_for_answer', { correlationId: UNKNOWN_ID });
      expect(told).toEqual({
        answered: false,
        status: 'missing',
        correlationId: UNKNOWN_ID,
        next: expect.stringMatching(/list_sessions/),
      });
      expect(site.requests()).toEqual([`GET /ask/${UNKNOWN_ID}?wait=20`]);
    },
  );

  test('is told with the hint of the service in a field of its own', async () => {
    const site = await startAsking();
    const hint = 'Ask \u202Eagain\u0007 in an hour';
    const body = { answered: false, status: 'expired', hint, answerUrl: 'https://pushary.com/a/secret' };
    site.sandbox.disturb({ ...LOOK, outcome: { status: 200, body: JSON.stringify(body) } });
    const told = await site.ask();
    expect(told.hint).toBe('Ask again in an hour');
    expect(told.next).not.toContain('hour');
    expect(JSON.stringify(told)).not.toContain('secret');
  });
});

describe('cancel_question', () => {
  test('withdraws the question with one request, and whoever waits is told', async () => {
    const site = await startAsking();
    const asking = site.ask();
    await waitsFor(site);
    const correlationId = site.last().id;
    const told = { answered: false, status: 'cancelled', correlationId, next: expect.stringMatching(/withdrawn/) };
    expect(await site.result('cancel_question', { correlationId })).toEqual({ cancelled: true, ...told });
    expect(await asking).toEqual({ ...told, approved: false });
    expect(site.requests().slice(2)).toEqual([`DELETE /ask/${correlationId}`]);
  });

  test('tells the answer that was faster', async () => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    site.sandbox.answer(site.last().id, 'yes');
    expect(await site.result('cancel_question', { correlationId })).toEqual({
      cancelled: false,
      answered: true,
      status: 'answered',
      correlationId,
      value: 'yes',
    });
    expect(site.requests().slice(1)).toEqual([`DELETE /ask/${correlationId}`, `GET /ask/${correlationId}?wait=1`]);
  });

  test.each([
    ['expired', (site: Asking) => site.sandbox.expire(site.last().id)],
    ['cancelled', (site: Asking) => site.sandbox.end(site.last().id, 'cancelled')],
    ['unavailable', (site: Asking) => site.sandbox.end(site.last().id, 'unavailable')],
  ])('of a question that is %s is no error', async (status, end) => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    end(site);
    const told = await site.result('cancel_question', { correlationId });
    expect(told).toMatchObject({ cancelled: false, answered: false, status, correlationId });
  });

  test.each([200, 404])('of an unknown question is no error where the service answers %i', async (status) => {
    const site = await startAsking({ sandbox: { inferred: { unknownQuestion: 'not-found' } } });
    if (status === 404) site.sandbox.disturb({ method: 'DELETE', outcome: { status, body: '{"error":"Not found"}' } });
    const told = await site.result('cancel_question', { correlationId: UNKNOWN_ID });
    expect(told).toMatchObject({ cancelled: false, answered: false, status: 'missing' });
  });

  test('is repeated after a broken connection, and still tells that the question is withdrawn', async () => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    site.sandbox.disturb({ method: 'DELETE', outcome: 'drop-answer' });
    expect(await site.result('cancel_question', { correlationId })).toMatchObject({ status: 'cancelled' });
    expect(site.last().status).toBe('cancelled');
  });

  test('frees the place of a question', async () => {
    const site = await startAsking();
    for (const question of ['A?', 'B?', 'C?']) await site.ask({ question, wait: false });
    await expect(site.ask({ question: 'D?', wait: false })).rejects.toThrow(/cancel_question/);
    await site.result('cancel_question', { correlationId: site.last().id });
    expect(await site.ask({ question: 'D?', wait: false })).toMatchObject({ status: 'pending' });
    expect(site.requests().filter((request) => request === `${ASK.method} /ask`)).toHaveLength(5);
  });
});
