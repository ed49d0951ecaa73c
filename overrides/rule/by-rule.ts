import * as z from 'zod';
import type { Inputs, OperationId } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { acceptedInput, listedInput } from './listed-input.ts';
import type { AnyRule } from './operation-rule.ts';
import { projectSchema } from './projected.ts';
import type { TextChecks } from './text-checks.ts';
import type { AnyTool } from './tool-rule.ts';

/**
 * A tool that needs no code of its own: the arguments that the rule lists go to the operation as they are, and the fields that
 * it shows come back. An answer that is a list comes back as `{ items }`, since a result has to be an object.
 *
 * @param texts checks of its text arguments
 */
export function byRule(
  operation: OperationId,
  rules: Readonly<Record<string, AnyRule>>,
  texts: TextChecks = {},
): AnyTool {
  const rule = rules[operation];
  if (!rule) throw new TypeError(`${operation} has no rule.`);
  return {
    input: () => listedInput(operation, rule, { texts }),
    acceptedInput: () => acceptedInput(operation, rule, { texts }),
    output: () => {
      const shown = projectSchema(schemas[operation].output() as z.ZodType, rule.output);
      return shown instanceof z.ZodObject ? shown : z.object({ items: shown });
    },
    async run(args, ctx) {
      const answer: object = await ctx.call(operation, args as Inputs[typeof operation], { credentials: 'bearer' });
      return Array.isArray(answer) ? { items: answer } : answer;
    },
  };
}
