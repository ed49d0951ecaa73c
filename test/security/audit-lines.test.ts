// Nothing that a caller sends keeps the audit line of a write from being written, or makes it unreadable.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { served } from '../../generated/served.ts';
import { services } from '../../overrides/registry.ts';
import type { AnyTool } from '../../overrides/rule/tool-rule.ts';
import { type PusharySandbox, startPusharySandbox } from '../../sandbox/pushary/server.ts';
import { toolsets, writingOf } from '../support/lists.ts';
import { connectRaw, type RawConnection } from '../support/raw.ts';

let pushary: PusharySandbox;
/** No request of these tests is meant for it. */
const NOBODY = 'http://127.0.0.1:9';
const arrivals: string[] = [];
let server: RawConnection;

beforeAll(async () => {
  pushary = await startPusharySandbox({ onRequest: ({ path }) => arrivals.push(path) });
  server = await connectRaw({
    PWPUSH_BASE_URL: NOBODY,
    PWPUSH_API_TOKEN: '87vceEoMea_yQoG53b2U',
    PWPUSH_MAX_RETRIES: '0',
    PUSHGO_BASE_URL: NOBODY,
    PUSHARY_BASE_URL: pushary.origin,
    PUSHARY_API_KEY: pushary.apiKey,
  });
});
afterAll(async () => {
  await server.close();
  await pushary.close();
});

/** Calls a tool; gives its answer and the audit lines that were written. */
async function callRaw(name: string, args: object) {
  server.lines.length = 0;
  arrivals.length = 0;
  const answer = await server.ask('tools/call', { name, arguments: args });
  const lines = server.lines.filter((line) => line.includes('"audit"'));
  return { answer, lines, line: JSON.parse(lines[0] ?? '{}') };
}

const nest = (levels: number, open: string, close: string) =>
  JSON.parse(`${open.repeat(levels)}1${close.repeat(levels)}`) as unknown;

test('a write has one line, however deep its arguments are nested', { timeout: 60_000 }, async () => {
  for (const name of writingOf(...toolsets)) {
    const toolset = served.find((tool) => tool.name === name)?.toolset ?? 'pwpush';
    const rule = services[toolset].tools[name] as AnyTool;
    for (const argument of Object.keys({ ...rule.input().shape, ...rule.acceptedInput?.().shape }))
      for (const deep of [nest(5_000, '[', ']'), nest(20_000, '{"a":', '}')]) {
        const { answer, lines } = await callRaw(name, { question: 'Deploy?', [argument]: deep });
        expect(answer, `${name}.${argument}`).toHaveProperty('result.isError', true);
        expect(JSON.stringify(answer).length).toBeLessThan(4_000);
        expect(JSON.stringify(answer)).not.toContain('itself failed');
        expect(lines, `${name}.${argument}`).toHaveLength(1);
        expect(lines[0]?.length).toBeLessThan(4_000);
      }
  }
});

test('an argument that is taken and dropped may be nested, and nothing is sent where it is too deep', async () => {
  const refused = await callRaw('ask_user', { question: 'Hidden?', wait: false, repoKey: nest(33, '[', ']') });
  expect(refused.answer).toHaveProperty(
    'result.content.0.text',
    'repoKey is nested more than 32 levels deep: make it flatter.',
  );
  expect(refused.line).toMatchObject({ tool: 'ask_user', outcome: 'refused', code: 'BAD_ARGUMENTS' });
  expect(arrivals).toEqual([]);
  const taken = await callRaw('ask_user', { question: 'Hidden?', wait: false, repoKey: nest(32, '[', ']') });
  expect(arrivals).not.toEqual([]);
  expect(taken.line.arguments.repoKey).toEqual([[[[[[['[more]']]]]]]]);
});

test('a line is short, whatever fits into an argument', async () => {
  const wide = (level: number): unknown =>
    level === 0
      ? 'word '.repeat(100)
      : Object.fromEntries([...'abcdefghijklmnopqrstuvwxyz'].map((key) => [key, wide(level - 1)]));
  const { line, lines } = await callRaw('ask_user', { question: 'Wide?', wait: false, repoKey: wide(3) });
  expect(lines[0]?.length).toBeLessThan(5_000);
  expect(line.arguments.repoKey.a.a.a).toHaveLength(200);
  expect(JSON.stringify(line.arguments.repoKey)).toContain('[more]');
});

test("the line's own fields are never masked, whatever secret a caller chooses", async () => {
  const hour = new Date().toISOString().slice(0, 13);
  const words = ['create_push', 'push-mcp', hour, 'cancelled', 'refused', NOBODY, 'BAD_ARGUMENTS', 'arguments'];
  for (const word of words) {
    const { line } = await callRaw('create_push', { payload: word, note: word, passphrase: word, file_paths: ['x'] });
    expect(line, word).toMatchObject({
      audit: 'push-mcp',
      tool: 'create_push',
      effect: 'create',
      instance: NOBODY,
      outcome: 'refused',
      arguments: { payload: '[masked]', note: '[masked]', passphrase: '[masked]' },
    });
    expect(Date.parse(line.time), word).toBeGreaterThan(0);
  }
});
