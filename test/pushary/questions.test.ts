// Asking and waiting: what goes out, when an answer comes back, and when the call ends without one.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LOOK, startAsking, UNKNOWN_ID, until, waitsFor } from './asking.ts';

afterEach(() => void vi.useRealTimers());

const pending = { status: 200, body: JSON.stringify({ answered: false, status: 'pending' }) };

describe('a question', () => {
  test.each([
    [undefined, undefined],
    [true, 1000],
    [true, 55_000],
    [false, undefined],
  ])('is asked without waiting where wait is %s and timeoutMs %s', async (wait, timeoutMs) => {
    const site = await startAsking({ sandbox: { onQuestion: ({ id }) => site.sandbox.answer(id, 'yes') } });
    await site.ask({ ...(wait !== undefined && { wait }), ...(timeoutMs !== undefined && { timeoutMs }) });
    expect(site.bodies()).toHaveLength(1);
    expect(site.bodies()[0]).toMatchObject({ question: 'Deploy?', wait: false });
    expect(site.bodies()[0]).not.toHaveProperty('timeoutSeconds');
    expect(site.bodies()[0]).not.toHaveProperty('timeoutMs');
  });

  test('is waited for where it was asked, and its answer comes at once', async () => {
    const site = await startAsking();
    const asking = site.ask({ timeoutMs: 20_000 });
    await waitsFor(site);
    site.sandbox.answer(site.last().id, 'yes');
    const correlationId = site.last().id;
    expect(await asking).toEqual({ answered: true, status: 'answered', value: 'yes', approved: true, correlationId });
    expect(site.requests()).toEqual(['POST /ask', `GET /ask/${correlationId}?wait=20`]);
  });

  test('that nobody answers in time leaves an id and says how to go on', async () => {
    const site = await startAsking();
    const told = await site.ask({ timeoutMs: 1000 });
    expect(told).toEqual({
      answered: false,
      status: 'pending',
      correlationId: site.last().id,
      approved: false,
      next: expect.stringMatching(/wait_for_answer .* cancel_question/),
    });
    expect(site.last().status).toBe('pending');
    expect(site.requests()[1]).toBe(`GET /ask/${site.last().id}?wait=1`);
  });

  test('is asked in one request with wait: false, and tells its id and how long it lives', async () => {
    const site = await startAsking();
    expect(await site.ask({ wait: false })).toEqual({
      answered: false,
      status: 'pending',
      correlationId: site.last().id,
      approved: false,
      expiresInSeconds: 600,
      next: expect.stringContaining('wait_for_answer'),
    });
    expect(site.requests()).toEqual(['POST /ask']);
  });

  test('is waited for further by its id, and nothing is asked for that', async () => {
    const site = await startAsking();
    const { correlationId } = await site.ask({ wait: false });
    const waiting = site.result('wait_for_answer', { correlationId });
    await waitsFor(site);
    site.sandbox.answer(site.last().id, 'no');
    expect(await waiting).toEqual({ answered: true, status: 'answered', value: 'no', correlationId });
    expect(site.requests()).toEqual(['POST /ask', `GET /ask/${correlationId}?wait=20`]);
  });
});

describe('timeoutMs', () => {
  test.each([
    ['ask_user', { question: 'Deploy?' }],
    ['wait_for_answer', { correlationId: UNKNOWN_ID }],
  ])('of %s is 1000 to 55000; anything else is refused before a request', async (name, args) => {
    const site = await startAsking({ sandbox: { onQuestion: ({ id }) => site.sandbox.answer(id, 'yes') } });
    const refusals = { 999: 'at least 1000', 0: 'at least 1000', 55001: 'at most 55000', 1500.5: 'a whole number' };
    for (const [timeoutMs, words] of Object.entries(refusals)) {
      const told = await site.call(name, { ...args, timeoutMs: Number(timeoutMs) });
      expect(told).toEqual({ refused: expect.stringMatching(new RegExp(`^timeoutMs .*${words}`)) });
    }
    expect(await site.call(name, { ...args, timeoutMs: 'soon' })).toHaveProperty('refused');
    expect(site.arrivals).toEqual([]);
    for (const timeoutMs of [1000, 55_000, '1000'])
      expect(await site.call(name, { ...args, timeoutMs })).toHaveProperty('result');
  });
});

describe('a call', () => {
  const calls = [
    ['ask_user', { question: 'Deploy?' }, 0],
    ['ask_user', { question: 'Deploy?', timeoutMs: 55_000 }, 0],
    ['ask_user', { question: 'Deploy?', timeoutMs: 55_000 }, 29],
    ['wait_for_answer', { correlationId: UNKNOWN_ID }, 0],
    ['wait_for_answer', { correlationId: UNKNOWN_ID, timeoutMs: 55_000 }, 0],
  ] as const;

  // The clock stands still but for what the service is asked to wait
  test.each(calls)('of %s %j ends within 50 seconds where asking takes %i', async (name, args, asking) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const began = Date.now();
    const waits: number[] = [];
    const site = await startAsking({
      sandbox: {
        onRequest({ path }) {
          const seconds = Number(/wait=(\d+)/.exec(path)?.[1] ?? Number.NaN);
          if (!Number.isNaN(seconds)) waits.push(seconds);
          vi.setSystemTime(Date.now() + 1000 * (Number.isNaN(seconds) ? asking : seconds));
        },
      },
    });
    site.sandbox.disturb({ ...LOOK, times: 100, outcome: pending });
    expect(await site.result(name, args)).toMatchObject({ answered: false, status: 'pending' });
    const seconds = (Date.now() - began) / 1000;
    expect(seconds).toBeLessThan(50);
    expect(seconds).toBeGreaterThanOrEqual('timeoutMs' in args || name === 'ask_user' ? 47 : 30);
    expect(Math.max(...waits)).toBe(asking === 0 ? 20 : 19);
    expect(waits.length).toBeLessThanOrEqual(3);
  });
});

describe('progress', () => {
  interface Told {
    progress: number;
    total?: number | undefined;
    message?: string | undefined;
  }

  async function startWatched() {
    const site = await startAsking();
    const { transport } = site.connection.client;
    if (!transport) throw new Error('There is no connection.');
    const told: unknown[] = [];
    const { onmessage } = transport;
    transport.onmessage = (message, extra) => {
      if ('method' in message && message.method === 'notifications/progress') told.push(message.params);
      onmessage?.(message, extra);
    };
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    return { site, told };
  }

  test.each([
    ['ask_user', { question: 'Deploy?', timeoutMs: 20_000 }],
    ['wait_for_answer', { correlationId: '', timeoutMs: 20_000 }],
  ])('of %s is told every five seconds to a client that asked for it, and not after the end', async (name, args) => {
    const { site, told } = await startWatched();
    const correlationId = name === 'ask_user' ? undefined : (await site.ask({ wait: false })).correlationId;
    const heard: Told[] = [];
    const calling = site.connection.client.callTool(
      { name, arguments: { ...args, ...(correlationId !== undefined && { correlationId }) } },
      { onprogress: (progress) => heard.push(progress) },
    );
    await waitsFor(site);
    for (const count of [1, 2, 3]) {
      vi.advanceTimersByTime(5000);
      await until(() => heard.length === count);
    }
    expect(heard.map(({ message }) => message)).toEqual(Array(3).fill('Waiting for an answer'));
    for (const { progress, total = 0 } of heard) expect(total).toBeGreaterThan(progress);
    expect(heard.map(({ progress }) => progress)).toEqual(heard.map(({ progress }) => progress).sort((a, b) => a - b));
    site.sandbox.answer(site.last().id, 'yes');
    expect((await calling).structuredContent).toMatchObject({ answered: true });
    vi.advanceTimersByTime(60_000);
    await site.result('list_sessions');
    expect(told).toHaveLength(3);
  });

  test('is not told to a client that did not ask for it', async () => {
    const { site, told } = await startWatched();
    const asking = site.ask({ timeoutMs: 20_000 });
    await waitsFor(site);
    vi.advanceTimersByTime(60_000);
    await site.result('list_sessions');
    site.sandbox.answer(site.last().id, 'yes');
    await asking;
    expect(told).toEqual([]);
  });
});
