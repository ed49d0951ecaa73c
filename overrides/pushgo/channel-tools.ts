// The tools about the channels that a person set up here. They send no request.
import * as z from 'zod';
import type { Channel } from '../rule/channels.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import type { DefinedTool, ToolContext } from '../rule/tool-rule.ts';
import { readChannelId } from './channel-id.ts';
import { howToAdd, twoGateways } from './choose-channel.ts';
import { channelId } from './fields.ts';
import { baseUrl } from './settings.ts';

/** A channel in a result. The name comes from the owner of the channel: foreign text. */
export function describeChannel({ channelId, name, gateway, addedAt }: Channel) {
  return {
    channel_id: channelId,
    ...(name !== undefined && { channel_name: name }),
    gateway,
    ...(addedAt !== undefined && { added_at: addedAt }),
  };
}

/** What to say beside the list: that some channels are not used, or how to add the first one. */
function noteOn(usable: number, others: number, service: ServiceInfo): string | undefined {
  if (usable === 0 && others === 0) return `No channel is set up. ${howToAdd(service)}`;
  if (usable === 0)
    return `No channel of ${service.origin} is kept; those of other gateways are not used. ${howToAdd(service)}`;
  return others > 0 ? `Kept for other gateways than ${service.nameOf(baseUrl)}, and not used: ${others}.` : undefined;
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
    async run(_: object, { channels, service }: ToolContext) {
      const usable = channels.list();
      const note = noteOn(usable.length, channels.elsewhere().length, service);
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
    async run({ channel_id }: { channel_id: string }, { channels, service, resourcesChanged }: ToolContext) {
      const id = readChannelId(channel_id);
      const [kept, another] = channels.list().filter((channel) => channel.channelId === id);
      if (another) throw twoGateways(service);
      if (!kept) {
        const isElsewhere = channels.elsewhere().some((channel) => channel.channelId === id);
        const note = `It is kept for another gateway than ${service.nameOf(baseUrl)}, which only a person can change.`;
        return { channel_id: id, removed: false, ...(isElsewhere && { note }) };
      }
      await channels.forget(kept);
      resourcesChanged();
      return { channel_id: id, ...(kept.name !== undefined && { channel_name: kept.name }), removed: true };
    },
  },
} satisfies Record<string, DefinedTool>;
