import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import type { Fault } from '../../sandbox/pushary/faults.ts';
import { startPushary } from '../support/pushary.ts';
import { runs } from '../support/runs.ts';

// Any trouble on the way of any request, and a caller who makes the same call again and again.

afterEach(() => void vi.useRealTimers());

const json = { 'content-type': 'application/json' };
const outcomes = fc.constantFrom<NonNullable<Fault['outcome']> | 'pass'>(
  ...(['pass', 'pass', 'drop-request', 'drop-answer', 'drop-answer'] as const),
  { status: 500, body: '{"error":"Oh"}', headers: json },
  { status: 502, body: '<h1>Bad gateway</h1>', headers: { 'content-type': 'text/html' } },
  { status: 404, body: '<h1>Not found</h1>', headers: { 'content-type': 'text/html' } },
  { status: 429, body: '{"error":"Too Many Requests"}', headers: { ...json, 'retry-after': '0' } },
  { status: 429, body: '{"error":"Too Many Requests"}', headers: { ...json, 'retry-after': '600' } },
  { status: 200, body: '<h1>Hello</h1>', headers: { 'content-type': 'text/html' } },
  { status: 200, body: '{}', headers: json },
  { status: 204, headers: json },
  { status: 307, headers: { location: '/api/v1/server/ask' } },
);
const trouble = fc.record({
  asking: fc.array(outcomes, { maxLength: 3 }),
  looking: fc.array(outcomes, { maxLength: 4 }),
  listing: fc.array(outcomes, { maxLength: 8, size: 'max' }),
  calls: fc.integer({ min: 1, max: 4 }),
  together: fc.boolean(),
});

test('an equal question is at one person once, whatever happens, until its end was told', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(trouble, async ({ asking, looking, listing, calls, together }) => {
      const site = await startPushary({ env: { PUSHARY_MAX_RETRIES: '1', PUSHARY_TIMEOUT: '2' } });
      const plan = { POST: [/\/ask$/, asking], GET: [/\/ask\//, looking], '': [/\/sessions/, listing] } as const;
      for (const [method, [path, list]] of Object.entries(plan))
        for (const outcome of list)
          site.sandbox.disturb({ path, ...(method && { method }), ...(outcome !== 'pass' && { outcome }) });
      const ask = () => site.call('ask_user', { question: 'Deploy?', wait: false });
      const told = together ? await Promise.all([...Array(calls)].map(ask)) : [];
      while (told.length < calls) told.push(await ask());
      const asked = site.sandbox.questions();
      await site.close();
      expect(asked.length, JSON.stringify(told)).toBeLessThanOrEqual(1);
    }),
    { numRuns: runs(300) },
  );
});

const LOST = { method: 'POST', path: '/api/v1/server/ask', outcome: 'drop-answer' } as const;
const NO_LIST = {
  path: '/api/v1/server/sessions',
  times: 99,
  outcome: { status: 404, body: '{"error":"No"}' },
} as const;
const doubt = expect.stringContaining('may have been asked all the same and was not asked again');

test('where open questions cannot be looked for, one in doubt is not asked again until it has ended by itself', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const site = await startPushary();
  site.sandbox.disturb(LOST);
  site.sandbox.disturb(NO_LIST);
  const ask = () => site.call('ask_user', { question: 'Deploy?', wait: false });
  for (let call = 0; call < 3; call += 1) {
    expect(await ask()).toEqual({ refused: doubt });
    vi.setSystemTime(Date.now() + 190_000);
  }
  expect(site.sandbox.questions()).toHaveLength(1);
  vi.setSystemTime(Date.now() + 60_000);
  expect(await ask()).toHaveProperty('result.status', 'pending');
  await site.close();
});

test('one in doubt is not mixed up with another of the same words', async () => {
  const site = await startPushary();
  const run = (context: string) => site.call('ask_user', { question: 'Run it?', context, wait: false });
  const harmless = await run('ls build');
  site.sandbox.disturb(LOST);
  // The list tells no context: each of the two that it has could be the harmless one
  for (let call = 0; call < 2; call += 1) expect(await run('rm -rf build')).toEqual({ refused: doubt });
  expect(await run('ls build')).toMatchObject({ result: { correlationId: site.sandbox.questions()[0]?.id } });
  expect(harmless).toMatchObject({ result: { correlationId: site.sandbox.questions()[0]?.id } });
  expect(site.sandbox.questions()).toHaveLength(2);
  site.sandbox.expire(site.sandbox.questions()[1]?.id ?? '');
  // Only the harmless one is left there
  expect(await run('rm -rf build')).toMatchObject({ result: { correlationId: site.sandbox.questions()[2]?.id } });
  await site.close();
});
