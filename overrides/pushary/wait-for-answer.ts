import * as z from 'zod';
import type { ToolRule } from '../rule/tool-rule.ts';
import { forgetQuestion } from './pending.ts';
import { questionOutput, statusOf, tellQuestion } from './question-state.ts';
import { timeoutMs } from './timeout.ts';
import { waitForState, waitUntil } from './wait.ts';

export const correlationId = () => z.uuid().describe('From ask_user, or linkedCorrelationId');

// See docs/services/pushary.md#wait_for_answer
/** Goes on waiting for a question that was asked before. An unknown id is a result, no error. */
export const waitForAnswer: ToolRule<{ correlationId: string; timeoutMs?: number }> = {
  input: () => z.strictObject({ correlationId: correlationId(), timeoutMs: timeoutMs() }),
  output: questionOutput,
  async run({ correlationId, timeoutMs = 30_000 }, ctx) {
    const state = await waitForState(correlationId, waitUntil(timeoutMs, ctx), ctx);
    if (statusOf(state) !== 'pending') await forgetQuestion(correlationId, ctx);
    return tellQuestion(correlationId, state);
  },
};
