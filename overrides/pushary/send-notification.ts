import type * as z from 'zod';
import type { Inputs } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { OperationError } from '../rule/failure.ts';
import { acceptedInput, listedInput } from '../rule/listed-input.ts';
import { projectSchema } from '../rule/projected.ts';
import type { ToolRule } from '../rule/tool-rule.ts';
import { isNobodyReached } from './dialect.ts';
import { pusharyRules } from './rules.ts';

const rule = pusharyRules.pusharySendNotification;

// See docs/services/pushary.md#send_notification, #sending-to-nobody
/** Sends a notification. That nobody is connected is a result with a warning, and no error. */
export const sendNotification: ToolRule<Inputs['pusharySendNotification']> = {
  input: () => listedInput('pusharySendNotification', rule),
  acceptedInput: () => acceptedInput('pusharySendNotification', rule),
  output: () => projectSchema(schemas.pusharySendNotification.output() as z.ZodType, rule.output) as z.ZodObject,
  async run(args, ctx) {
    const outcome = await ctx.send('pusharySendNotification', { ...ctx.agent, ...args }, { credentials: 'bearer' });
    if (outcome.ok) return outcome.data;
    if (isNobodyReached(outcome.failure)) return { sent: 0, warning: NOBODY };
    throw new OperationError(outcome.failure);
  },
};

const NOBODY =
  'Nobody was reached: no device is connected, or none matches the targets. A person connects one in the settings of Pushary.';
