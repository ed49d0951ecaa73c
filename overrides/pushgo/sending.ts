import * as z from 'zod';
import { ToolError } from '../rule/failure.ts';
import type { ToolRule } from '../rule/tool-rule.ts';
import { type Args, argumentsOf } from './arguments.ts';
import { type Fields, fitsTitle, instants, TITLE_TOO_LONG } from './fields.ts';
import { checkLocation } from './location.ts';
import type { PushgoOperation } from './rules.ts';
import { type IdName, send } from './send.ts';

interface Sending {
  readonly operation: PushgoOperation;
  readonly id: IdName;
  /** Arguments that mean something else here than for the other tools. */
  readonly fields?: Fields;
  /** What only all arguments together can be wrong about, as a sentence. */
  readonly check?: (args: Args) => string | undefined;
}

/**
 * A tool that sends: the arguments of its operation, checked as the gateway does at run time, and a flat result. The three
 * kinds of entities differ in their fields only.
 */
export function sending({ operation, id, fields, check }: Sending): ToolRule<Args> {
  return {
    input: () => argumentsOf(operation, fields),
    output: () =>
      z.object({
        [id]: z.string(),
        op_id: z.string().describe('Repeat with it: the same operation, not sent again'),
        accepted: z.boolean().describe('Queued for every device; no receipt'),
        channel_id: z.string(),
        ...(id !== 'thing_id' && { thing_id: z.string().optional() }),
        warning: z.string().optional(),
      }),
    target: id,
    numbers: instants,
    async run(args, ctx) {
      const problems = [check?.(args), checkLocation(args.location_type, args.location_value)].flatMap(
        (found) => found ?? [],
      );
      if (problems.length > 0) throw new ToolError('BAD_ARGUMENTS', problems.join(' '));
      return send(operation, id, args, ctx);
    },
  };
}

/** Where a thing has no title, its attribute `name` becomes one (docs/services/pushgo.md#devices). */
export function checkThingTitle({ title, attrs }: Args): string | undefined {
  const name = attrs?.name;
  return title === undefined && typeof name === 'string' && !fitsTitle(name)
    ? `attrs.name ${TITLE_TOO_LONG}.`
    : undefined;
}

/** See docs/services/pushgo.md#sending. */
export function checkOccurrence({ thing_id, occurred_at }: Args): string | undefined {
  return thing_id !== undefined && occurred_at === undefined ? 'occurred_at is required with thing_id.' : undefined;
}
