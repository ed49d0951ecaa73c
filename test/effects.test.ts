// What each tool does to the world, written down by hand: an effect decides whether a client asks first, whether a call is
// repeated, audited, and left in read-only mode. A specification that says another one, and a tool that is new, stop here.
import { expect, test } from 'vitest';
import { served } from '../generated/served.ts';

const expected: Readonly<Record<string, readonly string[]>> = {
  read: [
    ...['preview_push', 'get_push_audit', 'list_active_pushes', 'list_expired_pushes', 'get_version'],
    'pushgo_channel_list',
    ...['wait_for_answer', 'list_sessions', 'list_subscribers', 'get_subscriber', 'count_subscribers'],
    ...['list_campaigns', 'get_campaign', 'get_campaign_stats', 'list_templates', 'list_flows'],
  ],
  create: ['create_push', 'create_campaign', 'create_template', 'create_flow'],
  update: ['pause_campaign', 'activate_flow', 'pause_flow'],
  notify: [
    ...['pushgo_message_send', 'pushgo_event_create', 'pushgo_event_update', 'pushgo_event_close'],
    ...['pushgo_thing_create', 'pushgo_thing_update', 'pushgo_thing_archive', 'pushgo_thing_delete'],
    ...['ask_user', 'send_notification', 'send_campaign'],
  ],
  destroy: ['expire_push', 'pushgo_channel_unbind', 'cancel_question'],
};

test('every tool has the effect that a person expects of it, and is announced as that', () => {
  const effects = Object.entries(expected).flatMap(([effect, tools]) => tools.map((tool) => [tool, effect] as const));
  expect(Object.fromEntries(served.map(({ name, effect }) => [name, effect]))).toEqual(Object.fromEntries(effects));
  for (const { name, annotations } of served)
    expect(annotations.readOnlyHint, name).toBe(expected.read?.includes(name) === true);
});
