import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { PushgoSandboxOptions } from '../../sandbox/pushgo/server.ts';
import { fieldsOf, passOn } from './gateway-double.ts';
import { type Fate, type Relay, startRelay } from './relay.ts';

let open: Relay[] = [];
afterEach(async () => {
  await Promise.all(open.map((relay) => relay.close()));
  open = [];
});

async function start(env: Record<string, string> = {}, sandbox?: PushgoSandboxOptions): Promise<Relay> {
  const relay = await startRelay(env, sandbox);
  open.push(relay);
  return relay;
}

const message = { title: 'Disk', body: 'full', ttl: '2h' };
const event = { status: 'open', message: 'full', severity: 'high', event_time: '2026-11-21T14:30:00Z' };
const tools: Readonly<Record<string, Record<string, unknown>>> = {
  pushgo_message_send: message,
  pushgo_event_create: { title: 'Disk', ...event },
  pushgo_event_update: { event_id: 'an-event', ...event },
  pushgo_event_close: { event_id: 'an-event', ...event },
  pushgo_thing_create: { title: 'Rack', observed_at: 1_700_000_000 },
  pushgo_thing_update: { thing_id: 'a-thing', observed_at: 1_700_000_000 },
  pushgo_thing_archive: { thing_id: 'a-thing', observed_at: 1_700_000_000 },
  pushgo_thing_delete: { thing_id: 'a-thing', observed_at: 1_700_000_000 },
};
const idOf = (result: Record<string, unknown>) => result.message_id ?? result.event_id ?? result.thing_id;

const busy: Fate = { status: 503, body: { success: false, error: 'busy', error_code: 'server_busy' } };
const broken: Fate = { status: 500, body: { success: false, error: 'oh', error_code: 'internal_error' } };
const troubles: Readonly<Record<string, readonly Fate[]>> = {
  'the connection broke before the gateway got it': ['lose'],
  'the connection broke after the gateway did it': ['lose-answer'],
  'half of the answer came': ['halve-answer'],
  'the gateway failed once': [broken],
  'the gateway failed once, after it did it': [{ ...broken, after: true }],
  'a proxy gave up, after the gateway did it': [{ status: 502, body: '<h1>Bad gateway</h1>', after: true }],
  'the gateway was busy once': [busy],
  'the gateway was busy twice': [busy, busy],
  'the connection broke twice after the gateway did it': ['lose-answer', 'lose-answer'],
  'too many requests were sent': [{ status: 429, headers: { 'retry-after': '0' } }],
};

describe('a message arrives once at the device, by one key', () => {
  test.each(Object.entries(troubles))('when %s', async (_, fates) => {
    const { call, meet, sent, pulled } = await start();
    meet(...fates);
    const { result } = (await call('pushgo_message_send', message)) as { result: Record<string, unknown> };
    expect(result).toMatchObject({ accepted: true, op_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(result).not.toHaveProperty('warning');
    expect(sent()).toHaveLength(fates.length + 1);
    // The same in every respect, its expiry too, which is counted from the call
    expect(new Set(sent().map((body) => JSON.stringify(body))).size).toBe(1);
    expect(sent()[0]).toMatchObject({ op_id: result.op_id });
    expect(pulled()).toMatchObject([{ op_id: result.op_id, message_id: result.message_id, title: 'Disk' }]);
  });
});

test.each(Object.entries(tools))('%s is repeated by its key after a broken connection', async (tool, args) => {
  const { call, meet, sent, pulled } = await start();
  for (const given of [{}, { op_id: `key-of-${tool}` }]) {
    meet('lose-answer', 'lose-answer');
    const { result } = (await call(tool, { ...args, ...given })) as { result: Record<string, unknown> };
    expect(result).toMatchObject({ accepted: true, ...given });
    expect(sent().slice(-3)).toEqual(Array(3).fill(expect.objectContaining({ op_id: result.op_id })));
    expect(pulled()).toMatchObject([{ entity_id: idOf(result), op_id: result.op_id }]);
  }
  expect(sent()).toHaveLength(6);
});

test('two calls have two keys, and arrive twice', async () => {
  const { call, sent, pulled } = await start();
  for (let round = 0; round < 2; round += 1) await call('pushgo_message_send', message);
  expect(new Set(sent().map(({ op_id }) => op_id)).size).toBe(2);
  expect(pulled()).toHaveLength(2);
});

test.each([400, 401, 403, 404, 405, 413, 302])('after %i nothing is sent again', async (status) => {
  const { call, meet, sent } = await start({ PUSHGO_MAX_RETRIES: '5' });
  meet({ status, body: { success: false, error: 'no' } });
  const outcome = (await call('pushgo_message_send', { ...message, op_id: 'my-key' })) as { refused: string };
  expect(outcome.refused).not.toContain('my-key');
  expect(sent()).toHaveLength(1);
});

describe('when it is given up, the key is told, and a second call with it arrives once', () => {
  test.each<[string, Fate[], RegExp, number]>([
    ['every connection broke after the gateway did it', Array(3).fill('lose-answer'), /broke off/, 1],
    ['every connection broke before', Array(3).fill('lose'), /broke off/, 0],
    ['the gateway kept failing', [broken, broken, broken], /failed with 500/, 0],
    ['the gateway stayed busy', [busy, busy, busy], /is busy/, 0],
    ['no answer came in time', ['hang'], /did not answer within 1 second/, 0],
    ['no answer came in time, though it was done', ['hang-after'], /did not answer within 1 second/, 1],
    ['the gateway is busy for longer than one waits', [{ ...busy, headers: { 'retry-after': '60' } }], /is busy/, 0],
  ])('after %s', async (_, fates, sentence, arrived) => {
    const { call, meet, sent, pulled, pushgo } = await start();
    meet(...fates);
    const { refused } = (await call('pushgo_message_send', message)) as { refused: string };
    expect(sent()).toHaveLength(fates.length);
    const { op_id } = sent()[0] as { op_id: string };
    expect(refused).toMatch(sentence);
    expect(refused).toContain(`pass op_id ${op_id}.`);
    expect(pushgo.connection.lines.join('')).toContain('"outcome":"unknown"');
    expect(pushgo.sandbox.peek()).toHaveLength(arrived);
    expect(await call('pushgo_message_send', { ...message, op_id })).toMatchObject({
      result: { accepted: true, op_id },
    });
    expect(pulled()).toHaveLength(1);
  });
});

describe('a partial dispatch', () => {
  // A wake-up form that holds such an address holds no title (docs/services/pushgo.md#dispatch)
  const baseUrl = `https://push.example.org/${'a'.repeat(4000)}`;

  test.each(Object.entries(tools))('of %s is told as one, and sent once', async (tool, args) => {
    const { call, sent, pulled } = await start({ PUSHGO_MAX_RETRIES: '5' }, { baseUrl });
    expect(await call(tool, args)).toMatchObject({
      result: { accepted: false, warning: expect.stringMatching(/not pushed to every device/) },
    });
    expect(sent()).toHaveLength(1);
    expect(pulled()).toHaveLength(1);
  });

  test('is not told as a delivery when it is repeated by its key, however often and in whatever spelling', async () => {
    const { call, pulled } = await start({}, { baseUrl });
    for (const op_id of ['my-key', 'my-key', ' my-key ', 'my-key']) {
      expect(await call('pushgo_message_send', { ...message, op_id })).toMatchObject({
        result: { accepted: false, op_id: 'my-key', warning: expect.any(String) },
      });
    }
    expect(await call('pushgo_message_send', { ...message, op_id: 'my-key' })).toMatchObject({
      result: { warning: expect.stringContaining('Not sent again') },
    });
    expect(pulled()).toHaveLength(1);
  });

  test('is told as one when it follows a connection that broke before', async () => {
    const { call, meet, sent, pulled } = await start({}, { baseUrl });
    meet('lose', busy);
    expect(await call('pushgo_message_send', message)).toMatchObject({ result: { accepted: false } });
    expect(sent()).toHaveLength(3);
    expect(pulled()).toHaveLength(1);
  });

  test('of one key says nothing about another', async () => {
    const { call, front, pushgo } = await start({}, { baseUrl });
    await call('pushgo_message_send', { ...message, op_id: 'my-key' });
    front.behave(async (arrival) => {
      const { data } = JSON.parse(String((await passOn(arrival, pushgo.sandbox.origin)).body)) as { data: object };
      return { body: { success: true, data: { ...data, accepted: true } } };
    });
    const accepted = async (args: object) =>
      ((await call('pushgo_message_send', { ...message, ...args })) as { result: object }).result;
    expect(await accepted({ op_id: 'my-key' })).toMatchObject({ accepted: false });
    expect(await accepted({ op_id: 'MY-KEY' })).toMatchObject({ accepted: true });
    expect(await accepted({})).toMatchObject({ accepted: true });
  });
});

describe('two calls at once with the same key', () => {
  /** Only the first that is answered does not know its key. */
  function expectSame(both: readonly object[]): void {
    const results = both.map((outcome) => (outcome as { result: Record<string, unknown> }).result);
    const [first, second] = results.map(({ warning: _, ...told }) => told);
    expect(first).toEqual(second);
    expect(first).toHaveProperty('accepted', true);
    const warnings = results.flatMap(({ warning }) => warning ?? []);
    expect(warnings).toEqual([expect.stringMatching(/^If this op_id was used before, nothing was sent: /)]);
  }

  test('give the same message, which arrives once', async () => {
    const { call, front, pulled, pushgo } = await start();
    const working = new Set<unknown>();
    // As the gateway does while it works (docs/services/pushgo.md#idempotency)
    front.behave(async (arrival) => {
      const { op_id } = fieldsOf(arrival);
      if (working.has(op_id)) return busy;
      working.add(op_id);
      const answer = await passOn(arrival, pushgo.sandbox.origin);
      await sleep(100);
      working.delete(op_id);
      return answer;
    });
    const args = { ...message, op_id: 'my-key' };
    const both = await Promise.all([call('pushgo_message_send', args), call('pushgo_message_send', args)]);
    expectSame(both);
    expect(pulled()).toHaveLength(1);
  });

  test('wait for one that the gateway is still at', async () => {
    const { call, sent, pulled, pushgo } = await start({ PUSHGO_MAX_RETRIES: '5' });
    const release = pushgo.sandbox.hold('my-key');
    setTimeout(release, 400);
    const args = { ...message, op_id: 'my-key' };
    const both = await Promise.all([call('pushgo_message_send', args), call('pushgo_message_send', args)]);
    expectSame(both);
    expect(sent().length).toBeGreaterThan(3);
    expect(pulled()).toHaveLength(1);
  });
});

describe('a call that is cancelled', () => {
  test.each<[string, Fate[], number]>([
    ['while the gateway is silent', ['hang-after'], 1],
    ['in the pause before a repetition', Array(5).fill({ ...busy, headers: { 'retry-after': '3' } }), 0],
  ])('%s is not sent again, and its connection ends', async (_, fates, arrived) => {
    const { meet, sent, front, pushgo } = await start({ PUSHGO_MAX_RETRIES: '5', PUSHGO_TIMEOUT: '30' });
    meet(...fates);
    const controller = new AbortController();
    const { client, lines } = pushgo.connection;
    const calling = client
      .callTool({ name: 'pushgo_message_send', arguments: message }, { signal: controller.signal })
      .catch(() => 'cancelled');
    while (sent().length === 0) await sleep(10);
    await sleep(100);
    controller.abort();
    expect(await calling).toBe('cancelled');
    await sleep(300);
    expect(sent()).toHaveLength(1);
    expect(front.abandoned()).toBe(arrived);
    const audits = lines.filter((line) => line.includes('"audit"'));
    expect(audits).toEqual([expect.stringContaining('"outcome":"cancelled"')]);
    expect(pushgo.sandbox.peek()).toHaveLength(arrived);
  });
});
