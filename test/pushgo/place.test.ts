// Where a thing is: five kinds, each with its own spelling (docs/services/pushgo.md#external-ids-and-places).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { e, rocket, testLimits, x } from './limit.ts';
import { expectRefused, expectTaken, thingTools } from './samples.ts';

let pushgo: PushgoTest;
beforeAll(async () => {
  pushgo = await startPushgo();
});
afterAll(() => pushgo.close());

const place = (location_type: string, location_value: string) => ({ location_type, location_value });
const places = (type: string, ...values: string[]) => values.map((value) => place(type, value));

testLimits(() => pushgo, {
  'physical at 256 bytes': {
    tools: thingTools,
    taken: places('physical', 'x', x(256), e(128), ` ${rocket(64)} `),
    refused: places('physical', x(257), e(129), rocket(65)),
    says: /^location_value .*256 bytes for physical\.$/,
  },
  'geo at the poles and the date line': {
    tools: thingTools,
    taken: places('geo', '90,180', '-90,-180', '89.9999999,+179.9', ' 0 , .5 ', '5.,5'),
    refused: places(
      'geo',
      '90.000001,0',
      '0,-180.000001',
      '-91,0',
      '0,181',
      '0',
      '0,',
      '0,0,0',
      '0;0',
      '0,NaN',
      '0,inf',
      'é,0',
    ),
    says: /^location_value .*latitude,longitude .*\.$/,
  },
  'cloud at 64 characters a part': {
    tools: thingTools,
    taken: places('cloud', `aws:${x(64)}`, `aws:eu-west_1:${x(64)}`),
    refused: places('cloud', 'aws', `aws:${x(65)}`, 'a:b:c:d', 'aws:', ':eu', 'aws:é', 'aws:e u'),
    says: /^location_value .*provider:region:zone .*\.$/,
  },
  'datacenter at three parts': {
    tools: thingTools,
    taken: places('datacenter', 'fra1', 'fra1:a', `fra1:a:${x(64)}`),
    refused: places('datacenter', 'a:b:c:d', 'a:', x(65), 'a b', 'a/b'),
    says: /^location_value .*site:room:rack .*\.$/,
  },
  'logical of words': {
    tools: thingTools,
    taken: places('logical', 'a', 'a/b/c/d/e/f', x(64)),
    refused: places('logical', 'a//b', '/a', 'a/', x(65), 'a b', 'a:b'),
    says: /^location_value .*joined by \/ .*\.$/,
  },
  'a kind there is': {
    tools: thingTools,
    taken: places('physical', 'x').concat(places('Logical', 'x'), places(' GEO ', '1,2')),
    refused: places('orbit', 'x'),
    says: /^location_type is none of physical, geo, cloud, datacenter, logical\.$/,
  },
  'both or neither': {
    tools: thingTools,
    taken: [{}, { location_type: null, location_value: null }, ...places('', ' '), ...places('physical', ' x ')],
    refused: [
      { location_type: 'geo' },
      { location_value: '1,2' },
      { location_type: null, location_value: '1,2' },
      ...places('', 'x').concat(places('physical', '', ' \n'), places('logical', '')),
    ],
    says: /^location_type and location_value are given together or not at all\.$/,
  },
});

test.each([
  ['geo', ' 52.5200066 , 13.4 ', '52.520007,13.400000'],
  ['geo', '-.5,+7', '-0.500000,7.000000'],
  ['cloud', 'AWS:EU-West-1:A', 'aws:eu-west-1:a'],
  ['Datacenter', 'FRA1:Room_2', 'fra1:room_2'],
  ['logical', 'Europe/Berlin', 'europe/berlin'],
  ['physical', ' Shelf 3, Left ', 'Shelf 3, Left'],
])('%s %j arrives as %j', async (type, value, arrived) => {
  pushgo.sandbox.pull();
  await expectTaken(pushgo, 'pushgo_thing_update', place(type, value));
  const [item] = pushgo.sandbox.pull();
  expect(item?.payload).toMatchObject({ location_type: type.toLowerCase(), location_value: arrived });
});

test('no value of a place is repeated', async () => {
  for (const args of [place('geo', 'swordfish'), place('swordfish', 'x'), place('logical', 'sword fish')]) {
    await expectRefused(pushgo, 'pushgo_thing_create', args, expect.not.stringContaining('fish'));
  }
});
