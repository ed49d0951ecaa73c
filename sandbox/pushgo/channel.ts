// Channels: made and joined by devices, looked up and renamed by senders (docs/services/pushgo.md#channels).
import type { Answer } from '../http/answer.ts';
import { answerData, refuse } from './answers.ts';
import { readJsonBody, readQuery } from './bodies.ts';
import { readChannelId } from './channel-id.ts';
import { findDevice } from './device.ts';
import type { Fields } from './fields.ts';
import type { Call, Gateway } from './gateway.ts';
import { openChannel, readPassword } from './passwords.ts';
import type { Channel, Device } from './store.ts';
import { trim } from './trim.ts';

const mostSubscribers = 32;
const longestName = 128;

function readName(text: string): string {
  const name = trim(text);
  if (name === '') refuse('channel name must not be empty', 'invalid_channel_name');
  if ([...name].length > longestName) refuse(`channel name too long (max ${longestName})`);
  if (/\p{Cc}/u.test(name)) refuse('channel name contains invalid characters');
  return name;
}

const existsFields = { channel_id: 'text' } as const satisfies Fields;

export function exists(call: Call): Answer {
  const id = readChannelId(readQuery(call, existsFields).channel_id);
  const channel = call.gateway.store.channels.get(id);
  if (channel === undefined) return answerData({ channel_id: id, exists: false });
  return answerData({ channel_id: id, exists: true, channel_name: channel.name });
}

const renameFields = { channel_id: 'text', channel_name: 'text', password: 'text' } as const satisfies Fields;

export function rename(call: Call): Answer {
  const intent = readJsonBody(call, renameFields);
  const id = readChannelId(intent.channel_id);
  const name = readName(intent.channel_name);
  const channel = openChannel(call.gateway.store, id, readPassword(intent.password));
  channel.name = name;
  return answerData({ channel_id: id, channel_name: name });
}

/** Only private transports reach a device on the private route, and the emulator has none. */
function checkReachable({ route }: Device): void {
  if (route.type === 'private') refuse('private channel is disabled', 'private_channel_disabled', 503);
}

interface NewChannel {
  /** One is made unless given. */
  id?: string;
  name: string;
  password: string;
}

export function addChannel({ store, makeChannelId }: Gateway, given: NewChannel): Channel {
  const checked = { name: readName(given.name), password: readPassword(given.password) };
  const id = given.id === undefined ? makeChannelId() : readChannelId(given.id);
  const channel = { id, ...checked, subscribers: new Set<Device>() };
  store.channels.set(id, channel);
  return channel;
}

export function addSubscriber({ subscribers }: Channel, device: Device): void {
  if (subscribers.size >= mostSubscribers && !subscribers.has(device)) {
    refuse('channel subscriber limit exceeded', 'channel_subscriber_limit_exceeded');
  }
  subscribers.add(device);
}

const subscribeFields = {
  device_key: 'text',
  channel_id: 'trimmed',
  channel_name: 'trimmed',
  password: 'text',
} as const satisfies Fields;

export function subscribe(call: Call): Answer {
  const { gateway } = call;
  const intent = readJsonBody(call, subscribeFields);
  const { channel_id: id, channel_name: name } = intent;
  const device = findDevice(gateway.store, intent.device_key);
  if ((id === null) === (name === null)) {
    refuse('must provide either channel_id or channel_name', 'channel_binding_invalid');
  }
  checkReachable(device);
  const channel =
    id === null
      ? addChannel(gateway, { name: name ?? '', password: intent.password })
      : openChannel(gateway.store, readChannelId(id), readPassword(intent.password));
  addSubscriber(channel, device);
  return answerData({ channel_id: channel.id, channel_name: channel.name, created: id === null, subscribed: true });
}

const unsubscribeFields = { device_key: 'text', channel_id: 'text' } as const satisfies Fields;

export function unsubscribe(call: Call): Answer {
  const { store } = call.gateway;
  const intent = readJsonBody(call, unsubscribeFields);
  const device = findDevice(store, intent.device_key);
  const id = readChannelId(intent.channel_id);
  const wasSubscribed = store.channels.get(id)?.subscribers.delete(device) ?? false;
  return answerData({ channel_id: id, removed: wasSubscribed || device.route.type === 'private' });
}
