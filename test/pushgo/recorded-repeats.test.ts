// Recorded answers after which a request is sent again, or never again.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { asSent, type Call, callOf, find, recordedAt } from './replay.ts';
import { type RecordedGateway, startRecordedGateway } from './replay-gateway.ts';
import { nextStep, relayed } from './replay-refusals.ts';
import { openServers, type Servers } from './replay-server.ts';
import { expectNoSecret, refusalOf, resultOf } from './replay-told.ts';
import type { Args } from './samples.ts';

let gateway: RecordedGateway;
let servers: Servers;

beforeAll(async () => {
  gateway = await startRecordedGateway();
});
afterAll(() => gateway.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: recordedAt });
  servers = openServers(gateway.origin, 2);
});
afterEach(async () => {
  vi.useRealTimers();
  await servers.close();
});

/** What is told of a key that was given and not seen before. */
const UNKNOWN_KEY = /^If this op_id was used before, nothing was sent/;

const answerWith = (...ids: string[]) => gateway.answerWith(...ids.map(find));
const bodies = () => gateway.asked.map(({ body }) => body);

/** The call with a title that a tool takes. What the gateway answers depends on its devices as well. */
function withShortTitle(id: string): Call {
  const call = callOf(find(id));
  return { ...call, args: { ...call.args, title: 'Short' } };
}

describe('a partial dispatch', () => {
  test.each([
    'message-send-title-too-long',
    'message-send-partial',
    'message-send-partial-zh',
    'event-create-partial',
    'thing-create-partial',
  ])('%s is no error, is told to be stored, and is not sent again', async (id) => {
    const call = withShortTitle(id);
    answerWith(id);
    const told = await servers.call(call);
    const [body] = bodies();
    expect(bodies()).toStrictEqual([asSent(call, body?.op_id)]);
    const warning = expect.stringMatching(/^Stored, but not pushed to every device\. .* may deliver it twice/);
    expect(told.outcome).toStrictEqual({
      result: { ...resultOf(find(id), call, body?.op_id), accepted: false, warning },
    });
    expect(relayed(find(id), JSON.stringify(told.outcome))).toEqual([]);
    expectNoSecret(told, call);
  });

  test('is not told to be delivered when its key is used again and the gateway takes it for done', async () => {
    const call = withShortTitle('message-send-partial');
    answerWith('message-send-partial', 'message-send-partial-retry');
    await servers.call(call);
    const { outcome } = await servers.call(call);
    expect(bodies()).toStrictEqual([asSent(call, undefined), asSent(call, undefined)]);
    const warning = expect.stringMatching(/^Not sent again: /);
    const result = resultOf(find('message-send-partial-retry'), call, 'op-partial-1');
    expect(outcome).toStrictEqual({ result: { ...result, accepted: false, warning } });
  });
});

test.each([
  ['message', ['message-send-idempotent-first', 'message-send-idempotent-same']],
  ['event', ['event-create-idempotent-first', 'event-create-idempotent-same']],
  ['thing', ['thing-create-idempotent-first', 'thing-create-idempotent-same']],
])('a %s that was sent is told to be accepted when its key is used again', async (kind, ids) => {
  answerWith(...ids);
  for (const id of ids) {
    const call = callOf(find(id));
    const { outcome } = await servers.call(call);
    expect(outcome).toEqual({ result: expect.objectContaining(resultOf(find(id), call, call.args.op_id)) });
    const { warning } = (outcome as { result: Args }).result;
    // Of events and things the second one was recorded with other content
    if (id === ids[0]) expect(warning).toMatch(UNKNOWN_KEY);
    else if (kind === 'message') expect(warning).toBeUndefined();
    else expect(warning).toMatch(/^Not sent: /);
  }
});

test.each([
  ['the operation is still in progress', 'message-send-op-id-in-progress', 'message-send-op-id-in-progress-retry'],
  ['the database is locked', 'message-send-database-locked', 'message-send-database-unlocked'],
])('while %s the same request is sent again, with the same key', async (_, failed, done) => {
  const call = callOf(find(failed));
  answerWith(failed, done);
  const { outcome } = await servers.call(call);
  const key = bodies()[0]?.op_id;
  expect(bodies()).toStrictEqual([asSent(call, key), asSent(call, key)]);
  const warning = call.args.op_id !== undefined && { warning: expect.stringMatching(UNKNOWN_KEY) };
  expect(outcome).toStrictEqual({ result: { ...resultOf(find(done), call, key), ...warning } });
});

test('a request that stays in progress is refused with the key, and the key repeats it', async () => {
  const busy = 'message-send-op-id-in-progress';
  answerWith(busy, busy, busy, 'message-send-op-id-in-progress-retry');
  const call = callOf(find(busy));
  const { op_id: _, ...args } = call.args;
  const told = await servers.call({ ...call, args });
  const keys = new Set(bodies().map(({ op_id }) => op_id));
  expect([bodies().length, keys.size]).toEqual([3, 1]);
  const refusal = refusalOf(told);
  expect(refusal).toMatch(nextStep(503));
  const key = /pass op_id ([\w:-]+)\.$/.exec(refusal)?.[1];
  expect([...keys]).toEqual([key]);
  await servers.call({ ...call, args: { ...args, op_id: key } });
  expect(bodies()[3]).toStrictEqual(bodies()[0]);
});

test.each([
  ['401', 'gateway-token-message-missing'],
  ['403', 'message-send-wrong-password'],
  ['404', 'message-send-unknown-channel'],
])('%s is not asked for again', async (_, id) => {
  answerWith(id);
  refusalOf(await servers.call(callOf(find(id))));
  expect(bodies()).toHaveLength(1);
});
