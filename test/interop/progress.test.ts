// Progress never meets its answer: a client of the older SDK forgets a call with its answer, and takes a progress that it reads
// in the same moment, or later, for an error; some clients then drop the connection.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nobody } from '../process/run.ts';
import { startGateway } from '../security/gateway-double.ts';
import { built } from '../support/built.ts';
import { runs } from '../support/runs.ts';

/** How many calls wait at once. */
const TOGETHER = 40;
/** Milliseconds until the service has an answer: around the moments at which progress is told, or after the end. */
const moments = fc.oneof(
  fc.integer({ min: 4980, max: 5020 }),
  fc.integer({ min: 9990, max: 10_010 }),
  fc.constant(60_000),
);
const waits = fc.record({ timeoutMs: fc.constantFrom(5000, 5001, 6000, 10_000, 10_001), answersAfter: moments });

/** A service in which the answer to each question comes as many milliseconds after it is asked for as the question's context says. */
async function startService() {
  let number = 0;
  const answersAfter = new Map<string, number>();
  const began = new Map<string, number>();
  return startGateway(async ({ method, target, body }) => {
    if (method === 'POST') {
      number += 1;
      const correlationId = `3f0c2a9e-6d1b-4f7e-9a55-${String(number).padStart(12, '0')}`;
      answersAfter.set(correlationId, Number(/"context":"(\d+)/.exec(body.toString())?.[1]));
      return { body: { correlationId, status: 'pending' } };
    }
    const [, id = '', seconds] = /ask\/([\da-f-]+)\?wait=(\d+)/.exec(target) ?? [];
    const since = began.get(id) ?? Date.now();
    began.set(id, since);
    const left = since + (answersAfter.get(id) ?? 0) - Date.now();
    const held = Math.max(0, Math.min(left, Number(seconds) * 1000));
    await new Promise((resolve) => setTimeout(resolve, held));
    return { body: held === left ? { answered: true, value: 'yes' } : { status: 'pending' } };
  });
}

test('over many waits no progress comes with or after the answer, and none reaches its total', {
  timeout: 300_000,
}, async () => {
  const service = await startService();
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [built],
    env: {
      ...{ PATH: process.env.PATH ?? '', ...nobody },
      ...{ PUSHARY_API_KEY: 'pk_a.sk_b', PUSHARY_BASE_URL: service.origin },
    },
    stderr: 'ignore',
  });
  const client = new Client({ name: 'older', version: '1.0.0' });
  await client.connect(transport);
  const errors: string[] = [];
  client.onerror = (error) => errors.push(error.message);
  const heard: { progress: number; total?: number | undefined }[] = [];
  let asked = 0;
  const wait = ({ timeoutMs, answersAfter }: { timeoutMs: number; answersAfter: number }) => {
    asked += 1;
    return client.callTool(
      {
        name: 'ask_user',
        arguments: { question: `Question ${asked}?`, context: `${answersAfter}`, timeoutMs },
      },
      undefined,
      { onprogress: (progress) => heard.push(progress), timeout: 120_000 },
    );
  };
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(waits, { minLength: TOGETHER, maxLength: TOGETHER }), async (together) => {
        await Promise.all(together.map(wait));
        expect(errors).toEqual([]);
        expect(heard.length).toBeGreaterThan(0);
        expect(heard.filter(({ progress, total = 0 }) => progress >= total)).toEqual([]);
      }),
      // To shrink a failure would take longer than the test may
      { numRuns: runs(100) / 10, endOnFailure: true },
    );
  } finally {
    await client.close();
    await service.close();
  }
});
