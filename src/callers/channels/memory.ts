import { type ChannelStore, findToRemove, isSame, type KeptChannel } from './store.ts';

/** Channels that are gone when the process ends, for the sandbox. */
export function keepInMemory(channels: readonly KeptChannel[]): ChannelStore {
  let kept = [...channels];
  return {
    list: () => [...kept],
    add: async (channel) => {
      const place = kept.findIndex((other) => isSame(other, channel));
      kept = place === -1 ? [...kept, channel] : kept.with(place, channel);
    },
    remove: async (channelId, gateway) => {
      const removed = findToRemove(kept, channelId, gateway);
      kept = kept.filter((channel) => channel !== removed);
      return removed;
    },
  };
}
