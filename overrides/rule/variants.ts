import type { z } from 'zod';
import type { Inputs, OperationId, Outputs } from '../../generated/operations.ts';
import { OperationError } from './failure.ts';
import { listedInput } from './listed-input.ts';
import type { AnyRule } from './operation-rule.ts';
import type { CredentialForm, Projected, ToolContext, ToolRule } from './tool-rule.ts';

/** Which operations serve one call. */
interface Plan<K extends OperationId = OperationId> {
  /** In the order in which they are asked. */
  readonly operations: readonly [K, ...K[]];
  /** `first`: the first that does not answer 404. `every`: all that do not answer 404, one answer each. */
  readonly take: 'first' | 'every';
  readonly input: Inputs[K];
  readonly credentials: CredentialForm;
}

/** The answer of one operation, after the rule book. */
export interface OperationAnswer<K extends OperationId> {
  readonly operation: K;
  readonly data: Projected<Outputs[K]>;
}

type Answers<K extends OperationId> = readonly [OperationAnswer<K>, ...OperationAnswer<K>[]];

/** A tool that does no more than choose between operations. */
interface Variants<P extends Plan, Args> {
  /** The operation whose arguments the tool lists. */
  readonly owner: OperationId;
  readonly rules: Readonly<Record<string, AnyRule>>;
  /** Arguments that differ from the owner's. */
  readonly arguments: { readonly [F in keyof Args]?: () => z.ZodType };
  readonly output: () => z.ZodObject;
  readonly target?: string;
  readonly pick: (args: Args, ctx: ToolContext) => Promise<P>;
  /** From answers after the rule book to the result. */
  readonly shape: (answers: Answers<P['operations'][number]>, plan: P, ctx: ToolContext) => object | Promise<object>;
}

/** Builds the tool: it lists the owner's decided arguments, sends the picked operations, and shapes their answers. */
export function variants<P extends Plan, Args>(tool: Variants<P, Args>): ToolRule<Args> {
  return {
    input: () => listedInput(tool.owner, tool.rules[tool.owner], tool.arguments),
    output: tool.output,
    ...(tool.target !== undefined && { target: tool.target }),
    async run(args, ctx) {
      const plan = await tool.pick(args, ctx);
      return tool.shape(await sendPlan<P['operations'][number]>(plan, ctx), plan, ctx);
    },
  };
}

/** Asks the operations of a plan. Throws an `OperationError` where none has the thing, or one fails in another way. */
export async function sendPlan<K extends OperationId>(plan: Plan<K>, ctx: ToolContext): Promise<Answers<K>> {
  const answers: OperationAnswer<K>[] = [];
  let missing: OperationError | undefined;
  for (const operation of plan.operations) {
    const outcome = await ctx.send(operation, plan.input, { credentials: plan.credentials });
    if (outcome.ok) {
      answers.push({ operation, data: outcome.data });
      if (plan.take === 'first') break;
    } else if (outcome.failure.kind === 'status' && outcome.failure.status === 404) {
      missing ??= new OperationError(outcome.failure);
    } else {
      throw new OperationError(outcome.failure);
    }
  }
  const [first, ...others] = answers;
  if (!first) throw missing ?? new TypeError('A plan names at least one operation.');
  return [first, ...others];
}
