// Instants as people, models and programs write them, and `ttl`, which is an instant to the gateway
// (docs/services/pushgo.md#ttl, #instants).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { type Args, expectRefused, expectTaken, type SendingTool } from './samples.ts';

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
  [1_000_000_000_000, '2001-09-09T01:46:40.000Z'],
  // Before that day the milliseconds of an instant look like seconds to the gateway
  ['2001-09-09T01:46:39Z', '2001-09-09T01:46:39.000Z'],
  ['2000-01-01T00:00:00Z', '2000-01-01T00:00:00.000Z'],
  [946_684_800, '2000-01-01T00:00:00.000Z'],
  // A part of a second cannot be said there
  ['2001-01-01T00:00:00.750Z', '2001-01-01T00:00:00.000Z'],
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

  test.each<readonly [given: unknown, problem: string]>([
    ['1999-12-31T23:59:59Z', 'before the year 2000'],
    [946_684_799, 'before the year 2000'],
    // A date, a duration and nothing, written as numbers
    [20_261_121, 'before the year 2000'],
    ['20261121', 'before the year 2000'],
    [3600, 'before the year 2000'],
    [0, 'before the year 2000'],
    [-1, 'before the year 2000'],
    [20_261_121_143_000, 'more than ten years ahead'],
    // Milliseconds of the year 2000, which count seconds
    [946_684_800_000, 'more than ten years ahead'],
    ['2099-01-01T00:00:00Z', 'more than ten years ahead'],
  ])('%j is refused: it lies %s', async (given, problem) => {
    const says = `${field} lies ${problem}: write ISO 8601 with a time zone (2026-11-21T14:30:00Z), or whole seconds or milliseconds since 1970.`;
    await expectRefused(pushgo, tool, { [field]: given }, says);
  });

  test('a time to come is as good as one that has been', async () => {
    const soon = new Date(Date.now() + 365 * 86_400_000).toISOString();
    await expectTaken(pushgo, tool, { [field]: soon });
    const [item] = pushgo.sandbox.pull();
    expect(new Date(Number(item?.payload[arrivesAs])).toISOString()).toBe(soon);
  });
});

describe('a time that a call leaves out is now, where the gateway wants one', () => {
  const required: readonly [SendingTool, string, Args][] = [
    ['pushgo_event_create', 'event_time', {}],
    ['pushgo_event_update', 'event_time', {}],
    ['pushgo_event_close', 'event_time', {}],
    ['pushgo_thing_create', 'observed_at', {}],
    ['pushgo_thing_update', 'observed_at', {}],
    ['pushgo_thing_archive', 'observed_at', {}],
    ['pushgo_thing_delete', 'observed_at', {}],
    ['pushgo_message_send', 'occurred_at', { thing_id: 'rack-7' }],
  ];
  test.each(required)('%s %s', async (tool, field, args) => {
    const now = Date.parse('2026-11-21T14:30:00.250Z');
    vi.useFakeTimers({ toFake: ['Date'], now });
    for (const absent of [{}, { [field]: null }, { [field]: '' }]) {
      await expectTaken(pushgo, tool, { ...args, ...absent });
      expect(JSON.parse(pushgo.arrivals.at(-1)?.body ?? '')).toMatchObject({ [field]: now });
    }
    const { tools } = await pushgo.connection.client.listTools();
    expect(tools.find(({ name }) => name === tool)?.inputSchema.required ?? []).not.toContain(field);
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
    ['a duration written as a number', 3600],
    ['a duration in milliseconds', 3_600_000],
    ['the last second of 1999', '1999-12-31T23:59:59Z'],
    ['that second as a number', 946_684_799],
    ['a day of the past', '2024-03-09T16:00:00Z'],
    ['before 1970', -1],
    ['before all calendars', '-9007199254740991'],
    ['no seconds', '0s'],
    ['no hours', '0 h'],
  ])('%s would reach nobody and is refused before anything is sent', async (_, ttl) => {
    const says = 'ttl is over already, so no device would get it: a duration has a unit (2h).';
    await expectRefused(pushgo, message, { ttl }, says);
  });

  test.each(['2099-01-01T00:00:00Z', 4_070_908_800, '9007199254740991', '200mo'])(
    '%j lies more than ten years ahead and is refused',
    async (ttl) => {
      const says = 'ttl lies more than ten years ahead: the gateway keeps nothing for over 30 days.';
      await expectRefused(pushgo, message, { ttl }, says);
    },
  );

  const inAYear = () => new Date(Date.now() + 365 * 86_400_000).toISOString();
  test.each(['31d', '5w', '2mo', inAYear()])(
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
