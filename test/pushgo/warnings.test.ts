// What a result says where the gateway accepts and yet a part does not arrive (docs/services/pushgo.md#devices).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { type Args, eventTools, expectTaken, thingTools } from './samples.ts';

let pushgo: PushgoTest;
beforeAll(async () => {
  pushgo = await startPushgo();
});
beforeEach(() => void pushgo.sandbox.pull());
afterAll(() => pushgo.close());

describe('null entries of a thing, which the gateway does not pass on', () => {
  const lost: readonly [string, Args][] = [
    ['attrs', { attrs: { ip: null } }],
    ['attrs', { description: 'd', attrs: { ip: null, x: 1 } }],
    ['attrs', { attrs: { manufacturer: null } }],
    ['external_ids', { external_ids: { serial: null } }],
    ['external_ids', { external_ids: { serial: null, erp: 'R-7' } }],
    ['attrs and external_ids', { attrs: { ip: null }, external_ids: { serial: null } }],
  ];
  const cases = thingTools.flatMap((tool) => lost.map(([names, args]) => [tool, args, names] as const));

  test.each(cases)('%s %j is told not to reach devices', async (tool, args, names) => {
    const { warning } = await expectTaken(pushgo, tool, args);
    expect(warning).toMatch(new RegExp(`^Null entries of ${names} do not reach the devices`));
    const payload = pushgo.sandbox.pull()[0]?.payload;
    expect(`${payload?.attrs} ${payload?.external_ids}`).not.toContain('null');
  });

  test.each(thingTools)('%s says nothing of nulls further down, which arrive', async (tool) => {
    const attrs = { network: { ip: null }, manufacturer: { site: null }, note: 'null' };
    expect(await expectTaken(pushgo, tool, { attrs })).not.toHaveProperty('warning');
    expect(JSON.parse(pushgo.sandbox.pull()[0]?.payload.attrs ?? '')).toEqual(attrs);
  });

  test.each(eventTools)('%s says nothing: those of an event arrive', async (tool) => {
    expect(await expectTaken(pushgo, tool, { attrs: { ip: null } })).not.toHaveProperty('warning');
    expect(JSON.parse(pushgo.sandbox.pull()[0]?.payload.attrs ?? '')).toEqual({ ip: null });
  });
});
