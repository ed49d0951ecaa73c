import { afterEach } from 'vitest';
import type { SandboxQuestion } from '../../sandbox/pushary/controls.ts';
import type { CallOutcome } from '../support/connect.ts';
import { type PusharyOptions, type PusharyTest, startPushary } from '../support/pushary.ts';

export interface Asking extends PusharyTest {
  /** The result of `ask_user`, here of a question about a deployment. */
  ask(about?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The result of a tool; throws its refusal. */
  result(name: string, args?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** How often the server sent `POST /ask`. */
  asked(): number;
  /** The question that was asked last. */
  last(): SandboxQuestion;
}

export const UNKNOWN_ID = '3f0c2a9e-6d1b-4f7e-9a55-0c8f1d2b7e64';
export const ASK = { method: 'POST', path: '/api/v1/server/ask' } as const;
export const LOOK = { method: 'GET', path: /^\/api\/v1\/server\/ask\// } as const;

const started: PusharyTest[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((test) => test.close()));
});

export function resultOf(outcome: CallOutcome): Record<string, unknown> {
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.result;
}

/** A site and a client, closed after the test. */
export async function startAsking(options?: PusharyOptions): Promise<Asking> {
  const test = await startPushary(options);
  started.push(test);
  const result: Asking['result'] = async (name, args) => resultOf(await test.call(name, args));
  return {
    ...test,
    result,
    ask: (about) => result('ask_user', { question: 'Deploy?', ...about }),
    asked: () => test.arrivals.filter(isAsked).length,
    last() {
      const question = test.sandbox.questions().at(-1);
      if (!question) throw new Error('Nothing was asked.');
      return question;
    },
  };
}

/** What a test sent by itself is not counted. */
function isAsked({ method, path, headers }: PusharyTest['arrivals'][number]): boolean {
  return method === 'POST' && path === '/ask' && headers['user-agent']?.startsWith('push-mcp/') === true;
}

// The real one, whatever a test replaces
const { setTimeout: later } = globalThis;

/** Resolves when it has become true. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (isTrue()) return;
    await new Promise((resolve) => later(resolve, 5));
  }
  throw new Error('It has not become true.');
}

/** Resolves when the question is there and somebody waits for its answer. */
export function waitsFor({ arrivals }: PusharyTest, count = 1): Promise<void> {
  return until(() => arrivals.filter(({ method, path }) => method === 'GET' && path.includes('wait=')).length >= count);
}
