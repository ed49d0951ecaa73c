// What the sixteen tools take and refuse before anything is sent, and how lists, ids and pages go on the wire.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type PusharyTest, startPushary } from '../support/pushary.ts';
import { type Args, sixteen } from './samples.ts';

let pushary: PusharyTest;
beforeAll(async () => {
  pushary = await startPushary({ sandbox: { limits: { requestsPerMinute: 100_000 } } });
});
afterEach(() => void pushary.arrivals.splice(0));
afterAll(() => pushary.close());

const x = (length: number) => 'x'.repeat(length);
const campaign = { name: 'n', title: 't', body: 'b' };
const flow = { name: 'n', triggerType: 'subscription' };
const step = (config: unknown, stepType = 'delay') => ({
  ...flow,
  steps: [
    { stepType: 'exit', config: {} },
    { stepType, config },
  ],
});
const lists = ['list_subscribers', 'list_campaigns', 'list_templates', 'list_flows'];
const byId = Object.keys(sixteen).filter((name) => 'id' in (sixteen[name]?.least ?? {}));

const refused: [string, Args, string][] = [
  ['create_campaign', {}, 'name is required. title is required. body is required.'],
  ['create_campaign', { ...campaign, title: x(101) }, 'title is longer than 100 characters.'],
  ['create_campaign', { ...campaign, body: x(501) }, 'body is longer than 500 characters.'],
  ['create_campaign', { ...campaign, name: x(101) }, 'name is longer than 100 characters.'],
  ['create_campaign', { ...campaign, title: '' }, 'title is too short.'],
  ['create_campaign', { ...campaign, title: null }, 'title is required.'],
  ['create_campaign', { ...campaign, body: 5 }, 'body has to be text.'],
  ['create_campaign', { ...campaign, tags: ['a', 1] }, 'tags[1] has to be text.'],
  ['create_campaign', { ...campaign, tags: { a: 1 } }, 'tags has to be a list.'],
  ['create_template', { title: 't' }, 'name is required. body is required.'],
  ['create_flow', { name: 'n' }, 'triggerType is required.'],
  [
    'create_flow',
    { ...flow, triggerType: 'click' },
    'triggerType is none of notification_click, notification_impression, notification_dismiss, subscription, unsubscription.',
  ],
  ['create_flow', { ...flow, steps: { stepType: 'exit' } }, 'steps has to be a list.'],
  ['create_flow', { ...flow, steps: [{ config: {} }] }, 'steps[0].stepType is required.'],
  ['create_flow', { ...flow, steps: [{ stepType: 'exit' }] }, 'steps[0].config is required.'],
  ['create_flow', step({}, 'wait'), 'steps[1].stepType is none of send_notification, delay, exit.'],
  [
    'create_flow',
    step({ delay: { value: 1, unit: 'weeks' } }),
    'steps[1].config.delay.unit is none of seconds, minutes, hours, days.',
  ],
  ['create_flow', step({ delay: { value: 0, unit: 'hours' } }), 'steps[1].config.delay.value is more than 0.'],
  ['create_flow', step({ delay: { unit: 'hours' } }), 'steps[1].config.delay.value is required.'],
  ['create_flow', step({ delay: { value: '2', unit: 'hours' } }), 'steps[1].config.delay.value has to be a number.'],
  [
    'create_flow',
    step({ delay: { value: 1, unit: 'hours', min: 1 } }),
    'steps[1].config.delay holds a name that it does not have.',
  ],
  ['create_flow', step({ delai: {} }), 'steps[1].config holds a name that it does not have.'],
  [
    'create_flow',
    step({ notification: { title: 't' } }, 'send_notification'),
    'steps[1].config.notification.body is required.',
  ],
  ['list_sessions', { status: 'offline' }, 'status is none of active, idle, waiting, errored.'],
  ['list_subscribers', { status: 'gone' }, 'status is none of active, unsubscribed, expired, bounced.'],
  ['list_flows', { status: 'on' }, 'status is none of draft, active, paused, archived.'],
  ['list_campaigns', { status: 'draft' }, 'status is no argument of this tool. It takes limit, cursor.'],
  ['list_templates', { cursor: 5 }, 'cursor has to be text.'],
  ['count_subscribers', { tags: ['vip'] }, 'tags is no argument of this tool. This tool takes none.'],
  ['count_subscribers', { x: 1 }, 'One argument has a name that this tool does not know. This tool takes none.'],
  [
    'get_subscriber',
    { subscriberId: 'sub_1' },
    'One argument has a name that this tool does not know. It takes id. id is required.',
  ],
  ...byId.flatMap((name): [string, Args, string][] => [
    [name, {}, 'id is required.'],
    [name, { id: 5 }, 'id has to be text.'],
  ]),
  ...[...lists, 'list_sessions'].flatMap((name): [string, Args, string][] => [
    [name, { limit: 0 }, 'limit is at least 1.'],
    [name, { limit: 101 }, 'limit is at most 100.'],
    [name, { limit: -1 }, 'limit is at least 1.'],
    [name, { limit: 1.5 }, 'limit has to be a whole number.'],
    [name, { limit: 'all' }, 'limit has to be a number.'],
  ]),
];

test.each(refused)('%s refuses %j by naming the field', async (name, args, sentence) => {
  expect(await pushary.call(name, args)).toEqual({ refused: sentence });
  expect(pushary.arrivals).toEqual([]);
});

const taken: [string, Args, string][] = [
  ['list_subscribers', {}, 'limit=20'],
  ['list_subscribers', { limit: 1 }, 'limit=1'],
  ['list_subscribers', { limit: '100', cursor: null }, 'limit=100'],
  ['list_subscribers', { status: 'ACTIVE', tags: 'vip' }, 'status=active&tags=vip&limit=20'],
  // One value, as the vendor's clients write it (docs/services/pushary.md#requests)
  ['list_subscribers', { tags: ['vip', 'new letter', 'a&b'] }, 'tags=vip,new%20letter,a%26b&limit=20'],
  ['list_subscribers', { externalId: 'me@example.org?x=1#y' }, 'externalId=me%40example.org%3Fx%3D1%23y&limit=20'],
  ['list_sessions', {}, 'limit=100'],
  ['list_sessions', { status: 'idle', limit: 3 }, 'status=idle&limit=3'],
  ['list_flows', { status: 'archived' }, 'status=archived&limit=20'],
  ['list_templates', { limit: 100 }, 'limit=100'],
];

test.each(taken)('%s takes %j', async (name, args, query) => {
  expect(await pushary.call(name, args)).toHaveProperty('result');
  const [arrival] = pushary.arrivals;
  const sorted = (text = '') => text.split('&').toSorted();
  expect(sorted(arrival?.path.split('?')[1])).toEqual(sorted(query));
});

describe('pages', () => {
  test('follow one another by the cursor, and each entry comes once', async () => {
    for (let i = 0; i < 25; i += 1) await pushary.call('create_template', { ...campaign, name: `Template ${i}` });
    const names: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const { result } = (await pushary.call('list_templates', { ...(cursor && { cursor }) })) as {
        result: { data: { name: string }[]; hasMore: boolean; nextCursor?: string };
      };
      expect(result.hasMore).toBe(result.nextCursor !== undefined);
      names.push(...result.data.map(({ name }) => name));
      sizes.push(result.data.length);
      cursor = result.nextCursor;
    } while (cursor);
    expect(sizes).toEqual([20, 5]);
    expect(names).toEqual(Array.from({ length: 25 }, (_, i) => `Template ${24 - i}`));
  });

  test.each(lists)('%s passes the cursor on unchanged, and says so where the service refuses it', async (name) => {
    const cursor = 'a+b/c==&limit=500#x y%2F✓';
    const outcome = await pushary.call(name, { cursor });
    expect(outcome).toEqual({
      refused:
        'Pushary refused an argument. Correct it by what the service says.{"pushary_says":"cursor is malformed"}',
    });
    const query = new URLSearchParams(pushary.arrivals[0]?.path.split('?')[1]);
    expect([...query].toSorted()).toEqual([
      ['cursor', cursor],
      ['limit', '20'],
    ]);
  });
});

describe('ids', () => {
  test.each(byId)('%s says that there is nothing with an unknown one', async (name) => {
    const outcome = await pushary.call(name, { id: 'nope_0-A' });
    const [thing = ''] = /campaign|flow|subscriber/.exec(name) ?? [];
    expect(outcome).toEqual({
      refused: `Pushary knows no such ${thing}. Its id may be mistyped, or it is gone.{"pushary_says":"${thing[0]?.toUpperCase()}${thing.slice(1)} not found"}`,
    });
    expect(pushary.arrivals).toHaveLength(1);
  });

  // An encoded slash is decoded by some servers in between, and `..` climbs
  test.each(byId)('%s reaches no other path, whatever is in one', async (name) => {
    const odd = [
      '',
      '.',
      '..',
      '../keys',
      'a/b',
      'a%2Fb',
      '%2e%2e',
      'a?b',
      'a#b',
      'a b',
      'a\\b',
      'é',
      '\u0000',
      x(257),
      'count;x',
    ];
    for (const id of odd)
      expect(await pushary.call(name, { id })).toEqual({
        refused: 'id holds characters that cannot stand in an address. It takes letters, digits, - and _.',
      });
    expect(pushary.arrivals).toEqual([]);
  });
});
