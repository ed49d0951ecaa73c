import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { schemas } from '../../generated/schemas.ts';
import { pwpushRules } from '../../overrides/pwpush/rules.ts';
import type { AnyOutputDecision } from '../../overrides/rule/operation-rule.ts';
import { project, unfit } from '../../src/policy/project.ts';
import { createCanaries } from '../support/canaries.ts';
import { type Connection, connect } from '../support/connect.ts';
import { startGateway } from './gateway-double.ts';

const canaries = createCanaries();
const operations = Object.keys(pwpushRules) as (keyof typeof pwpushRules)[];

/** A body in which everything that was decided to be dropped or masked holds a canary, and the rest is left out. */
function bait(decision: AnyOutputDecision): unknown {
  if (typeof decision === 'string') return decision === 'show' ? undefined : canaries.mint();
  return {
    ...Object.fromEntries(Object.entries(decision).map(([name, inner]) => [name, bait(inner)])),
    unknown: canaries.mint(),
  };
}

test.each(operations)(
  '%s: what was decided to be dropped or masked, or not at all, is not in what is rebuilt',
  (operation) => {
    const { output } = pwpushRules[operation] as { output: AnyOutputDecision };
    const schema = schemas[operation].output() as z.ZodType;
    const body = bait(output);
    const bodies = [body, [body, body], { logs: [bait(output)], views: [bait(output)] }, ...lists(output)];
    for (const value of bodies) {
      const built = project(schema, output, value);
      expect(canaries.findIn(JSON.stringify(built === unfit ? null : built))).toEqual([]);
    }
  },
);

/** The same where fields hold lists of objects. */
function lists(decision: AnyOutputDecision): unknown[] {
  if (typeof decision === 'string') return [];
  return [Object.fromEntries(Object.entries(decision).map(([name, inner]) => [name, [bait(inner)]]))];
}

test('a masked field says whether it is set, and nothing where that is not known', () => {
  const schema = schemas.pwpushV2CreatePush.output() as z.ZodType;
  const { output } = pwpushRules.pwpushV2CreatePush;
  for (const [passphrase, told] of [
    [canaries.mint(), { passphrase_set: true }],
    ['', { passphrase_set: false }],
    [null, {}],
    [5, {}],
    [{ a: 1 }, {}],
  ] as const) {
    expect(project(schema, output, { passphrase })).toEqual(told);
  }
});

const asked = (limit: number) => ({ limit });
const subscriber = { id: 'sub_1', siteId: 'site_1', status: 'active', createdAt: '2026-11-21T14:30:00.000Z' };
const session = { sessionId: 's', agentName: 'a', machineId: 'm', computedStatus: 'active' };

const time = subscriber.createdAt;
const step = {
  id: 's1',
  flowId: 'f1',
  stepOrder: 1,
  stepType: 'delay',
  createdAt: time,
  updatedAt: time,
  config: { delay: { value: 5, unit: 'minutes' } },
};
/** A flow, a campaign and a template in one. */
const entry = {
  ...subscriber,
  ...{ name: 'n', title: 't', body: 'b', triggerType: 'manual', updatedAt: time },
  executionCount: 0,
  ...{ totalClicked: 0, totalDelivered: 0, totalSent: 0, totalTargeted: 0 },
};
const flowOf = (steps: number) => ({ ...entry, steps: Array(steps).fill(step) });

async function answered<T>(body: object, use: (server: Connection) => Promise<T>): Promise<T> {
  const service = await startGateway(() => ({ body }));
  const server = await connect({ PUSHARY_BASE_URL: service.origin, PUSHARY_API_KEY: 'pk_0a1b2c3d.sk_00112233445566' });
  try {
    return await use(server);
  } finally {
    await server.close();
    await service.close();
  }
}

test.each([
  ['list_subscribers', {}, 20],
  ['list_subscribers', asked(3), 3],
  ['list_campaigns', asked(1), 1],
  ['list_templates', asked(100), 100],
  ['list_flows', {}, 20],
])('%s shows no more than were asked for: %o', async (tool, args, most) => {
  const outcome = await answered({ data: Array(5_000).fill(entry), hasMore: false, nextCursor: null }, (server) =>
    server.call(tool, args),
  );
  expect((outcome as { result: { data: object[] } }).result.data).toHaveLength(most);
});

test('list_sessions shows no more than were asked for, in both of its lists', async () => {
  const question = { correlationId: '6f0e1d2c-3b4a-4958-8776-655443322110', question: 'Deploy?', type: 'confirm' };
  const body = { sessions: Array(9_000).fill(session), pendingQuestions: Array(9_000).fill(question) };
  const outcome = await answered(body, (server) => server.call('list_sessions', asked(5)));
  const { sessions, pendingQuestions = [] } = (outcome as { result: Record<string, object[]> }).result;
  expect(sessions).toHaveLength(5);
  expect(pendingQuestions.length).toBeLessThanOrEqual(5);
});

test('lists within an entry are its own: they are not cut to the entries that were asked for', async () => {
  const outcome = await answered({ data: Array(9).fill(flowOf(7)), hasMore: false }, (server) =>
    server.call('list_flows', asked(2)),
  );
  const { data } = (outcome as { result: { data: { steps: object[] }[] } }).result;
  expect(data.map(({ steps }) => steps.length)).toEqual([7, 7]);
});

test('a result of more than 200 kB is refused with how to ask for less', async () => {
  const huge = flowOf(9_000);
  await answered({ data: [huge], hasMore: false }, async (server) => {
    expect(await server.call('list_flows')).toEqual({
      refused: 'The result is larger than 200 kB, so it is not shown. Ask for fewer entries with limit.',
    });
  });
  await answered(huge, async (server) => {
    expect(
      await server.call('create_flow', {
        name: 'n',
        triggerType: 'subscription',
        steps: [{ stepType: 'delay', config: step.config }],
      }),
    ).toEqual({
      refused:
        'The result is larger than 200 kB, so it is not shown. Ask for less at once. It may have been done all the same: look before repeating it.',
    });
    expect(server.lines.find((line) => line.includes('"audit"'))).toContain(
      '"outcome":"unknown","code":"RESULT_TOO_LARGE"',
    );
  });
});

test('nothing of large answers is held once they were refused', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heldNow = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  // Kept as text: it is parsed anew in each call
  await answered({ data: [flowOf(20_000)], hasMore: false }, async (server) => {
    await server.call('list_flows');
    const before = heldNow();
    for (let i = 0; i < 10; i += 1) await server.call('list_flows');
    // Ten parsed answers would hold 60 MB
    expect(heldNow() - before).toBeLessThan(20_000_000);
  });
});

test('of a list of 20,000 at most half is looked at', () => {
  const schema = schemas.pwpushV2ListActivePushes.output() as z.ZodType;
  const built = project(schema, pwpushRules.pwpushV2ListActivePushes.output, Array(20_000).fill({ url_token: 'x' }));
  expect(built).toHaveLength(10_000);
});
