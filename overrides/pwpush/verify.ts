// Whether the instance takes a token: in every release, it gives a list of an account's pushes to that account only
import { type Failure, OperationError } from '../rule/failure.ts';
import type { Verdict } from '../rule/service.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { findPushApi } from './push-api.ts';

/** Gives the verdict, or the failure that tells nothing about the token. */
export async function verifyToken(ctx: ToolContext): Promise<Verdict | Failure> {
  try {
    const { active, credentials } = await findPushApi(ctx);
    const outcome = await ctx.send(active[0], { page: 1 }, { credentials });
    if (outcome.ok) return 'right';
    const { failure } = outcome;
    return failure.kind === 'status' && failure.status === 401 ? 'token' : failure;
  } catch (error) {
    if (error instanceof OperationError) return error.failure;
    throw error;
  }
}
