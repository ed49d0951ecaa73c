import type { Failure } from '../rule/failure.ts';
import type { Verdict } from '../rule/service.ts';
import type { ToolContext } from '../rule/tool-rule.ts';

/** Whether the service takes the key: it is asked for three counts. */
export async function verifyKey(ctx: ToolContext): Promise<Verdict | Failure> {
  const outcome = await ctx.send('pusharyCountSubscribers', {}, { credentials: 'bearer' });
  if (outcome.ok) return 'right';
  const { failure } = outcome;
  return failure.kind === 'status' && failure.status === 401 ? 'token' : failure;
}
