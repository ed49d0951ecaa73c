// An op_id that another process may have used: the gateway's answer does not tell a repetition from a first time
// (docs/services/pushgo.md#idempotency).
import { afterEach, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { type PushgoOptions, type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { type SendingTool, sendingTools, toolNames } from './samples.ts';

const UNKNOWN =
  'If this op_id was used before, nothing was sent: the gateway takes this call for a repeat of that one, whatever it holds.';

let pushgo: PushgoTest;
let other: Connection;

/** A gateway and two servers that know nothing of each other. */
async function start(options?: PushgoOptions): Promise<void> {
  pushgo = await startPushgo(options);
  other = await connect({ PUSHGO_BASE_URL: pushgo.sandbox.origin, PUSHGO_CHANNELS_FILE: pushgo.file });
}
afterEach(async () => {
  await other.close();
  await pushgo.close();
});

const argsOf = (tool: SendingTool, more: object) => ({ ...sendingTools[tool].least, ...more });

test.each(toolNames)('%s with a key that another process used for something else says so', async (tool) => {
  await start();
  await pushgo.call(tool, argsOf(tool, { title: 'A', op_id: 'my-key' }));
  expect(pushgo.sandbox.pull()).toHaveLength(1);
  const told = await other.call(tool, argsOf(tool, { title: 'B', op_id: ' my-key ' }));
  expect(told).toMatchObject({ result: { op_id: 'my-key', accepted: true, warning: UNKNOWN } });
  expect(pushgo.sandbox.pull()).toEqual([]);
});

test('the same call again, after only a part of the devices was reached, says so in another process', async () => {
  await start({ sandbox: { baseUrl: `https://push.example.com/${'x'.repeat(2500)}` } });
  const args = { title: 'x'.repeat(1500), op_id: 'my-key' };
  expect(await pushgo.call('pushgo_message_send', args)).toMatchObject({ result: { accepted: false } });
  pushgo.sandbox.pull();
  expect(await other.call('pushgo_message_send', args)).toMatchObject({ result: { warning: UNKNOWN } });
  expect(pushgo.sandbox.pull()).toEqual([]);
});

test('a warning of something else is told as well', async () => {
  await start();
  const lost = { attrs: { ip: null }, op_id: 'my-key' };
  const told = await pushgo.call('pushgo_thing_update', argsOf('pushgo_thing_update', lost));
  expect(told).toMatchObject({
    result: { warning: expect.stringMatching(/^Null entries of attrs .* If this op_id /) },
  });
});

test('of a key that was made here, or that this process knows, nothing is said', async () => {
  await start();
  const made = await pushgo.call('pushgo_message_send', { title: 'A' });
  expect(made).not.toHaveProperty('result.warning');
  const { op_id } = 'result' in made ? made.result : {};
  expect(await pushgo.call('pushgo_message_send', { title: 'A', op_id })).toEqual(made);
});

test.each([
  ['the same content', 'A', undefined],
  ['other content', 'B', UNKNOWN],
])('a key of a call that may have been sent, given again with %s', async (_, title, warning) => {
  let held: (() => void) | undefined;
  await start({
    env: { PUSHGO_MAX_RETRIES: '0' },
    sandbox: {
      onRequest({ body }) {
        held ??= pushgo.sandbox.hold(JSON.parse(body).op_id);
      },
    },
  });
  const failed = await pushgo.call('pushgo_message_send', { title: 'A' });
  const [, op_id] = /pass op_id (\w+)\.$/.exec('refused' in failed ? failed.refused : '') ?? [];
  held?.();
  const told = await pushgo.call('pushgo_message_send', { title, op_id });
  expect('result' in told && told.result).toMatchObject({ op_id, accepted: true });
  expect('result' in told && told.result.warning).toBe(warning);
  expect(pushgo.sandbox.pull()).toHaveLength(1);
});
