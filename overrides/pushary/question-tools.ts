// The three tools about a question to a person: ask_user, wait_for_answer and cancel_question.
import * as z from 'zod';
import { OperationError, ToolError } from '../rule/failure.ts';
import { acceptedInput, listedInput } from '../rule/listed-input.ts';
import type { ToolContext, ToolRule } from '../rule/tool-rule.ts';
import { askOnce, forgetQuestion, type Question } from './ask-once.ts';
import { isUnknown } from './dialect.ts';
import { describeQuestion, type QuestionKind, type QuestionState, questionOutput, statusOf } from './question-state.ts';
import { pusharyRules } from './rules.ts';
import { waitForState, waitUntil } from './wait.ts';

export interface AskArguments extends Question {
  readonly wait?: boolean;
  readonly timeoutMs?: number;
}

// See docs/services/pushary.md#ask_user, #wait_for_answer
/** Milliseconds to wait, within the limits of the vendor's tools. What does not fit into one call is cut. */
const timeoutMs = () => z.int().min(1000).max(55_000).optional().describe('Milliseconds to wait');

const correlationId = () => z.uuid().describe('From ask_user, or linkedCorrelationId');

// See docs/services/pushary.md#newer-fields
/** Arguments that newer hooks of the service send as well. They are accepted and not passed on. */
const ignored = 'repoKey intent action blocker actionBody scopePath requestId waitEndsAt'.split(' ');

const rule = pusharyRules.pusharyAskUser;

/**
 * Asks a person. The question is sent without waiting, so that its id is never lost with a connection; a second request
 * waits for the answer (docs/services/pushary.md#waiting, #ask_user, #hand-off).
 */
export const askUser: ToolRule<AskArguments> = {
  input: () =>
    listedInput('pusharyAskUser', rule).extend({
      wait: z.boolean().default(true).describe('false: answer at once with the id'),
      timeoutMs: timeoutMs(),
    }),
  acceptedInput: () =>
    acceptedInput('pusharyAskUser', rule).extend(
      Object.fromEntries(ignored.map((name) => [name, z.unknown().optional()])),
    ),
  output: questionOutput,
  async run({ wait = true, timeoutMs = 50_000, ...args }, ctx) {
    const until = waitUntil(timeoutMs, ctx);
    const { type: kind = 'confirm', options } = args;
    checkOptions(kind, options);
    const taken = Object.entries(args).filter(([name]) => !ignored.includes(name));
    const question: Question = { ...ctx.agent, ...(Object.fromEntries(taken) as Question) };
    const { correlationId, state } = await askOpen(question, ctx);
    const isAwaited = wait && statusOf(state) === 'pending';
    return endWith(correlationId, isAwaited ? await waitForState(correlationId, until, ctx) : state, ctx, kind);
  },
};

// See docs/services/pushary.md#wait_for_answer
/** Goes on waiting for a question that was asked before. An unknown id is a result, no error. */
export const waitForAnswer: ToolRule<{ correlationId: string; timeoutMs?: number }> = {
  input: () => z.strictObject({ correlationId: correlationId(), timeoutMs: timeoutMs() }),
  output: questionOutput,
  async run({ correlationId, timeoutMs = 30_000 }, ctx) {
    return endWith(correlationId, await waitForState(correlationId, waitUntil(timeoutMs, ctx), ctx), ctx);
  },
};

// See docs/services/pushary.md#cancel_question, #hand-off
/** Withdraws a question. An answer that was faster than the withdrawal is the result. */
export const cancelQuestion: ToolRule<{ correlationId: string }> = {
  input: () => z.strictObject({ correlationId: correlationId() }),
  output: () => questionOutput().extend({ cancelled: z.boolean() }),
  async run({ correlationId }, ctx) {
    const outcome = await ctx.send('pusharyCancelQuestion', { correlationId }, { credentials: 'bearer' });
    if (!outcome.ok && !isUnknown(outcome.failure)) throw new OperationError(outcome.failure);
    const cancelled = outcome.ok && outcome.data.cancelled === true;
    const state: QuestionState = cancelled
      ? { answered: false, status: 'cancelled' }
      : await waitForState(correlationId, ctx.now().getTime() + 1000, ctx);
    return { cancelled, ...(await endWith(correlationId, state, ctx)) };
  },
};

/** The result of a tool. A question that has ended is forgotten, so that an equal one is asked anew; one that is pending is joined. */
async function endWith(
  correlationId: string,
  state: QuestionState,
  ctx: ToolContext,
  kind?: QuestionKind,
): Promise<object> {
  if (statusOf(state) !== 'pending') await forgetQuestion(correlationId, ctx);
  return describeQuestion(correlationId, state, kind);
}

/** Asks, or joins the equal question of an earlier call. If that one has expired unseen, or is gone, it is asked anew. */
async function askOpen(question: Question, ctx: ToolContext): Promise<{ correlationId: string; state: QuestionState }> {
  const asked = await askOnce(question, ctx);
  if (!asked.wasOpen) return asked;
  const { correlationId } = asked;
  const state = await waitForState(correlationId, ctx.now().getTime(), ctx);
  if (!['expired', 'missing'].includes(statusOf(state))) return { correlationId, state };
  await forgetQuestion(correlationId, ctx);
  return askOnce(question, ctx);
}

function checkOptions(kind: QuestionKind, options: readonly string[] | undefined): void {
  if (kind === 'select' && options === undefined)
    throw new ToolError('BAD_ARGUMENTS', 'options is required where type is select: 2 to 6 texts to choose from.');
  if (kind !== 'select' && options !== undefined)
    throw new ToolError(
      'BAD_ARGUMENTS',
      `options belongs to type select, and type is ${kind}. Leave one of them out or change it.`,
    );
}
