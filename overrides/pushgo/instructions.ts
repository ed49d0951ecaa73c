import type { Channels } from '../rule/channels.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import { howToAdd } from './choose-channel.ts';
import { legacyPasswords } from './settings.ts';

/** What a model should know before its first call: where messages go, and whether there is a channel. */
export function pushgoInstructions(service: ServiceInfo, channels: Channels): string {
  const { origin } = service;
  const gateway = origin === '' ? 'PushGo' : `PushGo at ${origin}`;
  const legacy = service.get(legacyPasswords) ? ' A call may hold channel_id and password.' : '';
  return (
    `${gateway}: messages, events and things, sent to the devices of a channel. An event lasts until it is closed; keep its event_id. ` +
    `The gateway stores nothing that could be read back, and takes any event_id and thing_id. Times are ISO 8601 with a time zone, or Unix seconds or milliseconds.${legacy}${channelState(service, channels)}`
  );
}

function channelState(service: ServiceInfo, channels: Channels): string {
  let count: number;
  try {
    count = channels.list().length;
  } catch {
    return ' The channels that are kept cannot be read; pushgo_channel_list says why.';
  }
  if (count === 0) return ` No channel is set up yet. ${howToAdd(service)}`;
  return count === 1 ? ' One channel is set up: channel_id may be left out.' : ` ${count} channels are set up.`;
}
