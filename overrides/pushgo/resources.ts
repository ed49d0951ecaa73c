import type { Channel, Channels } from '../rule/channels.ts';
import type { ResourceBook } from '../rule/resource-rule.ts';
import { readChannelId } from './channel-id.ts';
import { describeChannel } from './channel-tools.ts';

const ALL = 'pushgo://channels';

/** The channels that are kept, for clients that show resources (docs/services/pushgo.md#resources). */
export const pushgoResources: ResourceBook = {
  tool: 'pushgo_channel_list',
  templates: [
    {
      uriTemplate: `${ALL}/{channel_id}`,
      name: 'Channel',
      description: 'A channel that messages can be sent to',
    },
  ],
  list: (channels) => [
    { uri: ALL, name: 'Channels', description: 'Channels that messages can be sent to' },
    ...unique(channels.list()).map(({ channelId, name }) => ({
      uri: `${ALL}/${channelId}`,
      name: name ?? 'Unnamed channel',
    })),
  ],
  read(uri, channels: Channels) {
    if (uri === ALL) return { channels: channels.list().map(describeChannel) };
    const id = uri.startsWith(`${ALL}/`) ? readChannelId(uri.slice(ALL.length + 1)) : undefined;
    const [found, ...others] = channels.list().filter(({ channelId }) => channelId === id);
    // One id on two gateways is one address
    return others.length > 0
      ? { channels: [found, ...others].flatMap((one) => (one ? describeChannel(one) : [])) }
      : found && describeChannel(found);
  },
};

function unique(channels: readonly Channel[]): Channel[] {
  return [...new Map(channels.map((channel) => [channel.channelId, channel])).values()];
}
