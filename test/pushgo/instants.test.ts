// Instants as people, models and programs write them, and `ttl`, which is an instant to the gateway
// (docs/services/pushgo.md#ttl, #instants).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { type Args, eventTools, expectRefused, expectTaken, type SendingTool, thingTools } from './samples.ts';

let pushgo: PushgoTest;
beforeAll(async () => {
  pushgo = await startPushgo();
});
beforeEach(() => void pushgo.sandbox.pull());
afterEach(() => void vi.useRealTimers());
afterAll(() => pushgo.close());

const places: readonly [SendingTool, string, string][] = [
  ['pushgo_message_send', 'occurred_at', 'occurred_at'],
  ['pushgo_event_create', 'event_time', 'event_time'],
  ['pushgo_event_create', 'started_at', 'started_at'],
  ['pushgo_event_update', 'event_time', 'event_time'],
  ['pushgo_event_close', 'ended_at', 'ended_at'],
  ['pushgo_thing_create', 'observed_at', 'occurred_at'],
  ['pushgo_thing_create', 'created_at', 'created_at'],
  ['pushgo_thing_delete', 'deleted_at', 'deleted_at'],
];

const same: readonly [unknown, string][] = [
  ['2026-11-21T14:30:00Z', '2026-11-21T14:30:00.000Z'],
  ['2026-11-21T14:30Z', '2026-11-21T14:30:00.000Z'],
  ['2026-11-21 14:30:00Z', '2026-11-21T14:30:00.000Z'],
  ['2026-11-21t14:30:00z', '2026-11-21T14:30:00.000Z'],
  [' 2026-11-21T16:30:00+02:00\n', '2026-11-21T14:30:00.000Z'],
  ['2026-11-21T04:00:00.5-10:30', '2026-11-21T14:30:00.500Z'],
  ['2026-11-21T14:30:00.123456789Z', '2026-11-21T14:30:00.123Z'],
  ['2024-02-29T23:59:59-00:30', '2024-03-01T00:29:59.000Z'],
  [1_710_000_000, '2024-03-09T16:00:00.000Z'],
  ['1710000000', '2024-03-09T16:00:00.000Z'],
  [' +1710000000 ', '2024-03-09T16:00:00.000Z'],
  [1_710_000_000_123, '2024-03-09T16:00:00.123Z'],
  ['1710000000123', '2024-03-09T16:00:00.123Z'],
  [999_999_999_999, '+033658-09-27T01:46:39.000Z'],
  [1_000_000_000_000, '2001-09-09T01:46:40.000Z'],
  // Before that day the milliseconds of an instant look like seconds to the gateway
  ['2001-09-09T01:46:39Z', '2001-09-09T01:46:39.000Z'],
  ['1999-12-31T23:59:59+00:00', '1999-12-31T23:59:59.000Z'],
  [946_684_799, '1999-12-31T23:59:59.000Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
  [0, '1970-01-01T00:00:00.000Z'],
  [-1, '1969-12-31T23:59:59.000Z'],
  ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
  // A part of a second cannot be said there
  ['1999-12-31T23:59:59.750Z', '1999-12-31T23:59:59.000Z'],
];

describe.each(places)('%s %s', (tool, field, arrivesAs) => {
  test.each(same)('%j arrives as %s', async (given, instant) => {
    await expectTaken(pushgo, tool, { [field]: given });
    const [item] = pushgo.sandbox.pull();
    expect(new Date(Number(item?.payload[arrivesAs])).toISOString()).toBe(instant);
  });

  test('what is no instant, or not in a known time zone, is refused with what to write', async () => {
    const wrong = [
      'now',
      '2026-11-21',
      '14:30',
      '2026-11-21T14:30:00',
      '2026-02-30T00:00:00Z',
      '2026-11-21T25:00:00Z',
      '21.11.2026',
      '2h',
    ]
      .concat('1710000000.5', '1,710,000,000', '1e9', '0x65ec8780', '12345678901234567', '٣٤٥', 'NaN')
      .map((text): unknown => text)
      .concat(1.5, 1e20, -(2 ** 53));
    const says = new RegExp(`^${field} .*ISO 8601 with a time zone \\(2026-11-21T14:30:00Z\\).*\\.$`);
    for (const given of wrong) await expectRefused(pushgo, tool, { [field]: given }, expect.stringMatching(says));
  });
});

describe('the time of what is told, which the gateway wants,', () => {
  const wanted: readonly [SendingTool, string, Args][] = [
    ['pushgo_message_send', 'occurred_at', { thing_id: 'rack-7' }],
    ...eventTools.map((tool): [SendingTool, string, Args] => [tool, 'event_time', {}]),
    ...thingTools.map((tool): [SendingTool, string, Args] => [tool, 'observed_at', {}]),
  ];

  test.each(wanted)('%s %s is now, where it is left out or null', async (tool, name, args) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 14, 30) });
    for (const given of [{}, { [name]: null }]) {
      await expectTaken(pushgo, tool, { ...args, ...given });
      expect(JSON.parse(pushgo.arrivals.at(-1)?.body ?? '')[name]).toBe(Date.UTC(2026, 10, 21, 14, 30));
    }
    expect(pushgo.sandbox.pull()).toHaveLength(2);
  });

  test('is not sent for a message alone: the gateway has a clock', async () => {
    await expectTaken(pushgo, 'pushgo_message_send');
    expect(JSON.parse(pushgo.arrivals.at(-1)?.body ?? '')).not.toHaveProperty('occurred_at');
  });

  test('is no part of what a repetition is compared by', async () => {
    const event = { event_id: 'disk-1', op_id: 'closed-disk-1' };
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 14, 30) });
    await expectTaken(pushgo, 'pushgo_event_close', event);
    vi.setSystemTime(Date.UTC(2026, 10, 21, 14, 31));
    expect(await expectTaken(pushgo, 'pushgo_event_close', event)).not.toHaveProperty('warning');
  });
});

describe('ttl', () => {
  const message = 'pushgo_message_send';
  const minutes = 60_000;

  /** Milliseconds from the call to the expiry that was sent, the result, and how many items the device gets. */
  async function send(ttl: unknown): Promise<{ left: number; told: Args; got: number }> {
    const began = Date.now();
    const told = await expectTaken(pushgo, message, { ttl });
    const sent = JSON.parse(pushgo.arrivals.at(-1)?.body ?? '').ttl;
    // As the gateway reads it
    const expiry = Math.abs(sent) < 1e12 ? sent * 1000 : sent;
    return { left: expiry - began, told, got: pushgo.sandbox.pull().length };
  }

  test.each([
    ['2h', 120],
    ['90 minutes', 90],
    ['90min', 90],
    [' 1 Day ', 1440],
    ['45s', 0.75],
    ['1w', 10_080],
    ['30d', 43_200],
  ])('%j is a duration from now', async (ttl, expected) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { left, told, got } = await send(ttl);
    expect(left).toBe(expected * minutes);
    expect(told).not.toHaveProperty('warning');
    expect(got).toBe(1);
  });

  test.each([
    ['ISO 8601', (at: number) => new Date(at).toISOString()],
    ['ISO 8601 elsewhere', (at: number) => new Date(at + 120 * minutes).toISOString().replace('Z', '+02:00')],
    ['milliseconds', (at: number) => at],
    ['milliseconds as text', String],
    ['seconds', (at: number) => at / 1000],
    ['seconds as text', (at: number) => ` ${at / 1000} `],
  ])('an instant as %s is that instant', async (_, write) => {
    const at = Math.ceil(Date.now() / 1000) * 1000 + 60 * minutes;
    const { told, got } = await send(write(at));
    expect(JSON.parse(pushgo.arrivals.at(-1)?.body ?? '').ttl).toBe(at);
    expect(told).not.toHaveProperty('warning');
    expect(got).toBe(1);
  });

  test.each([
    ['a duration written as a number', 3600, '1970-01-01T01:00:00.000Z'],
    ['a duration in milliseconds', 3_600_000, '1970-02-11T16:00:00.000Z'],
    ['the last second of 1999', '1999-12-31T23:59:59Z', '1999-12-31T23:59:59.000Z'],
    ['that second as a number', 946_684_799, '1999-12-31T23:59:59.000Z'],
    ['a day of the past', '2024-03-09T16:00:00Z', '2024-03-09T16:00:00.000Z'],
    ['before 1970', -1, '1969-12-31T23:59:59.000Z'],
    ['before all calendars', '-9007199254740991', 'long ago'],
  ])('%s is over, so nobody would get it: it is refused before anything is sent', async (_, ttl, when) => {
    const refused = `ttl is ${when}, which is over, so no device would get it: write a duration with its unit (2h), or an instant to come.`;
    await expectRefused(pushgo, message, { ttl }, refused);
  });

  test.each(['0s', '0 h'])('%j ends at once, and is refused as well', async (ttl) => {
    await expectRefused(pushgo, message, { ttl }, expect.stringMatching(/^ttl is .* which is over, /));
  });

  test.each(['31d', '5w', '2mo', '2099-01-01T00:00:00Z', 4_070_908_800, '9007199254740991'])(
    '%j is longer than the gateway keeps anything, and that is told',
    async (ttl) => {
      const { told, got } = await send(ttl);
      expect(told).toMatchObject({ warning: 'The gateway keeps it for 30 days at most, not as long as ttl says.' });
      expect(got).toBe(1);
    },
  );

  test('what is neither is refused with both forms', async () => {
    const wrong: unknown[] = ['soon', '2 fortnights', '1.5h', '-2h', 'h', '2h30m', '2026-11-21T14:30:00', '1e3', 1.5];
    const says = expect.stringMatching(/^ttl .*duration \(2h\).*instant \(2026-11-21T14:30:00Z, .*\.$/);
    for (const ttl of wrong) await expectRefused(pushgo, message, { ttl }, says);
  });
});
