// Which tools there are. No other test counts them: they take the list from support/lists.ts.
import { expect, test } from 'vitest';
import { served } from '../generated/served.ts';
import { connect } from './support/connect.ts';
import { namesOf, toolsets } from './support/lists.ts';

const effectsOf = (toolset: string) =>
  Object.fromEntries(served.filter((tool) => tool.toolset === toolset).map(({ name, effect }) => [name, effect]));

test('a client of all services is given these tools, and no others', async () => {
  const server = await connect({
    PUSHGO_BASE_URL: 'https://push.example',
    PUSHARY_API_KEY: 'pk_0123456789.sk_0123456789',
  });
  const { tools } = await server.client.listTools();
  await server.close();
  expect(tools.map(({ name }) => name)).toEqual(namesOf(...toolsets));
  expect(toolsets.map((toolset) => namesOf(toolset).length)).toEqual([7, 10, 20]);
});

test('seven of Password Pusher', () => {
  expect(effectsOf('pwpush')).toMatchInlineSnapshot(`
    {
      "create_push": "create",
      "expire_push": "destroy",
      "get_push_audit": "read",
      "get_version": "read",
      "list_active_pushes": "read",
      "list_expired_pushes": "read",
      "preview_push": "read",
    }
  `);
});

test('ten of PushGo', () => {
  expect(effectsOf('pushgo')).toMatchInlineSnapshot(`
    {
      "pushgo_channel_list": "read",
      "pushgo_channel_unbind": "destroy",
      "pushgo_event_close": "notify",
      "pushgo_event_create": "notify",
      "pushgo_event_update": "notify",
      "pushgo_message_send": "notify",
      "pushgo_thing_archive": "notify",
      "pushgo_thing_create": "notify",
      "pushgo_thing_delete": "notify",
      "pushgo_thing_update": "notify",
    }
  `);
});

test('twenty of Pushary', () => {
  expect(effectsOf('pushary')).toMatchInlineSnapshot(`
    {
      "activate_flow": "update",
      "ask_user": "notify",
      "cancel_question": "destroy",
      "count_subscribers": "read",
      "create_campaign": "create",
      "create_flow": "create",
      "create_template": "create",
      "get_campaign": "read",
      "get_campaign_stats": "read",
      "get_subscriber": "read",
      "list_campaigns": "read",
      "list_flows": "read",
      "list_sessions": "read",
      "list_subscribers": "read",
      "list_templates": "read",
      "pause_campaign": "update",
      "pause_flow": "update",
      "send_campaign": "notify",
      "send_notification": "notify",
      "wait_for_answer": "read",
    }
  `);
});
