// Addresses that people open, that devices fetch and that answers are sent to, and the time of a campaign: read before anything
// is sent, at any depth of the arguments.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { served } from '../../generated/served.ts';
import { noWebAddresses, webAddresses } from '../support/addresses.ts';
import { type PusharyTest, startPushary } from '../support/pushary.ts';

let pushary: PusharyTest;
beforeEach(async () => {
  pushary = await startPushary();
});
afterEach(async () => {
  vi.useRealTimers();
  await pushary.close();
});

type Args = Record<string, unknown>;
const text = { name: 'n', title: 't', body: 'b' };
const flow = (notification: Args) => ({
  name: 'n',
  triggerType: 'subscription',
  steps: [{ stepType: 'send_notification', config: { notification: { title: 't', body: 'b', ...notification } } }],
});

/** Calls that differ in one text, by tool and the path of that text. */
const places: readonly [tool: string, path: string, args: (text: string) => Args][] = [
  ...['url', 'iconUrl', 'imageUrl'].map(
    (name) => ['send_notification', name, (value: string) => ({ title: 't', body: 'b', [name]: value })] as const,
  ),
  ...['create_campaign', 'create_template'].flatMap((tool) =>
    ['iconUrl', 'imageUrl', 'actionUrl'].map(
      (name) => [tool, name, (value: string) => ({ ...text, [name]: value })] as const,
    ),
  ),
  ...['iconUrl', 'imageUrl', 'actionUrl'].map(
    (name) =>
      ['create_flow', `steps[0].config.notification.${name}`, (value: string) => flow({ [name]: value })] as const,
  ),
].map(([tool, path, args]) => [tool, path, args]);

async function expectRefused(tool: string, args: Args, refused: string) {
  const before = pushary.arrivals.length;
  expect(await pushary.call(tool, args)).toEqual({ refused });
  expect(pushary.arrivals).toHaveLength(before);
}

test.each(places)(
  '%s takes a web address as %s, and nothing that runs code or leads nowhere',
  async (tool, path, args) => {
    for (const address of webAddresses) {
      expect(await pushary.call(tool, args(address))).toHaveProperty('result');
      expect(pushary.arrivals.at(-1)?.body).toContain(JSON.stringify(address.trim()));
    }
    const says = `${path} is no web address: write it out, with http:// or https:// and a host.`;
    for (const address of noWebAddresses) await expectRefused(tool, args(address), says);
  },
);

test('an answer is sent to an https address and to no other', async () => {
  const ask = (callbackUrl: string) => ({ question: 'Go on?', wait: false, callbackUrl });
  expect(await pushary.call('ask_user', ask('https://example.org/hook'))).toHaveProperty('result');
  for (const address of [...noWebAddresses, 'http://example.org/hook', 'http://169.254.169.254/'])
    await expectRefused('ask_user', ask(address), 'callbackUrl has to be an https address.');
});

test('a campaign goes out at an instant with a time zone that lies ahead', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T14:30:00Z') });
  for (const given of ['2026-12-01T10:00:00+02:00', '2026-12-01 08:00z', ' 2026-12-01T08:00:00.000Z ']) {
    expect(await pushary.call('create_campaign', { ...text, scheduledAt: given })).toHaveProperty('result');
    expect(pushary.bodies().at(-1)).toMatchObject({ scheduledAt: '2026-12-01T08:00:00.000Z' });
  }
  const write = 'write ISO 8601 with a time zone (2026-11-21T14:30:00Z)';
  const wrong: readonly [string, string][] = [
    ['2026-12-01T10:00:00', `is no instant: ${write}`],
    ['2026-12-01', `is no instant: ${write}`],
    ['tomorrow', `is no instant: ${write}`],
    ['1796112000', `is no instant: ${write}`],
    ['1999-12-31T23:59:59Z', `lies before the year 2000: ${write}`],
    ['2036-12-01T08:00:00Z', `lies more than ten years ahead: ${write}`],
    ['2020-01-01T00:00:00Z', 'is over: give a time that lies ahead'],
    ['2026-11-21T14:30:00Z', 'is over: give a time that lies ahead'],
  ];
  for (const [scheduledAt, problem] of wrong)
    await expectRefused('create_campaign', { ...text, scheduledAt }, `scheduledAt ${problem}.`);
});

test.each([
  ['send_notification', 'title', { title: ' ', body: 'b' }],
  ['create_campaign', 'title', { ...text, title: '\t\u3000' }],
  ['create_template', 'title', { ...text, title: ' ' }],
  ['create_flow', 'steps[0].config.notification.title', flow({ title: ' ' })],
])('%s refuses a %s of blanks', async (tool, path, args) => {
  await expectRefused(tool, args, `${path} is blank.`);
});

test('no other listed argument of the description is an address or an instant', () => {
  const checked = new Set(['url', 'iconUrl', 'imageUrl', 'actionUrl', 'callbackUrl', 'scheduledAt']);
  const named = new Set<string>();
  const walk = (node: unknown, name = ''): void => {
    if (typeof node !== 'object' || node === null) return;
    const { format } = node as { format?: unknown };
    if (format === 'uri' || format === 'date-time') named.add(name);
    for (const [key, inner] of Object.entries(node)) walk(inner, key);
  };
  walk(parse(readFileSync(new URL('../../specs/pushary.yaml', import.meta.url), 'utf8')));
  const listed = new Set<string>();
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys((node as { properties?: object }).properties ?? {})) listed.add(name);
    for (const inner of Object.values(node)) collect(inner);
  };
  for (const { toolset, inputSchema } of served) if (toolset === 'pushary') collect(inputSchema);
  expect([...named].filter((name) => listed.has(name)).toSorted()).toEqual([...checked].toSorted());
});
