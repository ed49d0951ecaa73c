// Finds a question whose id never came back, in the service's list of open ones (docs/services/pushary.md#list_sessions: inferred).
import type { Inputs, Outputs } from '../../generated/operations.ts';
import { ToolError } from '../rule/failure.ts';
import type { Projected, ToolContext } from '../rule/tool-rule.ts';

type AskedQuestion = Inputs['pusharyAskUser'];
type OpenQuestion = NonNullable<Projected<Outputs['pusharyListSessions']>['pendingQuestions']>[number];

/**
 * The id of a question. Null where it is not in the list; undefined where that is not clear: the list cannot be had, or
 * what is found there could be another question of the same look.
 *
 * @param twins ids of this caller's other questions of the same look, as far as they are known
 */
export async function findOpenQuestion(
  asked: AskedQuestion,
  twins: readonly (string | undefined)[],
  ctx: ToolContext,
): Promise<string | null | undefined> {
  const sent = ctx.send('pusharyListSessions', {}, { credentials: 'bearer', detached: true });
  const outcome = await sent.catch((error) => {
    // No time is left for this request
    if (error instanceof ToolError) return undefined;
    throw error;
  });
  if (!outcome?.ok) return undefined;
  const { pendingQuestions } = outcome.data;
  const alike = pendingQuestions?.filter((open) => isLike(open, asked) && !twins.includes(open.correlationId));
  if (alike?.length === 0) return null;
  const id = alike?.length === 1 && twins.length === 0 ? alike[0]?.correlationId : undefined;
  return isCorrelationId(id) ? id : undefined;
}

/** As much of a question as the list is sure to tell. */
export function lookOf({ question = '', sessionId, machineId }: AskedQuestion | OpenQuestion): string {
  // These characters are already removed from what comes from the service
  return JSON.stringify([question.replace(/[\p{C}\u2028\u2029]/gu, ''), sessionId, machineId]);
}

function isLike(open: OpenQuestion, asked: AskedQuestion): boolean {
  const { type = 'confirm', toolName } = asked;
  return lookOf(open) === lookOf(asked) && (open.type ?? type) === type && (open.toolName ?? toolName) === toolName;
}

export function isCorrelationId(text: string | undefined): text is string {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text ?? '');
}
