// An operation that comes twice, docs/services/pushgo.md#idempotency.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../../sandbox/index.ts';
import { anEvent, post } from './client.ts';

let sandbox: PushgoSandbox;
beforeEach(async () => {
  sandbox = await startPushgoSandbox();
});
afterEach(() => sandbox.close());

const titles = () => sandbox.pull().map(({ payload }) => payload.title);

test('a second time under one op_id has the same id and delivers nothing, whatever it says', async () => {
  const first = await post(sandbox, '/message', { title: 'First', op_id: 'op-1' });
  const second = await post(sandbox, '/message', { title: 'Second', op_id: 'op-1' });
  expect(second).toMatchObject({ status: 200, data: first.data });
  expect(titles()).toEqual(['First']);
});

test('an op_id in another case shares the id and is delivered again', async () => {
  const first = await post(sandbox, '/event/create', { ...anEvent, op_id: 'op-a' });
  const second = await post(sandbox, '/event/create', { ...anEvent, op_id: 'OP-A' });
  expect(second.data).toEqual({ ...first.data, op_id: 'OP-A' });
  expect(titles()).toHaveLength(2);
});

test('a request that fails after its id was reserved leaves the id to the next', async () => {
  const failed = await post(sandbox, '/thing/create', { observed_at: 1, op_id: 'op-1', tags: [' '] });
  expect(failed.status).toBe(400);
  const first = await post(sandbox, '/thing/create', { observed_at: 1, op_id: 'op-1' });
  const second = await post(sandbox, '/thing/create', { observed_at: 1, op_id: 'OP-1' });
  expect(second.data.thing_id).toBe(first.data.thing_id);
});

test('one op_id for two events is two operations', async () => {
  for (const event_id of ['event-1', 'event-2', 'event-1']) {
    await post(sandbox, '/event/close', { ...anEvent, event_id, op_id: 'op-1' });
  }
  expect(titles()).toHaveLength(2);
});

test('an operation that is being processed elsewhere is busy, and done once it is over', async () => {
  const release = sandbox.hold('op-1');
  const busy = await post(sandbox, '/message', { title: 'x', op_id: 'op-1' });
  expect(busy).toMatchObject({ status: 503, code: 'server_busy', data: {} });
  expect(titles()).toEqual([]);
  release();
  expect((await post(sandbox, '/message', { title: 'x', op_id: 'op-1' })).status).toBe(200);
  expect(titles()).toEqual(['x']);
});

test('after a failure in part the same op_id succeeds without sending again', async () => {
  const message = { title: 't'.repeat(4000), op_id: 'op-1' };
  const partial = await post(sandbox, '/message', message);
  expect(partial).toMatchObject({ status: 503, data: { accepted: false } });
  expect(titles()).toHaveLength(1);
  const retried = await post(sandbox, '/message', message);
  expect(retried).toMatchObject({ status: 200, data: { ...partial.data, accepted: true } });
  expect(titles()).toEqual([]);
});
