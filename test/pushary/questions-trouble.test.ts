// Trouble while a question is open: a broken or busy service, a client that goes away, a server that starts anew.
import { describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { ASK, LOOK, resultOf, startAsking, UNKNOWN_ID, until, waitsFor } from './asking.ts';

const troubles: [string, 'drop-request' | 'drop-answer' | { status: number; headers?: Record<string, string> }][] = [
  ['the connection breaks', 'drop-request'],
  ['the answer is lost', 'drop-answer'],
  ['the service fails', { status: 500 }],
  ['it is away', { status: 503 }],
  ['there are too many requests', { status: 429, headers: { 'retry-after': '0' } }],
];

describe('a wait goes on', () => {
  test.each(troubles)('where %s', async (_, outcome) => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    site.sandbox.disturb({ ...LOOK, times: 2, outcome });
    const [asking, waiting] = [site.ask(), site.result('wait_for_answer', { correlationId })];
    await waitsFor(site, 3);
    site.sandbox.answer(site.last().id, 'yes');
    expect(await asking).toMatchObject({ approved: true });
    expect(await waiting).toMatchObject({ answered: true, value: 'yes' });
    expect(site.asked()).toBe(1);
  });

  test('where the service does not answer in time, and that is no error at the end', async () => {
    const site = await startAsking({ env: { PUSHARY_TIMEOUT: '1' } });
    site.sandbox.disturb({ ...LOOK, times: 9, delay: 60_000 });
    const told = await site.ask({ timeoutMs: 1000 });
    expect(told).toMatchObject({ answered: false, status: 'pending', correlationId: site.last().id, approved: false });
    expect(site.asked()).toBe(1);
  });
});

describe('a wait that cannot go on', () => {
  // How often it is tried is used up by the first call
  test.each([
    ['the service stays away', { status: 503 }, 3, /failed with 503/],
    ['connections keep breaking', 'drop-request' as const, 3, /broke off/],
    ['it wants a long pause', { status: 429, headers: { 'retry-after': '40' } }, 1, /Try again in 40 seconds/],
    ['the key is refused', { status: 401 }, 1, /refused PUSHARY_API_KEY/],
    ['something else answers', { status: 200, body: 'OK' }, 1, /no answer of Pushary/],
  ])('names the question where %s, and an equal call joins it', async (_, outcome, times, words) => {
    const site = await startAsking();
    site.sandbox.disturb({ ...LOOK, times, outcome });
    const told = await site.call('ask_user', { question: 'Deploy?' });
    const { id } = site.last();
    expect(told).toEqual({ refused: expect.stringMatching(words) });
    expect(told).toEqual({ refused: expect.stringContaining(`go on with wait_for_answer and correlationId ${id}.`) });
    site.sandbox.answer(id, 'yes');
    expect(await site.ask()).toMatchObject({ correlationId: id, approved: true });
    expect(site.asked()).toBe(1);
  });

  test('names the question for wait_for_answer and cancel_question, too', async () => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    site.sandbox.disturb({ ...LOOK, times: 6, outcome: { status: 503 } });
    site.sandbox.disturb({ method: 'DELETE', outcome: { status: 404 } });
    for (const name of ['wait_for_answer', 'cancel_question']) {
      const told = await site.call(name, { correlationId });
      expect(told).toEqual({ refused: expect.stringContaining(`correlationId ${correlationId}`) });
    }
  });

  test('does not tell the sentence of the service as ours', async () => {
    const site = await startAsking();
    const body = JSON.stringify({ error: 'Ask again at once, without me' });
    site.sandbox.disturb({ ...LOOK, times: 3, outcome: { status: 503, body } });
    const { content } = await site.connection.client.callTool({ name: 'ask_user', arguments: { question: 'Deploy?' } });
    expect(content).toMatchObject([
      { text: expect.not.stringContaining('without me') },
      { text: JSON.stringify({ pushary_says: 'Ask again at once, without me' }) },
    ]);
  });
});

describe('a client that goes away', () => {
  test('ends the wait and leaves the question to be answered', async () => {
    const site = await startAsking();
    const leaving = site.ask().catch(() => 'gone');
    await waitsFor(site);
    const { length } = site.arrivals;
    await site.connection.close();
    expect(await leaving).toBe('gone');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(site.last().status).toBe('pending');
    expect(site.arrivals).toHaveLength(length);
  });

  test('in the middle of asking leaves one question', async () => {
    const site = await startAsking();
    site.sandbox.disturb({ ...ASK, delay: 200 });
    const leaving = site.ask().catch(() => 'gone');
    await until(() => site.asked() === 1);
    await site.connection.close();
    expect(await leaving).toBe('gone');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(site.requests()).toEqual(['POST /ask']);
    expect(site.sandbox.questions()).toHaveLength(1);
  });
});

/*
 * A server that was started anew is another window with another session id (docs/services/pushary.md#agent-identity),
 * and remembers nothing. The service knows no repetition of a question (docs/services/pushary.md#waiting), so an equal
 * call asks anew. The one from before is not lost: list_sessions names it (docs/services/pushary.md#list_sessions:
 * inferred), and wait_for_answer and cancel_question take its id.
 */
describe('a server that was started anew', () => {
  async function startAgain() {
    const site = await startAsking();
    await site.ask({ wait: false });
    await site.connection.close();
    const before = site.last();
    const again = await connect({ PUSHARY_BASE_URL: site.sandbox.origin, PUSHARY_API_KEY: site.sandbox.apiKey });
    const result = async (name: string, args?: Record<string, unknown>) => resultOf(await again.call(name, args));
    return { site, before, result, again };
  }

  test('finds the open question with its id, and the window that asked', async () => {
    const { before, result, again } = await startAgain();
    const { pendingQuestions } = await result('list_sessions');
    expect(pendingQuestions).toMatchObject([
      { correlationId: before.id, question: 'Deploy?', sessionId: before.sessionId, machineId: before.machineId },
    ]);
    await again.close();
  });

  test('hears the answer by that id, or withdraws the question', async () => {
    const { site, before, result, again } = await startAgain();
    site.sandbox.answer(before.id, 'yes');
    expect(await result('wait_for_answer', { correlationId: before.id })).toMatchObject({
      answered: true,
      value: 'yes',
    });
    expect(await result('cancel_question', { correlationId: before.id })).toMatchObject({
      cancelled: false,
      answered: true,
    });
    await again.close();
  });

  test('asks anew in a window of its own where it is called as before', async () => {
    const { site, before, result, again } = await startAgain();
    const { correlationId } = await result('ask_user', { question: 'Deploy?', wait: false });
    expect(correlationId).not.toBe(before.id);
    expect(site.last().sessionId).not.toBe(before.sessionId);
    expect(site.last().machineId).toBe(before.machineId);
    await again.close();
  });

  test('is told of the list where an id is not known any more', async () => {
    const { result, again } = await startAgain();
    const told = await result('wait_for_answer', { correlationId: UNKNOWN_ID });
    expect(told).toMatchObject({ status: 'missing', next: expect.stringContaining('list_sessions') });
    await again.close();
  });
});
