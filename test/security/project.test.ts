import { expect, test } from 'vitest';
import type { z } from 'zod';
import { schemas } from '../../generated/schemas.ts';
import { pwpushRules } from '../../overrides/pwpush/rules.ts';
import type { AnyOutputDecision } from '../../overrides/rule/operation-rule.ts';
import { project, unfit } from '../../src/policy/project.ts';
import { createCanaries } from '../support/canaries.ts';
import { connect } from '../support/connect.ts';
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

test('of a list of 20,000 at most half is looked at', async () => {
  const subscriber = { id: 'sub_1', siteId: 'site_1', status: 'active', createdAt: '2026-11-21T14:30:00.000Z' };
  const service = await startGateway(() => ({ body: { data: Array(20_000).fill(subscriber), hasMore: false } }));
  const server = await connect({ PUSHARY_BASE_URL: service.origin, PUSHARY_API_KEY: 'pk_0a1b2c3d.sk_00112233445566' });
  const { result } = (await server.call('list_subscribers')) as { result: { data: object[] } };
  await server.close();
  await service.close();
  expect(result.data[0]).toMatchObject({ id: 'sub_1' });
  expect(result.data.length).toBeLessThanOrEqual(10_000);
});
