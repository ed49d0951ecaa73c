// When a call tells how far it is, and when no longer.
import { expect, test, vi } from 'vitest';
import { openProgress } from '../../src/mcp/progress.ts';
import { pauses } from '../support/pauses.ts';

vi.mock('node:timers/promises', async (original) =>
  (await import('../support/pauses.ts')).recordPauses(await original()),
);

function open(progressToken: string | null = 'token') {
  const sent: unknown[] = [];
  const cancelling = new AbortController();
  const progress = openProgress({
    mcpReq: {
      ...(progressToken !== null && { _meta: { progressToken } }),
      signal: cancelling.signal,
      notify: async (notification: unknown) => void sent.push(notification),
    },
  } as never);
  pauses.splice(0);
  return { sent, cancelling, ...progress };
}

test('what was told has time to arrive before the answer', async () => {
  const { report, end, sent } = open();
  report(5000, 20_000, 'Waiting');
  await end();
  const params = { progressToken: 'token', progress: 5000, total: 20_000, message: 'Waiting' };
  expect(sent).toEqual([{ method: 'notifications/progress', params }]);
  expect(pauses).toHaveLength(1);
});

test('an answer waits for nothing where nothing was told', async () => {
  await open().end();
  expect(pauses).toEqual([]);
});

test('nothing is told once the answer is there, nor in the last second, nor beyond the end', async () => {
  const { report, end, sent } = open();
  for (const done of [19_001, 20_000, 20_033]) report(done, 20_000, 'Waiting');
  await end();
  report(5000, 20_000, 'Waiting');
  expect(sent).toEqual([]);
});

test('nothing is told after a cancellation, and nothing without a token', async () => {
  const cancelled = open();
  cancelled.cancelling.abort();
  const unasked = open(null);
  for (const { report, sent } of [cancelled, unasked]) {
    report(5000, 20_000, 'Waiting');
    expect(sent).toEqual([]);
  }
});
