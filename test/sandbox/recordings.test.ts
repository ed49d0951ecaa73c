// The emulator against what was recorded from the real application, request by request and in order.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, type SandboxPush, type SandboxRelease, startSandbox } from '../../sandbox/index.ts';
import { events, pushes } from './replay/before.ts';
import { expectSame } from './replay/compare.ts';
import { leftOut } from './replay/left-out.ts';
import { type Exchange, loadRecording, type Recording, type Run, splitRuns } from './replay/recordings.ts';
import { messageOf, send } from './replay/send.ts';
import { createSetup, type Setup } from './replay/setup.ts';
import { createTokens, readPathToken } from './replay/tokens.ts';

const files: Record<string, SandboxRelease> = { '2.11.4': '2.11.4', '2.11.4-variants': '2.11.4', '1.60.0': '1.60.0' };
const recordings = Object.entries(files).map(([name, release]) => ({ name, release, recording: loadRecording(name) }));
const omitted = new Set(leftOut.flatMap(({ exchanges }) => exchanges));

/** What the variants refer to. Their instances were one database under changing settings. */
const variantPushes: SandboxPush[] = [
  { token: 'jacc9ej6y3ob', owner: 'owner@example.org', fields: { payload: 'canary', retrieval_step: false } },
  {
    token: '8nwpkngmipr49kry6xw',
    owner: 'owner@example.org',
    fields: { payload: 'payload-canary-variant-keep', retrieval_step: false },
  },
  { token: 'bgc4uxbi3mo9jarq', owner: 'owner@example.org', fields: { payload: 'canary' } },
  { token: 'zwmnnlpotc0fqq', owner: 'owner@example.org', fields: { payload: 'canary' } },
  { token: 'bk10ctuvzvjc7k5fug', owner: 'bulk@example.org', fields: { payload: 'canary' } },
];

/** Runs on, a millisecond per look, so that a run stays within the minute of a throttle. */
function createClock(): () => Date {
  let now = Date.UTC(2026, 10, 21, 2, 40, 0);
  return () => new Date(now++);
}

function describeRun(name: string, { accounts }: Recording, release: SandboxRelease, run: Run): void {
  const tokens = createTokens();
  const happened = new Set<unknown>();
  let sandbox: Sandbox;
  let setup: Setup;

  beforeAll(async () => {
    sandbox = await startSandbox({
      release,
      settings: run.settings,
      accounts:
        run.topic === 'first-run'
          ? []
          : Object.entries(accounts).map(([role, account]) => ({ ...account, admin: role === 'admin' })),
      hosts: run.topic === 'other-host' ? ['pwpush.example.com'] : [],
      pushes: run.topic === 'main' ? [] : variantPushes,
      now: createClock(),
    });
    setup = createSetup(sandbox.origin, accounts);
  });
  afterAll(() => sandbox.close());

  async function prepare({ id, request }: Exchange): Promise<void> {
    const named = readPathToken(request.path);
    if (named !== undefined && !tokens.knows(named)) {
      const make = pushes[id];
      if (run.topic === 'main' && make !== undefined) tokens.bind(named, await make(setup));
    }
    const event = events[id];
    if (event === undefined || happened.has(event)) return;
    if (named === undefined) happened.add(event);
    await event(setup, readPathToken(tokens.translate(request.path)) ?? '');
  }

  for (const exchange of run.exchanges) {
    // Sent all the same: what the emulator learns to answer must leave the list.
    const replay = omitted.has(`${name}/${exchange.id}`) ? test.fails : test;
    replay(exchange.id, async () => {
      await prepare(exchange);
      const reply = await send(sandbox.origin, messageOf(exchange.request, tokens.translate(exchange.request.path)));
      expectSame(reply, exchange, { tokens, host: new URL(sandbox.origin).host });
    });
  }
}

for (const { name, release, recording } of recordings) {
  describe(name, () => {
    for (const run of splitRuns(recording)) {
      describe(`${run.topic} ${run.exchanges[0]?.id}`, () => describeRun(name, recording, release, run));
    }
  });
}

describe('what is left out', () => {
  const recorded = new Set(
    recordings.flatMap(({ name, recording }) => recording.exchanges.map(({ id }) => `${name}/${id}`)),
  );

  test.each(leftOut)('$name: names recorded requests only', ({ exchanges }) => {
    expect(exchanges.length).toBeGreaterThan(0);
    expect(exchanges.filter((exchange) => !recorded.has(exchange))).toEqual([]);
  });

  test('belongs to one class each', () => {
    expect(leftOut.flatMap(({ exchanges }) => exchanges)).toHaveLength(omitted.size);
  });
});
