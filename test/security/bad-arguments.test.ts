import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { served } from '../../generated/served.ts';
import { createCanaries } from '../support/canaries.ts';
import { type Double, startDouble } from '../support/double.ts';
import { connectRaw, type RawConnection } from '../support/raw.ts';
import { runs } from '../support/runs.ts';

const canaries = createCanaries();
const token = canaries.mint();
let double: Double;
let server: RawConnection;

beforeAll(async () => {
  double = await startDouble();
  server = await connectRaw({ PWPUSH_BASE_URL: double.origin, PWPUSH_API_TOKEN: token, PWPUSH_MAX_RETRIES: '0' });
});
afterAll(async () => {
  await server.close();
  await double.close();
});

async function exits(method: string, params: unknown): Promise<string> {
  server.lines.length = 0;
  return `${JSON.stringify(await server.ask(method, params))}\n${server.lines.join('')}`;
}

const listed = [...new Set(served.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties ?? {})))];
// Paths are what the audit line of a file push is about, so they are in it
const known = listed.filter((name) => name !== 'file_paths');

/** Any JSON, with canaries as values and as names. `!` keeps one from being a token of a push. */
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constant(undefined).map(() => `${canaries.mint()}!`),
    fc.constant(undefined).map(() => token),
    fc.constantFrom(null, true, 0, -1, 1e308, '', 'text', '7d', 'file', 5),
    fc.array(tie('any'), { maxLength: 3 }),
    fc
      .dictionary(fc.constantFrom('a', '__proto__', 'toString', 'CANARY'), tie('any'), { maxKeys: 3 })
      .map((object) =>
        Object.fromEntries(
          Object.entries(object).map(([name, inner]) => [name === 'CANARY' ? canaries.mint() : name, inner]),
        ),
      ),
  ),
})).any;
const name = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...known) },
  fc.constant(undefined).map(() => canaries.mint()),
  fc.constant(undefined).map(() => `duration${canaries.mint()}`),
  fc.constantFrom('__proto__', 'constructor', 'toString', token),
);
const args = fc.array(fc.tuple(name, value), { maxLength: 6 }).map((entries) => Object.fromEntries(entries));

test('whatever the arguments are, nothing of them comes back or is logged', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...served.map((tool) => tool.name)), args, async (tool, given) => {
      const text = await exits('tools/call', { name: tool, arguments: given });
      expect(canaries.findIn(text), text.slice(0, 1000)).toEqual([]);
      expect(text).not.toMatch(/push-mcp itself failed|"code":-326(?!02)/);
    }),
    { numRuns: runs(3000) },
  );
});

test('the same holds while the instance fails, so that words are checked before anything is sent', async () => {
  double.behave(() => ({ status: 503 }));
  const offline = await connectRaw({ PWPUSH_BASE_URL: double.origin, PWPUSH_MAX_RETRIES: '0' });
  for (const field of known) {
    for (const wrong of [`${canaries.mint()}!`, [canaries.mint()], { [canaries.mint()]: canaries.mint() }]) {
      for (const others of [{ payload: 'p' }, { payload: 'p', file_paths: ['key.pem'] }]) {
        const answer = await offline.ask('tools/call', {
          name: 'create_push',
          arguments: { ...others, [field]: wrong },
        });
        expect(canaries.findIn(JSON.stringify([answer, offline.lines])), field).toEqual([]);
      }
    }
  }
  await offline.close();
  double.behave(undefined);
});

test('an unknown tool, prompt or method is refused without its name', async () => {
  const secret = canaries.mint();
  for (const word of [secret, token, `create_push_${secret}`, `preview.${secret}`, `${secret}\n${secret}`]) {
    for (const [method, params] of [
      ['tools/call', { name: word, arguments: { payload: word } }],
      ['prompts/get', { name: word, arguments: { payload: word } }],
      ['completion/complete', { ref: { type: 'ref/prompt', name: word }, argument: { name: word, value: word } }],
      ['completion/complete', { ref: { type: 'ref/resource', uri: word }, argument: { name: word, value: word } }],
      ['resources/read', { uri: word }],
      ['logging/setLevel', { level: word }],
      [`tools/${word}`, {}],
    ] as const) {
      const text = await exits(method, params);
      expect(canaries.findIn(text), `${method}: ${text.slice(0, 300)}`).toEqual([]);
    }
  }
});

test('parameters of another type than the protocol has are refused without their value', async () => {
  const secret = canaries.mint();
  for (const wrong of [secret, [secret], { [secret]: secret }, 5, null]) {
    for (const params of [
      wrong,
      { name: wrong },
      { name: 'create_push', arguments: wrong },
      { name: 'create_push', arguments: { payload: 'x' }, _meta: wrong },
    ]) {
      // What is no request at all is not answered
      server.start('tools/call', params);
      await server.ask('ping');
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(canaries.findIn([...server.received, ...server.lines].join(''))).toEqual([]);
});

test('huge and deep arguments are refused in a short sentence and one bounded audit line', async () => {
  const deep: Record<string, unknown> = {};
  let inner = deep;
  for (let depth = 0; depth < 20_000; depth += 1) {
    inner.a = {};
    inner = inner.a as Record<string, unknown>;
  }
  const huge = `${canaries.mint()} `.repeat(400_000);
  for (const wrong of [huge, deep, Array.from({ length: 100_000 }, () => huge.slice(0, 20)), { [huge]: huge }]) {
    for (const field of [
      ...known.filter((word) => word !== 'payload' && word !== 'note' && word !== 'passphrase'),
      'unknown',
    ]) {
      const text = await exits('tools/call', { name: 'create_push', arguments: { payload: 'x', [field]: wrong } });
      expect(text.length, field).toBeLessThan(2000);
      expect(text, field).toContain('isError');
      expect(canaries.findIn(text)).toEqual([]);
    }
  }
  const paths = await exits('tools/call', {
    name: 'create_push',
    arguments: { file_paths: Array.from({ length: 10 }, () => huge) },
  });
  expect(paths.length).toBeLessThan(4000);
});

test('an argument of the wrong type is named with the type that it has to have', async () => {
  const answer = await server.ask('tools/call', {
    name: 'create_push',
    arguments: { kind: {}, expire_after_views: 'many', deletable_by_viewer: 'perhaps', file_paths: [1], duration: [] },
  });
  expect((answer.result as { content: [{ text: string }] }).content[0].text).toMatchInlineSnapshot(
    `"kind has to be text. file_paths[0] has to be text. duration has to be text. expire_after_views has to be a number. deletable_by_viewer has to be true or false."`,
  );
});

test('nothing was sent for any of this but ordinary requests', () => {
  expect(double.attempts).toEqual([]);
});
