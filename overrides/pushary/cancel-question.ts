import * as z from 'zod';
import { OperationError } from '../rule/failure.ts';
import type { ToolRule } from '../rule/tool-rule.ts';
import { isUnknown } from './dialect.ts';
import { forgetQuestion } from './pending.ts';
import { questionOutput, statusOf, tellQuestion } from './question-state.ts';
import { waitForState } from './wait.ts';
import { correlationId } from './wait-for-answer.ts';

// See docs/services/pushary.md#cancel_question, #hand-off
/** Withdraws a question. An answer that was faster counts: it is told. */
export const cancelQuestion: ToolRule<{ correlationId: string }> = {
  input: () => z.strictObject({ correlationId: correlationId() }),
  output: () => questionOutput().extend({ cancelled: z.boolean() }),
  async run({ correlationId }, ctx) {
    const outcome = await ctx.send('pusharyCancelQuestion', { correlationId }, { credentials: 'bearer' });
    if (!outcome.ok && !isUnknown(outcome.failure)) throw new OperationError(outcome.failure);
    const cancelled = outcome.ok && outcome.data.cancelled === true;
    const state = cancelled
      ? { answered: false, status: 'cancelled' }
      : await waitForState(correlationId, ctx.now().getTime() + 1000, ctx);
    if (statusOf(state) !== 'pending') await forgetQuestion(correlationId, ctx);
    return { cancelled, ...tellQuestion(correlationId, state) };
  },
};
