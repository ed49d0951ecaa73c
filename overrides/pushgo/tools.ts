import type { ToolBook } from '../rule/tool-rule.ts';
import { messageFields, thingFields } from './fields.ts';
import { checkOccurrence, checkThingTitle, sending } from './sending.ts';

const thing = { id: 'thing_id', fields: thingFields, check: checkThingTitle } as const;

/** Eight tools that send. They differ in their operation only. */
export const pushgoTools = {
  pushgo_message_send: sending({
    operation: 'pushgoSendMessage',
    id: 'message_id',
    fields: messageFields,
    check: checkOccurrence,
  }),
  pushgo_event_create: sending({ operation: 'pushgoCreateEvent', id: 'event_id' }),
  pushgo_event_update: sending({ operation: 'pushgoUpdateEvent', id: 'event_id' }),
  pushgo_event_close: sending({ operation: 'pushgoCloseEvent', id: 'event_id' }),
  pushgo_thing_create: sending({ operation: 'pushgoCreateThing', ...thing }),
  pushgo_thing_update: sending({ operation: 'pushgoUpdateThing', ...thing }),
  pushgo_thing_archive: sending({ operation: 'pushgoArchiveThing', ...thing }),
  pushgo_thing_delete: sending({ operation: 'pushgoDeleteThing', ...thing }),
} satisfies ToolBook<'pushgo'>;
