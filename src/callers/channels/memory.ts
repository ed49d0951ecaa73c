import { type ChannelStore, findToRemove, isSame, type KeptChannel } from './store.ts';

/** Channels that are gone when the process ends, for the sandbox. */
export function keepInMemory(channels: readonly KeptChannel[]): ChannelStore {
  let current = [...channels];
  return {
    list: () => [...current],
    add: async (channel) => {
      const index = current.findIndex((other) => isSame(other, channel));
      current = index === -1 ? [...current, channel] : current.with(index, channel);
    },
    remove: async (channelId, gateway) => {
      const removed = findToRemove(current, channelId, gateway);
      current = current.filter((channel) => channel !== removed);
      return removed;
    },
  };
}
