// Keys against repetition, and deliveries that failed in part (docs/services/pushgo.md#idempotency, #dispatch).
import { afterEach, describe, expect, test } from 'vitest';
import { type PushgoOptions, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { type Args, expectTaken, sendingTools, thingTools, toolNames } from './samples.ts';

let pushgo: PushgoTest;
const start = async (options?: PushgoOptions) => {
  pushgo = await startPushgo(options);
};
afterEach(() => pushgo.close());

const HEX = /^[0-9a-f]{32}$/;
const bodies = (): Args[] => pushgo.arrivals.map(({ body }) => JSON.parse(body));

describe('op_id', () => {
  test.each(toolNames)('%s makes one for each call, and tells and sends the same', async (tool) => {
    await start();
    const first = await expectTaken(pushgo, tool);
    const second = await expectTaken(pushgo, tool, { op_id: ' ' });
    expect([first.op_id, second.op_id]).toEqual([expect.stringMatching(HEX), expect.stringMatching(HEX)]);
    expect(first.op_id).not.toBe(second.op_id);
    expect(bodies().map(({ op_id }) => op_id)).toEqual([first.op_id, second.op_id]);
    expect(pushgo.sandbox.pull()).toHaveLength(2);
  });

  test.each(toolNames)('%s given one again: the same id, and nothing is delivered twice', async (tool) => {
    await start();
    const first = await expectTaken(pushgo, tool, { op_id: 'Order-1:a_b' });
    const second = await expectTaken(pushgo, tool, { op_id: ' Order-1:a_b ' });
    expect(first.op_id).toBe('Order-1:a_b');
    const { warning: _, ...told } = first;
    expect(second).toEqual(told);
    expect(pushgo.sandbox.pull()).toHaveLength(1);
  });

  test('another call with one that was made here is the same operation as well', async () => {
    await start();
    const { op_id, message_id } = await expectTaken(pushgo, 'pushgo_message_send');
    expect(await expectTaken(pushgo, 'pushgo_message_send', { op_id })).toMatchObject({ op_id, message_id });
    expect(pushgo.sandbox.pull()).toHaveLength(1);
  });

  test('one that differs in case only has the same id and is delivered for itself, as the gateway has it', async () => {
    await start();
    const first = await expectTaken(pushgo, 'pushgo_event_create', { op_id: 'KEY' });
    const second = await expectTaken(pushgo, 'pushgo_event_create', { op_id: 'key' });
    expect([second.event_id, second.op_id]).toEqual([first.event_id, 'key']);
    expect(pushgo.sandbox.pull()).toHaveLength(2);
  });
});

describe('while the gateway is busy with the same operation', () => {
  test('the call is repeated with its key, and arrives once', async () => {
    let release = () => {};
    let busy = 0;
    await start({
      sandbox: {
        onRequest() {
          busy += 1;
          if (busy === 3) release();
        },
      },
    });
    release = pushgo.sandbox.hold('op-1');
    const sent = await pushgo.call('pushgo_message_send', { title: 'Hello', op_id: 'op-1' });
    expect(sent).toMatchObject({ result: { op_id: 'op-1', accepted: true } });
    expect(bodies().map(({ op_id }) => op_id)).toEqual(['op-1', 'op-1', 'op-1']);
    expect(pushgo.sandbox.pull()).toHaveLength(1);
  });

  test.each(toolNames)(
    '%s that stays so is refused with the key to repeat it with, and with that it arrives once',
    async (tool) => {
      let isBusy = true;
      const held: (() => void)[] = [];
      const onRequest = ({ body }: { body: string }) => {
        if (isBusy) held.push(pushgo.sandbox.hold(JSON.parse(body).op_id));
      };
      await start({ env: { PUSHGO_MAX_RETRIES: '1' }, sandbox: { onRequest } });
      const outcome = await pushgo.call(tool, sendingTools[tool].least);
      const [first, second] = bodies();
      expect(first?.op_id).toMatch(HEX);
      expect(second).toEqual(first);
      const says = new RegExp(
        `busy.*Try again in a minute; if it stays so, without op_id\\. .* pass op_id ${first?.op_id}\\.$`,
      );
      expect(outcome).toEqual({ refused: expect.stringMatching(says) });
      expect(pushgo.sandbox.peek()).toEqual([]);
      isBusy = false;
      for (const release of held) release();
      const sent = await expectTaken(pushgo, tool, { op_id: first?.op_id });
      expect(await expectTaken(pushgo, tool, { op_id: first?.op_id })).toEqual(sent);
      expect(pushgo.sandbox.pull()).toHaveLength(1);
    },
  );
});

describe('where the wake-up form has no room for the title', () => {
  // A long address of the gateway leaves less of it than a title may take
  const crowded: PushgoOptions = { sandbox: { baseUrl: `https://push.example.com/${'x'.repeat(2500)}` } };
  const title = 'x'.repeat(1500);

  test.each(toolNames)('%s is told as accepted by not all, and as what a repetition would do', async (tool) => {
    await start(crowded);
    const args = { ...sendingTools[tool].least, title, op_id: 'op-1' };
    expect(await pushgo.call(tool, args)).toEqual({
      result: {
        [sendingTools[tool].id]: expect.any(String),
        op_id: 'op-1',
        accepted: false,
        channel_id: pushgo.sandbox.channel.id,
        warning: expect.stringMatching(/^Stored, but not pushed to every device\..*twice.*op_id/),
      },
    });
    // Not repeated: the gateway would say that it is done
    expect(pushgo.arrivals).toHaveLength(1);
    expect(pushgo.sandbox.pull()).toHaveLength(1);
  });

  test.each(toolNames)('%s with the same op_id afterwards is not told as delivered', async (tool) => {
    await start(crowded);
    const args = { ...sendingTools[tool].least, title };
    const first = await pushgo.call(tool, args);
    const made = 'result' in first ? first.result : {};
    expect(made.op_id).toMatch(HEX);
    pushgo.sandbox.pull();
    for (const again of [args, sendingTools[tool].least]) {
      expect(await pushgo.call(tool, { ...again, op_id: made.op_id })).toEqual({
        result: { ...made, accepted: false, warning: expect.stringMatching(/^Not sent again: .*new op_id/) },
      });
    }
    expect(pushgo.sandbox.pull()).toEqual([]);
  });

  test('the gateway takes another step of the same thing for done as well, and so it is told', async () => {
    await start(crowded);
    const args = { thing_id: 'rack-7', observed_at: 1710000000, op_id: 'op-1' };
    await pushgo.call('pushgo_thing_update', { ...args, title });
    pushgo.sandbox.pull();
    for (const tool of thingTools.filter((name) => name !== 'pushgo_thing_create')) {
      expect(await pushgo.call(tool, args)).toMatchObject({ result: { accepted: false } });
    }
    expect(pushgo.sandbox.pull()).toEqual([]);
  });

  test('a new op_id, another thing or another kind is another operation', async () => {
    await start(crowded);
    await pushgo.call('pushgo_thing_update', { thing_id: 'rack-7', observed_at: 1710000000, title, op_id: 'op-1' });
    await expectTaken(pushgo, 'pushgo_thing_update', { thing_id: 'rack-8', op_id: 'op-1' });
    await expectTaken(pushgo, 'pushgo_event_update', { event_id: 'rack-7', op_id: 'op-1' });
    await expectTaken(pushgo, 'pushgo_thing_update', { thing_id: 'rack-7', op_id: 'op-2' });
    await expectTaken(pushgo, 'pushgo_message_send', { op_id: 'op-1' });
    expect(pushgo.sandbox.pull()).toHaveLength(5);
  });

  test('an op_id used for another step of the same event is told not to be sent, as the gateway accepts it and does not send it', async () => {
    await start();
    const event = { event_id: 'disk-1', op_id: 'incident-1' };
    await expectTaken(pushgo, 'pushgo_event_update', event);
    pushgo.sandbox.pull();
    const { result } = (await pushgo.call('pushgo_event_close', {
      ...event,
      status: 'solved',
      message: 'done',
      severity: 'low',
      event_time: 1710000000,
    })) as { result: Args };
    expect(result).toMatchObject({
      accepted: true,
      op_id: 'incident-1',
      warning: expect.stringMatching(/^Not sent: /),
    });
    expect(pushgo.sandbox.pull()).toEqual([]);
  });

  test('a title that fits is delivered', async () => {
    await start(crowded);
    await expectTaken(pushgo, 'pushgo_message_send', { title: 'x'.repeat(900) });
    expect(pushgo.sandbox.pull()).toHaveLength(1);
  });
});
