import type { OperationOf, RuleBook } from '../rule/operation-rule.ts';

export type PushgoOperation = OperationOf<'pushgo'>;

// In the order in which arguments are listed: what a call is about comes first
/** What every sending route takes. The password is filled in by the server: only in legacy mode may a call hold it. */
const common = {
  tags: 'plain',
  images: 'plain',
  metadata: 'plain',
  ciphertext: 'plain',
  op_id: 'plain',
  channel_id: 'plain',
  password: { onlyWith: 'legacyPasswords' },
  'Accept-Language': 'hidden',
} as const;

const event = {
  title: 'plain',
  status: 'plain',
  message: 'plain',
  severity: 'plain',
  event_time: 'plain',
  description: 'plain',
  thing_id: 'plain',
  attrs: 'plain',
} as const;

const thing = {
  observed_at: 'plain',
  title: 'plain',
  description: 'plain',
  attrs: 'plain',
  external_ids: 'plain',
  location_type: 'plain',
  location_value: 'plain',
  primary_image: 'plain',
} as const;

const sent = { channel_id: 'show', op_id: 'show', accepted: 'show' } as const;
const sentEvent = { success: 'show', data: { ...sent, event_id: 'show', thing_id: 'show' } } as const;
const sentThing = { success: 'show', data: { ...sent, thing_id: 'show' } } as const;

/** Every decision about the operations of the PushGo Gateway (contract 1.7). */
export const pushgoRules = {
  pushgoSendMessage: {
    input: {
      title: 'plain',
      body: 'plain',
      severity: 'plain',
      url: 'plain',
      ttl: 'plain',
      thing_id: 'plain',
      occurred_at: 'plain',
      ...common,
    },
    output: { success: 'show', data: { ...sent, message_id: 'show', thing_id: 'show' } },
  },
  pushgoCreateEvent: {
    input: { ...event, started_at: 'plain', ...common },
    output: sentEvent,
  },
  pushgoUpdateEvent: {
    input: { event_id: 'plain', ...event, ...common },
    output: sentEvent,
  },
  pushgoCloseEvent: {
    input: { event_id: 'plain', ...event, ended_at: 'plain', ...common },
    output: sentEvent,
  },
  pushgoCreateThing: {
    input: { ...thing, created_at: 'plain', ...common },
    output: sentThing,
  },
  pushgoUpdateThing: {
    input: { thing_id: 'plain', ...thing, ...common },
    output: sentThing,
  },
  pushgoArchiveThing: {
    input: { thing_id: 'plain', ...thing, ...common },
    output: sentThing,
  },
  // It is gone from the devices, and nothing brings it back
  pushgoDeleteThing: {
    input: { thing_id: 'plain', ...thing, deleted_at: 'plain', ...common },
    output: sentThing,
    destructive: true,
  },
} as const satisfies RuleBook<'pushgo'>;
