// The gateway is asked directly with what a tool is called with: what it refuses the tool has refused before, and what the
// tool sends the gateway takes, in the same meaning.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { runs } from '../support/runs.ts';
import { anyValueFor, valueFor } from './hostile-values.ts';
import { type Args, eventTools, type SendingTool, sendingTools, toolNames } from './samples.ts';

let pushgo: PushgoTest;
const fieldsOf = new Map<string, string[]>();

beforeAll(async () => {
  // A clock that stands still, so that two deliveries can be compared
  vi.useFakeTimers({ toFake: ['Date'] });
  pushgo = await startPushgo();
  for (const { name, inputSchema } of (await pushgo.connection.client.listTools()).tools)
    fieldsOf.set(
      name,
      Object.keys(inputSchema.properties ?? {}).filter((field) => field !== 'channel_id'),
    );
});
afterAll(async () => {
  vi.useRealTimers();
  await pushgo.close();
});

interface Case {
  readonly tool: SendingTool;
  /** The arguments beside the least ones. */
  readonly changed: Args;
}

/** What one argument is nothing without. */
const besides: Record<string, fc.Arbitrary<Args>> = {
  location_value: fc.record({ location_type: fc.constantFrom('physical', 'geo', 'cloud', 'datacenter', 'logical') }),
  location_type: fc.constant({ location_value: 'a:b' }),
};

const tools = fc.constantFrom(...toolNames);
const likely: fc.Arbitrary<Case> = tools.chain((tool) =>
  fc
    .subarray(Object.keys(valueFor), { maxLength: 6 })
    .map((fields) => fields.filter((field) => fieldsOf.get(tool)?.includes(field)))
    .chain((fields) => fc.record(Object.fromEntries(fields.map((field) => [field, anyValueFor(field)]))))
    .map((changed) => ({ tool, changed })),
);
const one: fc.Arbitrary<Case> = tools.chain((tool) =>
  fc
    .constantFrom(...Object.keys(valueFor).filter((field) => fieldsOf.get(tool)?.includes(field)))
    .chain((field) => fc.tuple(besides[field] ?? fc.constant({}), fc.record({ [field]: anyValueFor(field) })))
    .map(([beside, changed]) => ({ tool, changed: { ...changed, ...beside } })),
);

/** To a tool, what is blank and a list without entries are as good as absent. */
function isThere([, value]: readonly [string, unknown]): boolean {
  return typeof value === 'string' ? !/^[\s\p{White_Space}]*$/u.test(value) : !Array.isArray(value) || value.length > 0;
}

/** With the present time where the gateway wants one and the call has none. */
function withTime(tool: SendingTool, args: Args): Args {
  const ofMessage = args.thing_id === undefined ? [] : ['occurred_at'];
  const [name = ''] = tool.startsWith('pushgo_message')
    ? ofMessage
    : eventTools.includes(tool)
      ? ['event_time']
      : ['observed_at'];
  return name === '' ? args : { ...args, [name]: args[name] ?? Date.now() };
}

async function askDirectly({ tool, changed }: Case) {
  const { id: channel_id, password } = pushgo.sandbox.channel;
  const args = withTime(
    tool,
    Object.fromEntries(Object.entries({ ...sendingTools[tool].least, ...changed }).filter(isThere)),
  );
  const body = JSON.stringify({ ...args, channel_id, password });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(pushgo.sandbox.origin + sendingTools[tool].path, { method: 'POST', headers, body });
  const { data } = (await answer.json()) as { data?: Args };
  return { status: answer.status, data, delivered: pushgo.sandbox.pull() };
}

async function askTheTool({ tool, changed }: Case) {
  const before = pushgo.arrivals.length;
  const outcome = await pushgo.call(tool, { ...sendingTools[tool].least, ...changed });
  return { outcome, requests: pushgo.arrivals.slice(before), delivered: pushgo.sandbox.pull() };
}

/** One text for a list is a list of one to the tool. */
function isTakenByToolOnly({ changed }: Case): boolean {
  return typeof changed.tags === 'string' || typeof changed.images === 'string';
}

type Delivered = ReturnType<PushgoTest['sandbox']['pull']>;

/** What a device got, without what is new each time. */
function meaningOf([item]: Delivered, { tool }: Case): object {
  if (item === undefined) return {};
  const { delivery_id: _, op_id: __, entity_id, ...payload } = item.payload;
  if (!/create|send/.test(tool)) return { entity_id, ...payload };
  const { [sendingTools[tool].id]: own, ...rest } = payload;
  return JSON.parse(JSON.stringify(rest).replaceAll(own ?? '', 'new'));
}

/** Asks both; gives the sentence of the refusal where there is one. */
async function compare(given: Case): Promise<string | undefined> {
  const direct = await askDirectly(given);
  const { outcome, requests, delivered } = await askTheTool(given);
  if ('refused' in outcome) {
    expect(requests).toEqual([]);
    return outcome.refused;
  }
  expect(requests).toHaveLength(1);
  expect(isTakenByToolOnly(given) ? 200 : direct.status).toBe(200);
  expect(outcome.result.accepted).toBe(true);
  // The second of two operations with one key is not delivered
  const isRepetition = outcome.result.op_id === direct.data?.op_id;
  if (!isRepetition) expect(meaningOf(delivered, given)).toEqual(meaningOf(direct.delivered, given));
  return undefined;
}

describe('gateway and tool agree', { timeout: 120_000 }, () => {
  test('on calls with some arguments of any kind', async () => {
    const seen = { refused: 0, sent: 0 };
    const property = fc.asyncProperty(likely, async (given) => {
      seen[(await compare(given)) === undefined ? 'sent' : 'refused'] += 1;
    });
    await fc.assert(property, { numRuns: runs(1500) });
    expect(Math.min(seen.refused, seen.sent)).toBeGreaterThan(runs(1500) / 50);
  });

  test('on calls with one argument of any kind, and a refusal names it and repeats nothing', async () => {
    const seen = { refused: 0, sent: 0 };
    const property = fc.asyncProperty(one, async (given) => {
      const refused = await compare(given);
      seen[refused === undefined ? 'sent' : 'refused'] += 1;
      if (refused === undefined) return;
      const [[field, value] = ['', '']] = Object.entries(given.changed);
      // Of a place either half may be the one to correct
      expect(refused).toContain(field.replace(/^location_.*/, 'location_'));
      for (const text of textsIn(value)) expect(refused).not.toContain(text);
    });
    await fc.assert(property, { numRuns: runs(2000) });
    expect(Math.min(seen.refused, seen.sent)).toBeGreaterThan(runs(2000) / 50);
  });

  test('on what is the id of a channel', async () => {
    const { id } = pushgo.sandbox.channel;
    const symbol = fc.constantFrom(...'0Oo1IiLl4Uu8ACGMRWZz- \t_é');
    const spelling = fc.oneof(
      fc.constantFrom(id, id.toLowerCase(), `0${id.slice(1)}`),
      fc.array(symbol, { minLength: 24, maxLength: 28 }).map((symbols) => symbols.join('')),
      fc.tuple(fc.nat(id.length), symbol).map(([at, other]) => id.slice(0, at) + other + id.slice(at)),
      fc.tuple(fc.nat(id.length - 1), symbol).map(([at, other]) => id.slice(0, at) + other + id.slice(at + 1)),
    );
    const seen = { none: 0, unknown: 0, known: 0 };
    const property = fc.asyncProperty(spelling, async (channel_id) => {
      const asked = await fetch(`${pushgo.sandbox.origin}/channel/exists?${new URLSearchParams({ channel_id })}`);
      const { data } = (await asked.json()) as { data?: { exists: boolean } };
      const kind = data === undefined ? 'none' : data.exists ? 'known' : 'unknown';
      seen[kind] += 1;
      expect(await pushgo.call('pushgo_message_send', { title: 'Hello', channel_id })).toMatchObject(answers[kind]);
    });
    await fc.assert(property, { numRuns: runs(500) });
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(runs(500) / 100);
  });
});

const answers = {
  none: { refused: 'channel_id is no channel id: 26 letters and digits, as pushgo_channel_list tells them.' },
  unknown: { refused: expect.stringContaining('not among those that are kept') },
  known: { result: { accepted: true } },
};

/** Texts of a value that are in no sentence by chance. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return value.trim().length > 6 && !/^[a-z]+$/i.test(value.trim()) ? [value.trim()] : [];
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(textsIn) : [];
}
