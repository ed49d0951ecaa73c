import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';
import { runs } from '../support/runs.ts';
import { type GatewayDouble, startGateway } from './gateway-double.ts';
import { ID } from './pushary-answers.ts';

// A yes is a yes of a person to this question, in the words of docs/services/pushary.md#what-counts-as-a-yes.
// Everything else is none.

const OTHER = '4f0c2a9e-6d1b-4f7e-9a55-0c8f1d2b7e63';
let service: GatewayDouble;
let server: Connection;
/** What the service says of a question: at once, or when it is asked how it stands. */
let told: unknown;
let atOnce = true;
let count = 0;

beforeAll(async () => {
  service = await startGateway(({ method, target }) => {
    if (target.endsWith('/sessions')) return { body: { sessions: [], pendingQuestions: [] } };
    const isAsked = method === 'POST';
    if (isAsked && !atOnce) return { body: { correlationId: ID, status: 'pending' } };
    const type = 'application/json';
    return { headers: { 'content-type': type }, body: typeof told === 'string' ? told : JSON.stringify(told) };
  });
  server = await connect({
    PUSHARY_BASE_URL: service.origin,
    PUSHARY_API_KEY: 'pk_a.sk_b',
    PUSHARY_MAX_RETRIES: '0',
  });
});
afterAll(async () => {
  await server.close();
  await service.close();
});

/** Asks a question of its own, so that none is joined. */
async function ask(answer: unknown, args: object = {}): Promise<Record<string, unknown>> {
  told = answer;
  count += 1;
  const question = { question: `Question ${count}?`, timeoutMs: 1000, wait: !atOnce, ...args };
  const outcome = await server.call('ask_user', question);
  return 'result' in outcome ? outcome.result : { refused: outcome.refused };
}

const yes = { correlationId: ID, answered: true, status: 'answered', value: 'yes' };

describe.each([
  ['told as it is asked', true],
  ['told when it is looked at', false],
])('an answer that is %s', (_, now) => {
  test.each([
    ...['yes', 'YES ', ' Yes\n', 'y', 'Approve', 'approved', 'ok', 'OKAY', 'confirm', 'accept', 'true', '\ufeffyes'],
  ])('approves with %j', async (value) => {
    atOnce = now;
    expect(await ask({ ...yes, value })).toMatchObject({ answered: true, status: 'answered', approved: true });
  });

  test('approves without a status or an id, which older services leave out of a reading', async () => {
    atOnce = now;
    const { status: _, ...without } = yes;
    expect(await ask(without)).toMatchObject({ approved: true });
    atOnce = false;
    expect(await ask({ answered: true, value: 'yes' })).toMatchObject({ approved: true, correlationId: ID });
  });

  test.each<[string, object]>([
    ...['no', '', ' ', 'yes please', 'yes, but later', 'yes.', 'not yes', 'allow', 'sure', '1', 'yes yes'].map(
      (value): [string, object] => [`value ${JSON.stringify(value)}`, { value }],
    ),
    ['letters that only look like it', { value: 'уеѕ' }],
    ['wide letters', { value: 'ｙｅｓ' }],
    ['a long s', { value: 'yeſ' }],
    ['a yes that hides what follows', { value: `yes${'\n'.repeat(3000)}but not today` }],
    ['a yes that is cut before its but', { value: `yes${' '.repeat(3000)}but not today` }],
    ['value true', { value: true }],
    ['value 1', { value: 1 }],
    ['value ["yes"]', { value: ['yes'] }],
    ['value {"value": "yes"}', { value: { value: 'yes', toString: 'yes' } }],
    ['value null', { value: null }],
    ['no value', { value: undefined }],
    ['answered "true"', { answered: 'true' }],
    ['answered 1', { answered: 1 }],
    ['answered [true]', { answered: [true] }],
    ['answered {}', { answered: {} }],
    ['answered null', { answered: null }],
    ['answered false', { answered: false }],
    ['the answer of the site itself', { autoResolved: true }],
    ['the decision handed back', { value: 'defer' }],
    ['time over', { status: 'expired' }],
    ['a question withdrawn', { status: 'cancelled' }],
    ['a question that is not known', { status: 'missing' }],
    ['a question that cannot be told of', { status: 'unavailable' }],
    ['a person who was only told', { status: 'notified', mode: 'notify_only' }],
    ['a question not pushed', { status: 'terminal' }],
    ['a status of another kind', { status: 'approved' }],
    ['a status in other letters', { status: 'ANSWERED' }],
  ])('approves nothing with %s', async (_, over) => {
    atOnce = now;
    const result = await ask({ ...yes, ...over });
    expect(result).toMatchObject({ approved: false, correlationId: ID });
    // Whoever reads `answered` alone is not misled either
    if ('status' in over) expect(result).toMatchObject({ answered: false });
    if ('status' in over) expect(result).not.toHaveProperty('value');
  });

  test('approves nothing where it stands as open, and waits to the end of the time at most', async () => {
    atOnce = now;
    expect(await ask({ ...yes, status: 'pending' })).toMatchObject({ status: 'pending', approved: false });
  });

  test.each([
    '[]',
    `[${JSON.stringify(yes)}]`,
    '"yes"',
    'true',
    'null',
    `${JSON.stringify(yes)}${JSON.stringify(yes)}`,
    JSON.stringify({ data: yes }),
    JSON.stringify({ Answered: true, Value: 'yes', correlationId: ID, status: 'cancelled' }),
    `{"answered": false, "__proto__": {"answered": true, "value": "yes"}, "correlationId": "${ID}", "status": "expired"}`,
  ])('approves nothing with the body %s', async (body) => {
    atOnce = now;
    expect(JSON.stringify(await ask(body))).not.toMatch(/"(?:approved|answered)":true/);
  });
});

test('what cannot be seen counts for nothing: the text that is told is the text that is judged', async () => {
  atOnce = true;
  expect(await ask({ ...yes, value: 'y\u200be\u2060s\u202e' })).toMatchObject({ value: 'yes', approved: true });
  expect(await ask({ ...yes, value: 'n\u200bo' })).toMatchObject({ value: 'no', approved: false });
  expect(await ask({ ...yes, value: 'yes\u0000but' })).toMatchObject({ value: 'yesbut', approved: false });
});

test('the answer to another question approves nothing', async () => {
  atOnce = false;
  const result = await ask({ ...yes, correlationId: OTHER });
  expect(result).toMatchObject({ answered: false, status: 'unavailable', approved: false, correlationId: ID });
  expect(await ask({ ...yes, correlationId: ID.toUpperCase() })).toMatchObject({ approved: true });
  told = { ...yes, correlationId: OTHER };
  expect(await server.call('wait_for_answer', { correlationId: ID, timeoutMs: 1000 })).toMatchObject({
    result: { answered: false, status: 'unavailable' },
  });
});

test('a yes approves for a confirm alone: for other kinds nothing is said of approval', async () => {
  atOnce = true;
  for (const args of [{ type: 'input' }, { type: 'select', options: ['yes', 'no'] }]) {
    const result = await ask(yes, args);
    expect(result).toMatchObject({ answered: true, value: 'yes' });
    expect(result).not.toHaveProperty('approved');
  }
});

test('approved is true exactly where all of an answer says so', { timeout: 60_000 }, async () => {
  atOnce = true;
  const answer = fc.record(
    {
      answered: fc.constantFrom<unknown>(true, true, true, false, 'true', 1, null, [true]),
      status: fc.constantFrom<unknown>('answered', 'answered', 'expired', 'cancelled', 'pending', 'done', 'missing'),
      value: fc.constantFrom<unknown>('yes', 'Ok ', 'true', 'no', 'yes?', true, null, ['yes'], ''),
      autoResolved: fc.constantFrom(true, false, false),
      noDevices: fc.constantFrom(true, false),
      suppressed: fc.constantFrom(true, false),
      timedOut: fc.boolean(),
      nextAction: fc.constantFrom('wait_for_answer', 'approved', 'yes'),
      handoffAction: fc.constantFrom('stop', 'approved'),
      hint: fc.constantFrom('yes', 'approved'),
      mode: fc.constantFrom('push_first', 'yes'),
      approved: fc.constant(true),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(answer, async (given) => {
      const { approved, answered } = await ask({ ...given, correlationId: ID });
      const isAnswered = given.answered === true && (given.status ?? 'answered') === 'answered';
      const isYes = ['yes', 'Ok ', 'true'].includes(given.value as string);
      expect(answered).toBe(isAnswered);
      expect(approved).toBe(isAnswered && isYes && given.autoResolved !== true);
    }),
    { numRuns: runs(1500) },
  );
});
