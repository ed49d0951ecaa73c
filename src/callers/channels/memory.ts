import { isSame } from './format.ts';
import { type ChannelStore, type KeptChannel, rejectAmbiguous } from './store.ts';

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
      const found = kept.filter(
        (channel) => channel.channelId === channelId && (gateway === undefined || channel.gateway === gateway),
      );
      const [only, another] = found;
      if (only && another) rejectAmbiguous(only.channelId);
      kept = kept.filter((channel) => channel !== only);
      return only;
    },
  };
}
