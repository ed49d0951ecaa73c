import type { Channels } from '../rule/channels.ts';
import type { ResourceBook } from '../rule/resource-rule.ts';
import { readChannelId } from './channel-id.ts';
import { describeChannel } from './channel-tools.ts';

const ALL = 'pushgo://channels';

/** The channels that are kept, for clients that show resources (docs/services/pushgo.md#resources). */
export const pushgoResources: ResourceBook = {
  tool: 'pushgo_channel_list',
  templates: [
    { uriTemplate: `${ALL}/{channel_id}`, name: 'Channel', description: 'A channel that messages can be sent to' },
  ],
  list: (channels) => [
    { uri: ALL, name: 'Channels', description: 'Channels that messages can be sent to' },
    // A channel id on two gateways is one resource
    ...new Map(
      channels.list().map(({ channelId, name = 'Unnamed channel' }) => {
        const uri = `${ALL}/${channelId}`;
        return [uri, { uri, name }];
      }),
    ).values(),
  ],
  read(uri, channels: Channels) {
    if (uri === ALL) return { channels: channels.list().map(describeChannel) };
    const id = uri.startsWith(`${ALL}/`) ? readChannelId(uri.slice(ALL.length + 1)) : undefined;
    const kept = channels.list().filter(({ channelId }) => channelId === id);
    const described = kept.map(describeChannel);
    return described.length > 1 ? { channels: described } : described[0];
  },
};
