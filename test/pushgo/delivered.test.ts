// What a device gets is what was asked for: all eight tools with every field that they take
// (docs/services/pushgo.md#sending, #devices).
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import {
  type Args,
  eventTools,
  expectTaken,
  type SendingTool,
  sendingTools,
  thingTools,
  toolNames,
} from './samples.ts';

let pushgo: PushgoTest;
beforeAll(async () => {
  pushgo = await startPushgo();
});
beforeEach(() => void pushgo.sandbox.pull());
afterEach(() => void vi.useRealTimers());
afterAll(() => pushgo.close());

const common = {
  tags: [' a ', 'b', 'a'],
  images: ['https://example.org/1.png', 'two', ' two '],
  metadata: { ' host ': 'db-1', load: 0.5, primary: true },
  ciphertext: ' c2VjcmV0 ',
};
const event = {
  title: ' Disk ',
  status: ' open ',
  message: ' 92 % full ',
  severity: 'CRITICAL',
  event_time: '2026-11-21T14:30:00Z',
  description: ' A longer text ',
  thing_id: 'rack-7',
  attrs: { used: 92, gone: null, mount: { path: '/', fs: null } },
};
const thing = {
  observed_at: '2026-11-21T15:30:00.250+01:00',
  title: ' Rack 7 ',
  description: ' In the cellar ',
  attrs: { height: 42, gone: null, manufacturer: { name: 'ACME', site: null } },
  external_ids: { ERP: ' R-7 ', old: null },
  location_type: 'Cloud',
  location_value: 'AWS:eu-west-1:A',
  primary_image: ' two ',
};
const full: Record<SendingTool, Args> = {
  pushgo_message_send: {
    title: ' Hello ',
    body: '\n# Title\n\n- *one*  \n- two\n',
    severity: 'High',
    url: ' https://example.org/?a=1&b=2 ',
    ttl: 4_000_000_000_000,
    thing_id: ' rack-7 ',
    occurred_at: '1710000000',
    ...common,
  },
  pushgo_event_create: { ...event, started_at: 1_710_000_000, ...common },
  pushgo_event_update: { event_id: ' disk-1 ', ...event, ...common },
  pushgo_event_close: { event_id: 'disk-1', ...event, ended_at: '1710000000123', ...common },
  pushgo_thing_create: { ...thing, created_at: '2020-01-01T00:00:00Z', ...common },
  pushgo_thing_update: { thing_id: 'rack-7', ...thing, ...common },
  pushgo_thing_archive: { thing_id: 'rack-7', ...thing, ...common },
  pushgo_thing_delete: { thing_id: 'rack-7', ...thing, deleted_at: 1_710_000_000_000, ...common },
};

const arrivedCommon = {
  schema_version: '1',
  payload_version: '1',
  tags: '["a","b"]',
  metadata: '{"host":"db-1","load":0.5,"primary":true}',
  ciphertext: 'c2VjcmV0',
};
const images = '["https://example.org/1.png","two"]';
const halfPastTwo = String(Date.parse('2026-11-21T14:30:00Z'));
const arrivedEvent = {
  ...arrivedCommon,
  entity_type: 'event',
  title: ' Disk ',
  body: '92 % full',
  message: '92 % full',
  status: 'open',
  severity: 'critical',
  description: 'A longer text',
  thing_id: 'rack-7',
  images,
  attrs: '{"gone":null,"mount":{"fs":null,"path":"/"},"used":92}',
  event_time: halfPastTwo,
  occurred_at: halfPastTwo,
};
const arrivedThing = {
  ...arrivedCommon,
  entity_type: 'thing',
  title: ' Rack 7 ',
  body: 'In the cellar',
  description: 'In the cellar',
  attrs: '{"height":42,"manufacturer":{"name":"ACME","site":null}}',
  external_ids: '{"erp":"R-7"}',
  location_type: 'cloud',
  location_value: 'aws:eu-west-1:a',
  location: '{"type":"cloud","value":"aws:eu-west-1:a"}',
  primary_image: 'two',
  images: '["https://example.org/1.png"]',
  occurred_at: String(Date.parse('2026-11-21T14:30:00.250Z')),
};
const arrived: Record<SendingTool, Args> = {
  pushgo_message_send: {
    ...arrivedCommon,
    entity_type: 'message',
    title: 'Hello',
    body: '# Title\n\n- *one*  \n- two',
    severity: 'high',
    url: 'https://example.org/?a=1&b=2',
    thing_id: 'rack-7',
    images,
    occurred_at: '1710000000000',
  },
  pushgo_event_create: { ...arrivedEvent, event_state: 'ONGOING', started_at: '1710000000000' },
  pushgo_event_update: { ...arrivedEvent, event_state: 'ONGOING', event_id: 'disk-1' },
  pushgo_event_close: { ...arrivedEvent, event_state: 'CLOSED', event_id: 'disk-1', ended_at: '1710000000123' },
  pushgo_thing_create: { ...arrivedThing, state: 'active', created_at: String(Date.parse('2020-01-01')) },
  pushgo_thing_update: { ...arrivedThing, state: 'active', thing_id: 'rack-7' },
  pushgo_thing_archive: { ...arrivedThing, state: 'archived', thing_id: 'rack-7' },
  pushgo_thing_delete: { ...arrivedThing, state: 'deleted', thing_id: 'rack-7', deleted_at: '1710000000000' },
};

/** What is new with each delivery, and the same for all. */
function expectedOfAll(tool: SendingTool, told: Args): Args {
  const { origin, channel } = pushgo.sandbox;
  const { id } = sendingTools[tool];
  const fresh = expect.any(String);
  return {
    channel_id: channel.id,
    base_url: origin,
    op_id: `op:${tool}`,
    delivery_id: fresh,
    ingested_at: fresh,
    sent_at: fresh,
    entity_id: told[id],
    [id]: told[id],
    // 30 days at most
    ...(tool === 'pushgo_message_send' && { ttl: fresh }),
  };
}

test.each(toolNames)('%s delivers every field that it takes', async (tool) => {
  const { tools } = await pushgo.connection.client.listTools();
  const listed = Object.keys(tools.find(({ name }) => name === tool)?.inputSchema.properties ?? {});
  expect(Object.keys(full[tool]).concat('op_id', 'channel_id').toSorted()).toEqual(listed.toSorted());
  const told = await expectTaken(pushgo, tool, { ...full[tool], op_id: ` op:${tool} ` });
  const items = pushgo.sandbox.pull();
  expect(items.map(({ payload }) => payload)).toEqual([{ ...expectedOfAll(tool, told), ...arrived[tool] }]);
});

test.each(toolNames)('%s delivers nothing that was not asked for, but for its time', async (tool) => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1710000000000 });
  const told = await expectTaken(pushgo, tool);
  const { password: _, ...sent } = JSON.parse(pushgo.arrivals.at(-1)?.body ?? '');
  expect(sent).toEqual({
    ...sendingTools[tool].least,
    ...(eventTools.includes(tool) && { event_time: 1710000000000 }),
    ...(thingTools.includes(tool) && { observed_at: 1710000000000 }),
    channel_id: pushgo.sandbox.channel.id,
    op_id: told.op_id,
  });
  expect(pushgo.sandbox.pull()).toHaveLength(1);
});

test.each(toolNames)('%s asks its own route once, with JSON, in English and without a token', async (tool) => {
  const told = await expectTaken(pushgo, tool);
  const { method, path, headers } = pushgo.arrivals.at(-1) ?? {};
  expect([method, path]).toEqual(['POST', sendingTools[tool].path]);
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'accept-language': 'en' });
  expect(headers).not.toHaveProperty('authorization');
  const { id } = sendingTools[tool];
  const known = (sendingTools[tool].least as Args)[id] ?? expect.stringMatching(/^[0-9a-f]{32}$/);
  expect(told).toEqual({
    [id]: known,
    op_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    accepted: true,
    channel_id: pushgo.sandbox.channel.id,
  });
});

test('an event is one thing from opening to closing', async () => {
  const opened = await expectTaken(pushgo, 'pushgo_event_create');
  await expectTaken(pushgo, 'pushgo_event_update', { event_id: opened.event_id, status: 'worse' });
  await expectTaken(pushgo, 'pushgo_event_close', { event_id: opened.event_id, status: 'over' });
  const states = pushgo.sandbox.pull().map(({ payload }) => [payload.entity_id, payload.event_state, payload.status]);
  expect(states).toEqual([
    [opened.event_id, 'ONGOING', 'open'],
    [opened.event_id, 'ONGOING', 'worse'],
    [opened.event_id, 'CLOSED', 'over'],
  ]);
});

test('names that mean something to JavaScript are names like any other', async () => {
  const odd = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}');
  await expectTaken(pushgo, 'pushgo_thing_update', { attrs: odd, metadata: odd });
  const [item] = pushgo.sandbox.pull();
  const written = '{"__proto__":"a","constructor":"b","toString":"c"}';
  expect(item?.payload).toMatchObject({ attrs: written, metadata: written });
});
