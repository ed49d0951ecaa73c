// An approval is a yes to a question that was asked now: an answer that is older than its question's life is none, and an
// answer to a question that an earlier call asked is told as such.
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { connect } from '../support/connect.ts';
import { type GatewayDouble, startGateway } from './gateway-double.ts';

/** As docs/services/pushary.md#waiting has it. */
const LIFE = 600_000;
const START = new Date('2026-11-20T10:00:00.000Z').getTime();

afterEach(() => void vi.useRealTimers());

/** A service that gives each question an id, keeps every answer for ever, and says yes to each question that is looked at. */
async function startKeeping() {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  let asked = 0;
  let isAnswered = true;
  let readingTakes = 0;
  const ids: string[] = [];
  const service = await startGateway(({ method, target }) => {
    if (target.endsWith('/sessions')) return { body: { sessions: [], pendingQuestions: [] } };
    if (target.endsWith('/send')) return { body: { sent: 1, linkedCorrelationId: idOf(99) } };
    if (method === 'POST') {
      asked += 1;
      ids.push(idOf(asked));
      return { body: { correlationId: idOf(asked), status: 'pending' } };
    }
    if (method === 'DELETE') return { body: { cancelled: false } };
    if (target.includes('/ask/')) vi.setSystemTime(Date.now() + readingTakes);
    return { body: isAnswered ? { answered: true, status: 'answered', value: 'yes' } : { status: 'pending' } };
  });
  const server = await connect({
    PUSHARY_BASE_URL: service.origin,
    PUSHARY_API_KEY: 'pk_a.sk_b',
    PUSHARY_MAX_RETRIES: '0',
  });
  onTestFinished(async () => {
    await server.close();
    await service.close();
  });
  const call = async (name: string, args: object) => {
    const outcome = await server.call(name, { ...args });
    if ('refused' in outcome) throw new Error(outcome.refused);
    return outcome.result;
  };
  return {
    call,
    ask: (more: object = {}) => call('ask_user', { question: 'Delete it?', wait: false, ...more }),
    asked: () => asked,
    reads: () => readsOf(service),
    readSlowly(milliseconds: number) {
      readingTakes = milliseconds;
    },
    leaveOpen() {
      isAnswered = false;
    },
    pass: (milliseconds: number) => void vi.setSystemTime(Date.now() + milliseconds),
  };
}

const idOf = (number: number) => `3f0c2a9e-6d1b-4f7e-9a55-0c8f1d2b${String(number).padStart(4, '0')}`;
const readsOf = ({ arrivals }: GatewayDouble) =>
  arrivals.filter(({ method, target }) => method === 'GET' && target.includes('/ask/')).length;

test.each([LIFE, LIFE + 90_000, 24 * LIFE, 400 * LIFE])(
  'a question that was asked %i ms ago is asked anew, and its old yes counts for nothing',
  async (later) => {
    const site = await startKeeping();
    await site.ask();
    site.pass(later);
    expect(await site.ask()).toMatchObject({ status: 'pending', approved: false, correlationId: idOf(2) });
    expect([site.asked(), site.reads()]).toEqual([2, 0]);
  },
);

test('within its life an equal call is told the answer, that it joined, and when the question was asked', async () => {
  const site = await startKeeping();
  const first = await site.ask();
  expect(first).not.toHaveProperty('joined');
  expect(first).not.toHaveProperty('asked_at');
  site.pass(LIFE - 1000);
  const second = await site.ask();
  expect(second).toMatchObject({ approved: true, joined: true, asked_at: '2026-11-20T10:00:00.000Z' });
  expect(site.asked()).toBe(1);
});

test('of calls that ask at once, one asked and the others say that they joined', async () => {
  const site = await startKeeping();
  const told = await Promise.all([site.ask(), site.ask(), site.ask()]);
  expect(told.map(({ joined = false }) => joined)).toEqual([false, true, true]);
  expect(told.map(({ asked_at }) => asked_at)).toEqual([undefined, ...Array(2).fill('2026-11-20T10:00:00.000Z')]);
});

test('an answer that is read only after the life of its question is over is none', async () => {
  const site = await startKeeping();
  const { correlationId } = await site.ask();
  site.pass(LIFE - 500);
  site.readSlowly(500);
  expect(await site.call('wait_for_answer', { correlationId })).toMatchObject({ answered: false, status: 'expired' });
  await site.ask();
  site.pass(LIFE - 500);
  expect(await site.ask()).toMatchObject({ approved: false, status: 'pending', correlationId: idOf(3) });
});

test.each(['wait_for_answer', 'cancel_question'])('%s tells no answer after the life of the question', async (tool) => {
  const site = await startKeeping();
  const { correlationId } = await site.ask();
  site.pass(LIFE);
  const told = await site.call(tool, { correlationId });
  expect(told).toMatchObject({ answered: false, status: 'expired' });
  expect(told).not.toHaveProperty('value');
});

test('the same holds for a question that went along with a notification', async () => {
  const site = await startKeeping();
  const { linkedCorrelationId: correlationId } = await site.call('send_notification', { title: 'a', body: 'b' });
  expect(await site.call('wait_for_answer', { correlationId })).toMatchObject({ value: 'yes' });
  site.pass(LIFE);
  expect(await site.call('wait_for_answer', { correlationId })).toMatchObject({ answered: false, status: 'expired' });
});

test('a question that the service keeps open longer is over here', async () => {
  const site = await startKeeping();
  site.leaveOpen();
  const { correlationId } = await site.ask();
  site.pass(LIFE);
  expect(await site.call('wait_for_answer', { correlationId })).toMatchObject({ status: 'expired' });
});
