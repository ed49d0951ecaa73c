// The emulator against what was recorded from the real gateway, request by request and in order.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { after, before } from './replay/around.ts';
import { expectSame, withTextsOf } from './replay/compare.ts';
import { makeAccounts, type Replayed, startReplay } from './replay/gateway.ts';
import { classesOf, differs, leftOut } from './replay/left-out.ts';
import { type Exchange, type Run, recording, splitRuns } from './replay/recordings.ts';

const butById = new Map(differs.flatMap(({ but, exchanges }) => exchanges.map((id) => [id, but] as const)));

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
    const reply = await replayed.send(exchange);
    const but = butById.get(exchange.id);
    // What the emulator learns to answer must leave the list
    if (but !== undefined) expect(() => expectSame(reply, exchange, replayed.names)).toThrow();
    if (but === undefined) expectSame(reply, exchange, replayed.names);
    if (but === 'texts') expectSame(reply, withTextsOf(reply, exchange), replayed.names);
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

describe('what differs', () => {
  const replayed = new Set(recording.exchanges.filter(isReplayed).map(({ id }) => id));

  test.each(differs)('$name: is sent', ({ exchanges }) => {
    expect(exchanges.length).toBeGreaterThan(0);
    expect(exchanges.filter((id) => !replayed.has(id))).toEqual([]);
  });

  test('is named once', () => {
    expect(differs.flatMap(({ exchanges }) => exchanges)).toHaveLength(butById.size);
  });
});
