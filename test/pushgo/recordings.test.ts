// Every recorded request of the sending side, made by the tool that would make it, through a real client.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { asSent, type Call, callOf, recordedAt } from './replay.ts';
import { type Kind, ofKind, otherForm, refusedArgument } from './replay-classes.ts';
import { type RecordedGateway, startRecordedGateway } from './replay-gateway.ts';
import { about, nextStep, relayed, sentenceFor } from './replay-refusals.ts';
import { modesOf, openServers, type Servers } from './replay-server.ts';
import { expectNoSecret, refusalOf, resultOf } from './replay-told.ts';

let gateway: RecordedGateway;
let servers: Servers;

beforeAll(async () => {
  gateway = await startRecordedGateway();
  servers = openServers(gateway.origin);
});
afterAll(async () => {
  await servers.close();
  await gateway.close();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: recordedAt }));
afterEach(() => void vi.useRealTimers());

/** Each request once for every way in which its password can be given. */
const inModes = (kind: Kind) =>
  ofKind(kind).flatMap((exchange) => {
    const call = callOf(exchange);
    return modesOf(call).map((mode) => ({ id: exchange.id, mode, exchange, call }));
  });

// See docs/services/pushgo.md#idempotency
/** The same key with other content: the gateway takes it for a repeat. The exchange before it has to be made. */
const NOT_SENT =
  /^Not sent: an earlier call used this op_id for something else\b.* Leave op_id out, or give another one\.$/;

const warnings: Readonly<Record<string, RegExp>> = {
  'message-send-ttl-60-days': /30 days at most/,
  'message-send-idempotent-changed': NOT_SENT,
  'message-send-idempotent-restart': NOT_SENT,
  'event-create-idempotent-same': NOT_SENT,
  'thing-create-idempotent-same': NOT_SENT,
};

const NULLS = /^Null entries of (?:attrs|external_ids|attrs and external_ids) do not reach the devices/;
/** The key is given and was not used before. */
const UNKNOWN_KEY = /^If this op_id was used before, nothing was sent/;

/** Their key and content are those of an exchange before. */
const repetitions = [
  ...['message-send', 'event-update', 'thing-update'].map((route) => `${route}-idempotent-same`),
  'message-send-op-id-in-progress-retry',
];

function warningOf(id: string, { tool, args }: Call): RegExp | undefined {
  const maps = tool.startsWith('pushgo_thing_') ? [args.attrs, args.external_ids] : [];
  const hasNulls = maps.some((map) => Object.values(map ?? {}).includes(null));
  const isNewKey = String(args.op_id ?? '').trim() !== '' && !repetitions.includes(id);
  return warnings[id] ?? (hasNulls ? NULLS : isNewKey ? UNKNOWN_KEY : undefined);
}

describe('leaves as it was recorded, and the recorded answer is told', () => {
  test.each(inModes('sent'))('$id ($mode)', async ({ id, mode, exchange, call }) => {
    gateway.answerWith(exchange);
    const told = await servers.call(call, mode);
    const key = gateway.asked[0]?.body.op_id;
    expect(gateway.asked).toStrictEqual([
      {
        method: 'POST',
        path: exchange.request.path,
        contentType: 'application/json',
        accept: 'application/json',
        language: 'en',
        authorization: exchange.request.headers.Authorization,
        body: asSent(call, key),
      },
    ]);
    if (asSent(call, undefined).op_id === undefined) expect(key).toMatch(/^[0-9a-f]{32}$/);
    expectNoSecret(told, call);
    const { status } = exchange.response;
    if (status === 200) {
      const says = warningOf(id, call);
      const warning = says && { warning: expect.stringMatching(says) };
      expect(told.outcome).toStrictEqual({ result: { ...resultOf(exchange, call, key), ...warning } });
    } else {
      const refusal = refusalOf(told);
      expect(refusal).toMatch(nextStep(status, mode));
      expect(relayed(exchange, refusal)).toEqual([]);
    }
  });
});

describe('is refused before anything is sent, as the gateway refused it', () => {
  test.each(inModes('refused'))('$id ($mode)', async ({ mode, exchange, call }) => {
    gateway.answerWith(exchange);
    const told = await servers.call(call, mode);
    expect(refusalOf(told)).toMatch(sentenceFor(exchange));
    expect(gateway.asked).toEqual([]);
    expectNoSecret(told, call);
  });
});

describe('is refused before anything is sent, although the gateway did not refuse it so', () => {
  test.each(inModes('refusedAlthough'))('$id ($mode)', async ({ mode, exchange, call }) => {
    gateway.answerWith(exchange);
    const told = await servers.call(call, mode);
    const argument = refusedArgument(exchange);
    expect(refusalOf(told)).toMatch(
      argument === 'The arguments' ? /^The arguments together are larger / : about(argument),
    );
    expect(gateway.asked).toEqual([]);
    expectNoSecret(told, call);
  });
});

describe('is taken in another form than the gateway refused', () => {
  test.each(inModes('takenInAnotherForm'))('$id ($mode)', async ({ mode, exchange, call }) => {
    const { path } = exchange.request;
    const taken = ofKind('sent').find(({ request, response }) => request.path === path && response.status === 200);
    gateway.answerWith(taken ?? exchange);
    const told = await servers.call(call, mode);
    expect(told.outcome).toHaveProperty('result');
    const [{ body } = { body: {} }] = gateway.asked;
    expect(gateway.asked).toHaveLength(1);
    const form = otherForm(exchange);
    expect(body).toStrictEqual({ ...asSent(call, (body as { op_id?: unknown }).op_id), ...form });
    expectNoSecret(told, call);
  });
});
