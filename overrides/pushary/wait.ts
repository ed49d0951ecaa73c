// Waits for the answer to a question in several requests, within the time that a call has.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Failure, OperationError, ToolError } from '../rule/failure.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { type Code, isUnknown } from './dialect.ts';
import { type QuestionState, statusOf } from './question-state.ts';
import { explainFailure } from './refusals.ts';
import { key } from './settings.ts';

// See docs/services/pushary.md#waiting
/** Seconds of one request. The service allows 55; shorter ones notice a broken connection sooner. */
const SLICE = 20;
// See docs/services/pushary.md#gates
/** Milliseconds between two requests where the service does not wait, as in the vendor's own gates. */
const PAUSE = 1500;
/** Milliseconds at the end of a call that are left for its last answer to come back. */
const MARGIN = 2500;

/** When a call that is asked to wait so many milliseconds stops waiting, in milliseconds since the epoch. */
export function waitUntil(milliseconds: number, ctx: ToolContext): number {
  return Math.min(ctx.now().getTime() + milliseconds, ctx.deadline - MARGIN);
}

/**
 * Waits for the answer to a question and reports progress to the client. Gives the state at the time `until`, or as soon as it
 * is not `pending`. Asks at least once. Where the service fails, throws a `ToolError` that names the question.
 */
export async function waitForState(correlationId: string, until: number, ctx: ToolContext): Promise<QuestionState> {
  const began = ctx.now().getTime();
  const report = () => ctx.progress(ctx.now().getTime() - began, until - began, 'Waiting for an answer');
  const timer = setInterval(report, 5000);
  try {
    for (;;) {
      const left = Math.max(0, until - ctx.now().getTime());
      const wait = Math.min(SLICE, Math.ceil(left / 1000));
      const askedAt = ctx.now().getTime();
      const state = await readState(correlationId, wait, ctx);
      if (statusOf(state) !== 'pending' || ctx.now().getTime() >= until) return state;
      // The service may answer at once in spite of `wait` (docs/services/pushary.md#ask: inferred)
      const early = askedAt + Math.min(wait * 1000, PAUSE) - ctx.now().getTime();
      if (early > 0) await sleep(early, undefined, { signal: ctx.signal });
    }
  } catch (error) {
    throw nameQuestion(error, correlationId, ctx);
  } finally {
    clearInterval(timer);
  }
}

/** Adds the id of the question to an error, so that it is not lost with the connection. */
function nameQuestion(error: unknown, correlationId: string, { service }: ToolContext): unknown {
  const refusal = error instanceof OperationError ? explainFailure(error.failure as Failure<Code>, service) : error;
  // Without a key nobody can go on waiting
  if (!(refusal instanceof ToolError) || !service.has(key)) return error;
  const how = `The question may be open all the same: go on with wait_for_answer and correlationId ${correlationId}.`;
  return new ToolError(refusal.code, `${refusal.message} ${how}`, refusal.says);
}

async function readState(correlationId: string, wait: number, ctx: ToolContext): Promise<QuestionState> {
  const outcome = await ctx.send(
    'pusharyWaitForAnswer',
    { correlationId, wait },
    { credentials: 'bearer', patience: wait },
  );
  if (outcome.ok) {
    const answeredId = outcome.data.correlationId ?? correlationId;
    const isOther = answeredId.toLowerCase() !== correlationId.toLowerCase();
    return isOther ? { answered: false, status: 'unavailable' } : outcome.data;
  }
  if (isUnknown(outcome.failure)) return { answered: false, status: 'missing' };
  // No error while waiting: nothing says that the question has ended (docs/services/pushary.md#waiting)
  if (outcome.failure.kind === 'timeout') return { answered: false, status: 'pending' };
  throw new OperationError(outcome.failure);
}
