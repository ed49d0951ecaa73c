import * as z from 'zod';
import { ToolError } from '../rule/failure.ts';
import { acceptedInput, listedInput } from '../rule/listed-input.ts';
import type { ToolContext, ToolRule } from '../rule/tool-rule.ts';
import { identify } from './identity.ts';
import { type Asked, askOnce, forgetQuestion, type Question } from './pending.ts';
import { type QuestionKind, questionOutput, statusOf, tellQuestion } from './question-state.ts';
import { pusharyRules } from './rules.ts';
import { timeoutMs } from './timeout.ts';
import { waitForState, waitUntil } from './wait.ts';

export interface Args extends Omit<Question, 'type'> {
  readonly type?: QuestionKind;
  readonly wait?: boolean;
  readonly timeoutMs?: number;
}

const rule = pusharyRules.pusharyAskUser;

// See docs/services/pushary.md#newer-fields
/** What newer hooks of the service send beside. They are taken and not passed on. */
const unused = [
  'repoKey',
  'intent',
  'action',
  'blocker',
  'actionBody',
  'scopePath',
  'requestId',
  'waitEndsAt',
] as const;

/**
 * Asks a person. The question is sent without waiting, so that its id is never lost with a connection, and then waited for
 * (docs/services/pushary.md#waiting, #ask_user, #hand-off).
 */
export const askUser: ToolRule<Args> = {
  input: () =>
    listedInput('pusharyAskUser', rule).extend({
      wait: z.boolean().default(true).describe('false: answer at once with the id'),
      timeoutMs: timeoutMs(),
    }),
  acceptedInput: () =>
    acceptedInput('pusharyAskUser', rule).extend(
      Object.fromEntries(unused.map((name) => [name, z.unknown().optional()])),
    ),
  output: questionOutput,
  async run({ wait = true, timeoutMs = 50_000, ...given }, ctx) {
    const until = waitUntil(timeoutMs, ctx);
    const kind = given.type ?? 'confirm';
    checkOptions(kind, given.options);
    const question = toQuestion(given, ctx);
    const { correlationId, state } = await askOpen(question, ctx);
    const told = wait && statusOf(state) === 'pending' ? await waitForState(correlationId, until, ctx) : state;
    // Until then an equal call joins this question, however often it is made
    if (statusOf(told) !== 'pending') await forgetQuestion(correlationId, ctx);
    return tellQuestion(correlationId, told, kind);
  },
};

/** One that ended without an answer while nobody looked is no answer to this call: it is asked anew. */
async function askOpen(question: Question, ctx: ToolContext): Promise<Asked> {
  const asked = await askOnce(question, ctx);
  const { correlationId, wasOpen } = asked;
  if (!wasOpen || statusOf(asked.state) !== 'pending') return asked;
  const state = await waitForState(correlationId, ctx.now().getTime(), ctx);
  if (!['expired', 'missing'].includes(statusOf(state))) return { correlationId, state, wasOpen };
  await forgetQuestion(correlationId, ctx);
  return askOnce(question, ctx);
}

function toQuestion(given: Omit<Args, 'wait' | 'timeoutMs'>, ctx: ToolContext): Question {
  const known = Object.entries(given).filter(([name]) => !(unused as readonly string[]).includes(name));
  return identify(Object.fromEntries(known) as Question, ctx);
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
