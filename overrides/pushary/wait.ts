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
/** A service that does not wait is asked no more often than this, as the vendor's own gates do. */
const PAUSE = 1500;
/** Milliseconds that are left of a call for its last answer to come back. */
const MARGIN = 2500;

/** Milliseconds since the epoch until which a call may wait that is asked for so many. */
export function waitUntil(milliseconds: number, ctx: ToolContext): number {
  return Math.min(ctx.now().getTime() + milliseconds, ctx.deadline - MARGIN);
}

/**
 * Waits for the answer to a question, telling the client from time to time that it does. Gives the state at the end of the time,
 * or as soon as it is another one than `pending`. Asks at least once. Throws a `ToolError` that names the question where the service fails.
 */
export async function waitForState(correlationId: string, until: number, ctx: ToolContext): Promise<QuestionState> {
  const began = ctx.now().getTime();
  const report = () => ctx.progress(ctx.now().getTime() - began, until - began, 'Waiting for an answer');
  const timer = setInterval(report, 5000);
  try {
    for (;;) {
      const left = Math.max(0, until - ctx.now().getTime());
      const wait = Math.min(SLICE, Math.ceil(left / 1000));
      const asked = ctx.now().getTime();
      const state = await readState(correlationId, wait, ctx);
      if (statusOf(state) !== 'pending' || ctx.now().getTime() >= until) return state;
      // It may answer at once whatever it is asked (docs/services/pushary.md#ask: inferred)
      const early = asked + Math.min(wait * 1000, PAUSE) - ctx.now().getTime();
      if (early > 0) await sleep(early, undefined, { signal: ctx.signal });
    }
  } catch (error) {
    throw nameQuestion(error, correlationId, ctx);
  } finally {
    clearInterval(timer);
  }
}

/** The id is not lost with the connection. */
function nameQuestion(error: unknown, correlationId: string, { service }: ToolContext): unknown {
  const refusal = error instanceof OperationError ? explainFailure(error.failure as Failure<Code>, service) : error;
  // Without a key there is no going on
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
  // The answer to another question is none to this one
  const told = outcome.ok ? (outcome.data.correlationId ?? correlationId) : correlationId;
  if (told.toLowerCase() !== correlationId.toLowerCase()) return { answered: false, status: 'unavailable' };
  if (outcome.ok) return outcome.data;
  if (isUnknown(outcome.failure)) return { answered: false, status: 'missing' };
  // No error while waiting: what is known is that it was open (docs/services/pushary.md#waiting)
  if (outcome.failure.kind === 'timeout') return { answered: false, status: 'pending' };
  throw new OperationError(outcome.failure);
}
