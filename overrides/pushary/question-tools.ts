// The three tools about a question to a person: ask_user, wait_for_answer and cancel_question.
import * as z from 'zod';
import { OperationError, ToolError } from '../rule/failure.ts';
import { acceptedInput, listedInput } from '../rule/listed-input.ts';
import type { ToolContext, ToolRule } from '../rule/tool-rule.ts';
import { type Asked, askOnce, forgetQuestion, type Question } from './ask-once.ts';
import { takeQuestion } from './asked-questions.ts';
import { isUnknown } from './dialect.ts';
import { identify } from './identity.ts';
import {
  type About,
  describeQuestion,
  type QuestionKind,
  type QuestionState,
  questionOutput,
  statusOf,
} from './question-state.ts';
import { pusharyRules } from './rules.ts';
import { approvers, approversOf } from './settings.ts';
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
  output: () =>
    questionOutput().extend({
      joined: z.boolean().optional().describe('Another call asked it, at asked_at'),
      asked_at: z.string().optional(),
    }),
  async run({ wait = true, timeoutMs = 50_000, ...args }, ctx) {
    const until = waitUntil(timeoutMs, ctx);
    const { type: kind = 'confirm', options } = args;
    checkOptions(kind, options);
    const taken = Object.fromEntries(Object.entries(args).filter(([name]) => !ignored.includes(name))) as Question;
    const { question, ...about } = chooseWhomToAsk(identify(taken, ctx), kind, ctx);
    const { state, ...asked } = await askOpen(question, ctx);
    const isAwaited = wait && statusOf(state) === 'pending';
    return endWith(asked.correlationId, isAwaited ? await waitForState(asked, until, ctx) : state, ctx, {
      ...{ kind, joined: asked.joined, since: asked.since },
      ...about,
    });
  },
};

// See docs/services/pushary.md#wait_for_answer
/** Goes on waiting for a question that was asked from here before. */
export const waitForAnswer: ToolRule<{ correlationId: string; timeoutMs?: number }> = {
  input: () => z.strictObject({ correlationId: correlationId(), timeoutMs: timeoutMs() }),
  output: questionOutput,
  async run({ correlationId, timeoutMs = 30_000 }, ctx) {
    const until = waitUntil(timeoutMs, ctx);
    const question = await takeQuestion(correlationId, ctx);
    return endWith(correlationId, await waitForState(question, until, ctx), ctx);
  },
};

// See docs/services/pushary.md#cancel_question, #hand-off
/** Withdraws a question that was asked from here. An answer that was faster than the withdrawal is the result. */
export const cancelQuestion: ToolRule<{ correlationId: string }> = {
  input: () => z.strictObject({ correlationId: correlationId() }),
  output: () => questionOutput().extend({ cancelled: z.boolean() }),
  async run({ correlationId }, ctx) {
    const question = await takeQuestion(correlationId, ctx);
    const outcome = await ctx.send('pusharyCancelQuestion', { correlationId }, { credentials: 'bearer' });
    if (!outcome.ok && !isUnknown(outcome.failure)) throw new OperationError(outcome.failure);
    const cancelled = outcome.ok && outcome.data.cancelled === true;
    const state: QuestionState = cancelled
      ? { answered: false, status: 'cancelled' }
      : await waitForState(question, ctx.now().getTime() + 1000, ctx);
    return { cancelled, ...(await endWith(correlationId, state, ctx)) };
  },
};

/** The result of a tool. A question that has ended is forgotten, so that an equal one is asked anew; one that is pending is joined. */
async function endWith(correlationId: string, state: QuestionState, ctx: ToolContext, about?: About): Promise<object> {
  if (statusOf(state) !== 'pending') await forgetQuestion(correlationId, ctx);
  return describeQuestion(correlationId, state, about);
}

/** Asks, or joins the equal question of an earlier call. If that one has expired unseen, or is gone, it is asked anew. */
async function askOpen(question: Question, ctx: ToolContext): Promise<Asked> {
  const asked = await askOnce(question, ctx);
  if (!asked.wasOpen) return asked;
  const state = await waitForState(asked, ctx.now().getTime(), ctx);
  if (!['expired', 'missing'].includes(statusOf(state))) return { ...asked, state };
  await forgetQuestion(asked.correlationId, ctx);
  return askOnce(question, ctx);
}

/**
 * Whom a question goes to, and whether their yes can be an approval: the operator's approvers are asked each `confirm` in place
 * of the people that the call names. Where the operator named none, a yes of people that the call chose approves nothing.
 */
function chooseWhomToAsk(
  question: Question,
  kind: QuestionKind,
  { service }: ToolContext,
): { question: Question } & Pick<About, 'noApproval' | 'remark'> {
  const { subscriberIds, externalIds, tags, ...rest } = question;
  if (kind !== 'confirm') return { question };
  const isChosen = [subscriberIds, externalIds, tags].some((list) => list !== undefined);
  const named = approversOf(service);
  const setting = service.nameOf(approvers);
  if (named)
    return {
      question: { ...rest, ...named },
      ...(isChosen && { remark: `${setting} decides who is asked: the people that this call named were not.` }),
    };
  const noApproval = `A yes to it is no approval: the call chose whom to ask. A person names who may approve with ${setting}.`;
  return { question, ...(isChosen && { noApproval }) };
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
