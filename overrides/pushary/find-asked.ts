import type { Inputs, Outputs } from '../../generated/operations.ts';
import { ToolError } from '../rule/failure.ts';
import type { Projected, ToolContext } from '../rule/tool-rule.ts';

type Asked = Inputs['pusharyAskUser'];
type Open = NonNullable<Projected<Outputs['pusharyListSessions']>['pendingQuestions']>[number];

/**
 * A question whose id never came back is looked for among those that are open (docs/services/pushary.md#list_sessions:
 * inferred). Null where it is none of them; undefined where that is not clear: the list cannot be had, or one there
 * could be another one that looks the same.
 *
 * @param twins ids of others that look the same, as far as they are known
 */
export async function findAsked(
  asked: Asked,
  twins: readonly (string | undefined)[],
  ctx: ToolContext,
): Promise<string | null | undefined> {
  const sent = ctx.send('pusharyListSessions', {}, { credentials: 'bearer', detached: true });
  const outcome = await sent.catch((error) => {
    // No time is left for it
    if (error instanceof ToolError) return undefined;
    throw error;
  });
  if (!outcome?.ok) return undefined;
  const { pendingQuestions } = outcome.data;
  const found = pendingQuestions?.filter((open) => isLike(open, asked) && !twins.includes(open.correlationId));
  if (found?.length === 0) return null;
  const id = found?.length === 1 && twins.length === 0 ? found[0]?.correlationId : undefined;
  return isCorrelationId(id) ? id : undefined;
}

/** As much of a question as a list of open ones is sure to tell. */
export function seenOf({
  question = '',
  sessionId,
  machineId,
}: Pick<Open, 'question' | 'sessionId' | 'machineId'>): string {
  // What comes from the service has no such characters any more
  return JSON.stringify([question.replace(/[\p{C}\u2028\u2029]/gu, ''), sessionId, machineId]);
}

function isLike(open: Open, asked: Asked): boolean {
  const { type = 'confirm', toolName } = asked;
  return seenOf(open) === seenOf(asked) && (open.type ?? type) === type && (open.toolName ?? toolName) === toolName;
}

export function isCorrelationId(text: string | undefined): text is string {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text ?? '');
}
