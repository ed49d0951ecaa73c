import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';

// What clients see must not change by accident: a commit that changes a line of these files says why.
let connection: Connection;

beforeAll(async () => {
  // Nobody listens there: every refusal comes from this server alone
  const origin = 'http://127.0.0.1:9';
  connection = await connect({
    PWPUSH_BASE_URL: origin,
    PUSHGO_BASE_URL: origin,
    PUSHARY_BASE_URL: origin,
    PUSHARY_API_KEY: 'pk_0123456789.sk_0123456789',
  });
});

afterAll(() => connection.close());

test('tools/list is the golden list', async () => {
  const { tools } = await connection.client.listTools();
  await expect(linesOf(tools)).toMatchFileSnapshot('tools-list.golden.jsonl');
});

test('each tool refuses an unknown argument in the golden words', async () => {
  const { tools } = await connection.client.listTools();
  const refusals: object[] = [];
  for (const { name } of tools) refusals.push({ name, ...(await connection.call(name, { surprise: true })) });
  await expect(linesOf(refusals)).toMatchFileSnapshot('refusals.golden.jsonl');
});

/** One tool a line, so that a diff names the tool. */
function linesOf(entries: readonly object[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}
