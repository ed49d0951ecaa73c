// Sends a message, an event from its beginning to its end, and a thing, and looks at what arrives on a device.
import { addressIn } from './addresses.ts';
import type { Assistant } from './assistant.ts';
import { openPage } from './recipient.ts';
import { call, check, say } from './transcript.ts';

async function send(assistant: Assistant, tool: string, shown: string, args: Record<string, unknown>) {
  call(tool, shown);
  const sent = await assistant.call(tool, args);
  const [[name, id] = ['', '']] = Object.entries(sent);
  say(`    → ${name} ${String(id).slice(0, 8)}…, accepted: ${sent.accepted}`);
  return sent;
}

/** A message, an event from creation to closing and a thing, each seen on the device. */
export async function sendMessages(assistant: Assistant): Promise<void> {
  say('\nPushGo');
  const device = addressIn(assistant, 'sandbox/device');
  const arrived = async (...texts: string[]) => {
    const { html } = await openPage(device);
    return texts.every((text) => html.includes(text));
  };

  call('pushgo_channel_list');
  const { channels } = (await assistant.call('pushgo_channel_list')) as { channels: { channel_name: string }[] };
  check(channels.length === 1, `one channel is set up: “${channels[0]?.channel_name}”; its password is not told`);

  await send(assistant, 'pushgo_message_send', '{title, body, severity: "high", ttl: "2h"}', {
    title: 'Build 4711 failed',
    body: '3 of 912 tests.',
    severity: 'high',
    ttl: '2h',
  });
  check(await arrived('Build 4711 failed', '3 of 912 tests.'), 'it is on the device');

  const times = ['2026-11-21T14:30:00Z', '2026-11-21T14:40:00Z', '2026-11-21T14:50:00Z'] as const;
  const { event_id } = await send(
    assistant,
    'pushgo_event_create',
    '{title, status: "open", message, severity, event_time}',
    {
      title: 'Disk almost full',
      status: 'open',
      message: '/var is at 97 %',
      severity: 'critical',
      event_time: times[0],
    },
  );
  await send(assistant, 'pushgo_event_update', '{event_id, status: "cleaning", …}', {
    event_id,
    status: 'cleaning',
    message: 'Old logs are being removed',
    severity: 'normal',
    event_time: times[1],
  });
  check(
    await arrived('Disk almost full', 'Old logs are being removed', 'Ongoing'),
    'the event is on the device, and goes on',
  );
  await send(assistant, 'pushgo_event_close', '{event_id, status: "solved", …}', {
    event_id,
    status: 'solved',
    message: '/var is at 41 %',
    severity: 'low',
    event_time: times[2],
  });
  check(await arrived('/var is at 41 %', 'Closed'), 'and is closed');

  await send(assistant, 'pushgo_thing_create', '{title, attrs, location_type: "datacenter", …}', {
    title: 'Rack 7',
    observed_at: times[0],
    attrs: { temperature: 21.5 },
    location_type: 'datacenter',
    location_value: 'fra1:a:7',
  });
  check(await arrived('Rack 7', 'fra1:a:7'), 'the thing is on the device, with its place');
}
