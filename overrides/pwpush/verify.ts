import type { Failure } from '../rule/failure.ts';
import { OperationError } from '../rule/failure.ts';
import type { Verdict } from '../rule/service.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { pushApiOf } from './choose-api.ts';
import { detectOrAssume } from './instance.ts';

/** Whether the instance takes the token: a list of the account's pushes is given to its owner alone, in every release. */
export async function verifyToken(ctx: ToolContext): Promise<Verdict | Failure> {
  try {
    const { active, credentials } = pushApiOf(await detectOrAssume(ctx), ctx);
    const outcome = await ctx.send(active[0], { page: 1 }, { credentials });
    if (outcome.ok) return 'right';
    const { failure } = outcome;
    return failure.kind === 'status' && failure.status === 401 ? 'token' : failure;
  } catch (error) {
    if (error instanceof OperationError) return error.failure;
    throw error;
  }
}
