import { all, type OperationOf, type RuleBook } from '../rule/operation-rule.ts';

export type PushgoOperation = OperationOf<'pushgo'>;

// Arguments are listed in the order of the rules: what a call is about comes first
/** Arguments of every sending route. The server fills in the password: only in legacy mode may a call hold it. */
const common = {
  ...all('plain', 'tags images metadata op_id channel_id'),
  // Encrypted with a key that the devices have and no model can know
  ciphertext: 'unlisted',
  password: { onlyWith: 'legacyPasswords' },
} as const;

const event = all('plain', 'title status message severity event_time description thing_id attrs');

const thing = all(
  'plain',
  'observed_at title description attrs external_ids location_type location_value primary_image',
);

const sent = all('show', 'channel_id op_id accepted');
const sentEvent = { success: 'show', data: { ...sent, event_id: 'show', thing_id: 'show' } } as const;
const sentThing = { success: 'show', data: { ...sent, thing_id: 'show' } } as const;

/** Every decision about the operations of the PushGo Gateway (docs/services/pushgo.md#sending). */
export const pushgoRules = {
  pushgoChannelExists: {
    input: { channel_id: 'plain' },
    output: { success: 'drop', data: { channel_id: 'drop', exists: 'drop', channel_name: 'show' } },
  },
  pushgoSendMessage: {
    input: { ...all('plain', 'title body severity url ttl thing_id occurred_at'), ...common },
    output: { success: 'show', data: { ...sent, message_id: 'show', thing_id: 'show' } },
  },
  pushgoCreateEvent: { input: { ...event, started_at: 'plain', ...common }, output: sentEvent },
  pushgoUpdateEvent: { input: { event_id: 'plain', ...event, ...common }, output: sentEvent },
  pushgoCloseEvent: { input: { event_id: 'plain', ...event, ended_at: 'plain', ...common }, output: sentEvent },
  pushgoCreateThing: { input: { ...thing, created_at: 'plain', ...common }, output: sentThing },
  pushgoUpdateThing: { input: { thing_id: 'plain', ...thing, ...common }, output: sentThing },
  pushgoArchiveThing: { input: { thing_id: 'plain', ...thing, ...common }, output: sentThing },
  // The thing is gone from the devices, and nothing brings it back
  pushgoDeleteThing: {
    input: { thing_id: 'plain', ...thing, deleted_at: 'plain', ...common },
    output: sentThing,
    destructive: true,
  },
} as const satisfies RuleBook<'pushgo'>;
