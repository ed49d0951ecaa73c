// The tools about the channels that a person set up here.
import * as z from 'zod';
import type { Channel } from '../rule/channels.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import type { DefinedTool, ToolContext } from '../rule/tool-rule.ts';
import { readChannelId } from './channel-id.ts';
import { knownName, type NamedChannel, nameChannels } from './channel-names.ts';
import { findChannel, findElsewhere, gatewaysOf, howToAdd, noChannel } from './choose-channel.ts';
import { channelId } from './fields.ts';
import { baseUrl } from './settings.ts';

/** A channel in a result. The name comes from the owner of the channel: foreign text. */
export function describeChannel({ channel: { channelId, gateway, addedAt }, name }: NamedChannel) {
  return {
    channel_id: channelId,
    ...(name !== undefined && { channel_name: name }),
    gateway,
    ...(addedAt !== undefined && { added_at: addedAt }),
  };
}

/** What to say beside the list: that some channels are not used, or how to add the first one. */
function noteOn(usable: number, others: readonly Channel[], service: ServiceInfo): string | undefined {
  if (usable === 0 && others.length === 0) return `No channel is set up. ${howToAdd(service)}`;
  if (usable === 0)
    return `No channel of ${service.origin} is kept; those of ${gatewaysOf(others)} are not used. ${howToAdd(service)}`;
  return others.length > 0
    ? `Kept for other gateways than ${service.nameOf(baseUrl)} (${gatewaysOf(others)}), and not used: ${others.length}.`
    : undefined;
}

export const channelTools = {
  pushgo_channel_list: {
    definition: {
      title: 'List channels',
      description: 'List the channels that messages can be sent to. Passwords are not told.',
      effect: 'read',
    },
    input: () => z.strictObject({}),
    output: () =>
      z.object({
        channels: z.array(
          z.object({
            channel_id: z.string(),
            channel_name: z.string().optional(),
            gateway: z.string(),
            added_at: z.string().optional(),
          }),
        ),
        note: z.string().optional(),
      }),
    async run(_: object, ctx: ToolContext) {
      const { channels, service } = ctx;
      const usable = await nameChannels(channels.list(), ctx);
      const note = noteOn(usable.length, channels.elsewhere(), service);
      return { channels: usable.map(describeChannel), ...(note !== undefined && { note }) };
    },
  },
  pushgo_channel_unbind: {
    definition: {
      title: 'Forget a channel',
      description:
        'Forget a channel and its password here. Its devices stay subscribed. Only a person can add it again.',
      effect: 'destroy',
    },
    input: () => z.strictObject({ channel_id: channelId() }),
    output: () =>
      z.object({
        channel_id: z.string(),
        channel_name: z.string().optional(),
        removed: z.boolean(),
        note: z.string().optional(),
      }),
    async run({ channel_id }: { channel_id: string }, ctx: ToolContext) {
      const { channels, service, resourcesChanged } = ctx;
      const kept = await findChannel(channel_id, ctx);
      if (!kept) {
        const elsewhere = findElsewhere(channel_id, ctx);
        const id = elsewhere[0]?.channelId ?? readChannelId(channel_id);
        if (id === undefined) throw noChannel(channel_id, ctx);
        const note = `It is kept for ${gatewaysOf(elsewhere)} and not for ${service.nameOf(baseUrl)}, which only a person can change.`;
        return { channel_id: id, removed: false, ...(elsewhere.length > 0 && { note }) };
      }
      const name = await knownName(kept, ctx);
      await channels.forget(kept);
      resourcesChanged();
      return { channel_id: kept.channelId, ...(name !== undefined && { channel_name: name }), removed: true };
    },
  },
} satisfies Record<string, DefinedTool>;
