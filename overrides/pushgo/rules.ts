import type { RuleBook } from '../rule/operation-rule.ts';

// In the order in which arguments are listed: what a call is about comes first
/** What every sending route takes. The password is filled in by the server: a tool never holds it. */
const common = {
  tags: 'plain',
  images: 'plain',
  metadata: 'plain',
  ciphertext: 'plain',
  op_id: 'plain',
  channel_id: 'plain',
  password: 'credential',
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

const severities = { critical: 'critical', high: 'high', normal: 'normal', low: 'low' } as const;
const places = {
  physical: 'a place in words',
  geo: 'latitude,longitude',
  cloud: 'provider:region[:zone]',
  datacenter: 'site[:room[:rack]]',
  logical: 'a/b/c',
} as const;

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
    labels: { 'input.severity': severities },
  },
  pushgoCreateEvent: {
    input: { ...event, started_at: 'plain', ...common },
    output: sentEvent,
    labels: { 'input.severity': severities },
  },
  pushgoUpdateEvent: {
    input: { event_id: 'plain', ...event, ...common },
    output: sentEvent,
    labels: { 'input.severity': severities },
  },
  pushgoCloseEvent: {
    input: { event_id: 'plain', ...event, ended_at: 'plain', ...common },
    output: sentEvent,
    labels: { 'input.severity': severities },
  },
  pushgoCreateThing: {
    input: { ...thing, created_at: 'plain', ...common },
    output: sentThing,
    labels: { 'input.location_type': places },
  },
  pushgoUpdateThing: {
    input: { thing_id: 'plain', ...thing, ...common },
    output: sentThing,
    labels: { 'input.location_type': places },
  },
  pushgoArchiveThing: {
    input: { thing_id: 'plain', ...thing, ...common },
    output: sentThing,
    labels: { 'input.location_type': places },
  },
  // It is gone from the devices, and nothing brings it back
  pushgoDeleteThing: {
    input: { thing_id: 'plain', ...thing, deleted_at: 'plain', ...common },
    output: sentThing,
    destructive: true,
    labels: { 'input.location_type': places },
  },
} as const satisfies RuleBook<'pushgo'>;
