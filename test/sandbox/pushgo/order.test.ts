// A request with everything wrong is refused for one fault after the other, in the order of
// docs/services/pushgo.md#sending.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PushgoSandbox, startPushgoSandbox } from '../../../sandbox/index.ts';
import { post } from './client.ts';

let sandbox: PushgoSandbox;
beforeAll(async () => {
  sandbox = await startPushgoSandbox();
});
afterAll(() => sandbox.close());

type Step = readonly [fault: string, correction: () => object];

/** Sends, corrects what was refused, and so on until it is accepted. */
async function expectOrder(path: string, wrong: object, steps: readonly Step[]): Promise<void> {
  let fields = wrong;
  const faults: (string | undefined)[] = [];
  for (const [, correction] of steps) {
    faults.push((await post(sandbox, path, fields)).error);
    fields = { ...fields, ...correction() };
  }
  expect(faults).toEqual(steps.map(([fault]) => fault));
  expect((await post(sandbox, path, fields)).data).toMatchObject({ accepted: true });
}

const unknownChannel = '06J0FZG1Y8XGG14VTQ4Y3G10MR';
const longKey = 'k'.repeat(65);
const credentials: readonly Step[] = [
  ['password is required', () => ({ password: 'short' })],
  ['channel id must not be empty', () => ({ channel_id: 'x' })],
  ['invalid channel id', () => ({ channel_id: unknownChannel })],
  ['channel password length must be between 8 and 128', () => ({ password: 'password-canary-1' })],
  ['channel not found', () => ({ channel_id: sandbox.channel.id })],
  ['invalid channel password', () => ({ password: sandbox.channel.password })],
];
const tail = { channel_id: ' ', password: ' ', op_id: 'a b', tags: [' '], images: [' '], metadata: { [longKey]: 1 } };
const images: Step = ['images contains empty url', () => ({ images: [] })];
const tags: Step = ['tags contains empty tag', () => ({ tags: [] })];
const metadata: Step = ['metadata key is too long', () => ({ metadata: {} })];
const opId: Step = ['op_id format is invalid', () => ({ op_id: 'op-1' })];
const thingId: Step = ['thing_id format is invalid', () => ({ thing_id: 'thing-1' })];
const attrs: Step = ['attrs does not support arrays', () => ({ attrs: {} })];

test('a message', async () => {
  await expectOrder('/message', { ...tail, thing_id: 'a b', title: ' ' }, [
    thingId,
    ['channel id must not be empty', () => ({ channel_id: 'x' })],
    ['channel password length must be between 8 and 128', () => ({ password: 'password-canary-1' })],
    opId,
    ['title must not be empty', () => ({ title: 't' })],
    metadata,
    ['invalid channel id', () => ({ channel_id: unknownChannel })],
    ['channel not found', () => ({ channel_id: sandbox.channel.id })],
    ['invalid channel password', () => ({ password: sandbox.channel.password })],
    ['occurred_at is required when message is scoped to thing_id', () => ({ occurred_at: 1710000000 })],
    images,
    tags,
  ]);
});

test('an event', async () => {
  const event = { thing_id: 'a b', severity: 'x', status: ' ', message: ' ', attrs: { a: [] }, ended_at: 1 };
  await expectOrder('/event/create', { ...tail, ...event }, [
    ...credentials,
    opId,
    thingId,
    tags,
    ['severity must be one of critical/high/normal/low', () => ({ severity: 'low' })],
    ['status must not be empty', () => ({ status: 'open' })],
    ['message must not be empty', () => ({ message: 'm' })],
    images,
    attrs,
    metadata,
    ['ended_at is only allowed on /event/close', () => ({ ended_at: null })],
    ['title, status, message and severity are required on /event/create', () => ({ title: '' })],
    ['event_time is required', () => ({ event_time: 1710000000 })],
  ]);
});

test('a change of an event', async () => {
  const event = { event_id: 'a b', tags: [' '], started_at: 1 };
  await expectOrder('/event/update', { channel_id: ' ', password: ' ', ...event }, [
    ...credentials,
    ['event_id format is invalid', () => ({ event_id: 'event-1' })],
    tags,
    ['started_at and ended_at are not allowed on /event/update', () => ({ started_at: null })],
    [
      'status, message and severity are required on /event/update and /event/close',
      () => ({ status: 'open', message: 'm', severity: 'low' }),
    ],
    ['event_time is required', () => ({ event_time: 1710000000 })],
  ]);
});

test('a thing', async () => {
  const thing = {
    thing_id: 'a b',
    primary_image: 'p'.repeat(2049),
    attrs: { a: [] },
    external_ids: { ' ': '1' },
    location_type: 'geo',
  };
  await expectOrder('/thing/update', { ...tail, ...thing }, [
    ...credentials,
    opId,
    thingId,
    tags,
    images,
    ['primary_image contains oversized url', () => ({ primary_image: null })],
    ['attrs does not support arrays', () => ({ attrs: { manufacturer: 'x' } })],
    ['attrs.manufacturer must be object or null', () => ({ attrs: {} })],
    ['external_ids contains empty key', () => ({ external_ids: {} })],
    ['location_type and location_value must be provided together', () => ({ location_type: null })],
    metadata,
    ['observed_at is required', () => ({ observed_at: 1710000000 })],
  ]);
});
