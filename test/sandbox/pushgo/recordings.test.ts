// The double against what was recorded from the real gateway, request by request and in order.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { after, before } from './replay/around.ts';
import { expectSame } from './replay/compare.ts';
import { makeAccounts, type Replayed, startReplay } from './replay/gateway.ts';
import { classesOf, leftOut } from './replay/left-out.ts';
import { type Exchange, type Run, recording, splitRuns } from './replay/recordings.ts';

const isReplayed = (exchange: Exchange) => classesOf(exchange).length === 0;

function describeRun(run: Run): void {
  let replayed: Replayed;

  beforeAll(async () => {
    replayed = await startReplay(run);
    if (run.name !== '{}') await makeAccounts(replayed);
  });
  afterAll(() => replayed.sandbox.close());

  test.each(run.exchanges.filter(isReplayed))('$id', async (exchange) => {
    await before[exchange.id]?.(replayed);
    expectSame(await replayed.send(exchange), exchange, replayed.names);
    await after[exchange.id]?.(replayed);
  });
}

for (const run of splitRuns(recording)) {
  if (run.exchanges.some(isReplayed)) describe(run.name, () => describeRun(run));
}

describe('what is left out', () => {
  test.each(leftOut)('$name: is in the recording', ({ matches }) => {
    expect(recording.exchanges.filter(matches)).not.toEqual([]);
  });

  test('belongs to one class each', () => {
    expect(recording.exchanges.filter((exchange) => classesOf(exchange).length > 1)).toEqual([]);
  });

  test('is no more than this', () => {
    const count = ({ name, matches }: (typeof leftOut)[number]) => [name, recording.exchanges.filter(matches).length];
    expect(Object.fromEntries(leftOut.map(count))).toMatchInlineSnapshot(`
      {
        "MCP, OAuth and the bind pages": 480,
        "a locked database": 1,
        "another host name": 1,
        "private transports": 4,
        "what devices get from calls over MCP": 49,
      }
    `);
  });
});
