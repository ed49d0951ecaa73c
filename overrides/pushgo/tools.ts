// The eight tools that send. They differ in their operation and in a few arguments.
import * as z from 'zod';
import { ToolError } from '../rule/failure.ts';
import type { ToolBook, ToolRule } from '../rule/tool-rule.ts';
import { argumentsOf } from './arguments.ts';
import { type Args, type Fields, instants, thingFields } from './fields.ts';
import { checkLocation } from './location.ts';
import type { PushgoOperation } from './rules.ts';
import { type IdName, send } from './send.ts';
import { checkTitle } from './wake-up.ts';

/** A tool that checks its arguments as the gateway does at run time, sends, and has a flat result that begins with an id. */
function sending(operation: PushgoOperation, id: IdName, own?: Fields): ToolRule<Args> {
  return {
    input: () => argumentsOf(operation, own),
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
      const checked = [checkTitle(operation, args), checkLocation(args.location_type, args.location_value)];
      const problems = checked.filter((problem) => problem !== undefined);
      if (problems.length > 0) throw new ToolError('BAD_ARGUMENTS', problems.join(' '));
      return send(operation, id, args, ctx);
    },
  };
}

export const pushgoTools = {
  pushgo_message_send: sending('pushgoSendMessage', 'message_id'),
  pushgo_event_create: sending('pushgoCreateEvent', 'event_id'),
  pushgo_event_update: sending('pushgoUpdateEvent', 'event_id'),
  pushgo_event_close: sending('pushgoCloseEvent', 'event_id'),
  pushgo_thing_create: sending('pushgoCreateThing', 'thing_id', thingFields),
  pushgo_thing_update: sending('pushgoUpdateThing', 'thing_id', thingFields),
  pushgo_thing_archive: sending('pushgoArchiveThing', 'thing_id', thingFields),
  pushgo_thing_delete: sending('pushgoDeleteThing', 'thing_id', thingFields),
} satisfies ToolBook<'pushgo'>;
