import * as z from 'zod';
import type { Channel } from '../rule/channels.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import type { DefinedTool, ToolContext } from '../rule/tool-rule.ts';
import { readChannelId } from './channel-id.ts';
import { howToAdd, twoGateways } from './choose-channel.ts';
import { channelId } from './fields.ts';
import { baseUrl } from './settings.ts';

/** A channel as a result tells it. Its name is what its owner called it: foreign text. */
export function describeChannel({ channelId, name, gateway, addedAt }: Channel) {
  return {
    channel_id: channelId,
    ...(name !== undefined && { channel_name: name }),
    gateway,
    ...(addedAt !== undefined && { added_at: addedAt }),
  };
}

function noneOf(others: number, service: ServiceInfo): string {
  const none =
    others > 0
      ? `No channel of ${service.origin} is kept; those of other gateways are not used.`
      : 'No channel is set up.';
  return `${none} ${howToAdd(service)}`;
}

const elsewhere = (service: ServiceInfo) =>
  `It is kept for another gateway than ${service.nameOf(baseUrl)}, which only a person can change.`;

/** Tools about the channels that are kept. They ask no service. */
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
      const others = channels.elsewhere().length;
      const notes = [
        ...(others > 0 && usable.length > 0
          ? [`Kept for other gateways than ${service.nameOf(baseUrl)}, and not used: ${others}.`]
          : []),
        ...(usable.length === 0 ? [noneOf(others, service)] : []),
      ];
      return { channels: usable.map(describeChannel), ...(notes.length > 0 && { note: notes.join(' ') }) };
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
        return { channel_id: id, removed: false, ...(isElsewhere && { note: elsewhere(service) }) };
      }
      await channels.forget(kept);
      resourcesChanged();
      return { channel_id: id, ...(kept.name !== undefined && { channel_name: kept.name }), removed: true };
    },
  },
} satisfies Record<string, DefinedTool>;
