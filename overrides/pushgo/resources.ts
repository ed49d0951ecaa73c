import type { ResourceBook } from '../rule/resource-rule.ts';
import { readChannelId } from './channel-id.ts';
import { nameChannels } from './channel-names.ts';
import { describeChannel } from './channel-tools.ts';

const ALL = 'pushgo://channels';

/** The channels that are kept, for clients that show resources (docs/services/pushgo.md#resources). */
export const pushgoResources: ResourceBook = {
  tool: 'pushgo_channel_list',
  templates: [
    { uriTemplate: `${ALL}/{channel_id}`, name: 'Channel', description: 'A channel that messages can be sent to' },
  ],
  async list(ctx) {
    const channels = await nameChannels(ctx.channels.list(), ctx);
    return [
      { uri: ALL, name: 'Channels', description: 'Channels that messages can be sent to' },
      // A channel id on two gateways is one resource
      ...new Map(
        channels.map(({ channel: { channelId }, name = 'Unnamed channel' }) => {
          const uri = `${ALL}/${channelId}`;
          return [uri, { uri, name }];
        }),
      ).values(),
    ];
  },
  async read(uri, ctx) {
    const id = uri.startsWith(`${ALL}/`) ? readChannelId(uri.slice(ALL.length + 1)) : undefined;
    if (uri !== ALL && id === undefined) return undefined;
    const meant = ctx.channels.list().filter(({ channelId }) => uri === ALL || channelId === id);
    const described = (await nameChannels(meant, ctx)).map(describeChannel);
    return uri === ALL || described.length > 1 ? { channels: described } : described[0];
  },
};
