import type { Channel, Channels } from '../../../overrides/rule/channels.ts';
import { ToolError } from '../../../overrides/rule/failure.ts';
import { OwnFileError } from '../../policy/own-file.ts';
import { Secret } from '../../policy/secret.ts';
import type { Credentials } from '../../upstream/sender.ts';
import type { ChannelStore, KeptChannel } from './store.ts';

/** Where a request goes, and the credentials that it may carry there. */
export interface Destination extends Credentials {
  readonly origin: string;
  readonly password?: Secret;
}

/** Channels as tools see them and, for the server alone, the secrets of each. */
export interface ChannelKeys extends Channels {
  /** Where requests for a channel go. Throws for a channel that no method of this object returned. */
  open(channel: Channel): Destination;
  /** Every secret of the channels that are kept; none where they cannot be read. */
  secrets(): readonly Secret[];
}

/**
 * @param store absent: the service has no channels
 * @param configured the configured gateway and its token, which is sent to no other gateway
 */
export function createChannelKeys(store: ChannelStore | undefined, configured: Destination): ChannelKeys {
  const destinations = new WeakMap<Channel, Destination>();

  function show({ channelId, name, gateway, addedAt, password, gatewayToken }: KeptChannel): Channel {
    // A token in the settings is newer than one that was kept
    const token = (gateway === configured.origin ? configured.token : undefined) ?? gatewayToken;
    const channel = { channelId, gateway, addedAt, ...(name !== undefined && { name }) };
    destinations.set(channel, { origin: gateway, password, ...(token && { token }) });
    return channel;
  }

  const refuse = (error: unknown): never => {
    throw error instanceof OwnFileError ? new ToolError('CHANNELS_FILE', error.about('channels file')) : error;
  };

  function list(usable: boolean): Channel[] {
    try {
      const channels = store?.list() ?? [];
      return channels.filter((channel) => isUsable(channel) === usable).map(show);
    } catch (error) {
      return refuse(error);
    }
  }

  const isUsable = ({ gateway }: KeptChannel) => configured.origin === '' || gateway === configured.origin;

  return {
    list: () => list(true),
    elsewhere: () => list(false),
    once(channelId, password) {
      const channel = { channelId, gateway: configured.origin };
      destinations.set(channel, { ...configured, password: new Secret(password) });
      return channel;
    },
    async forget({ channelId, gateway }) {
      await store?.remove(channelId, gateway).catch(refuse);
    },
    open(channel) {
      const destination = destinations.get(channel);
      if (!destination) throw new TypeError('This channel was not given out here.');
      return destination;
    },
    secrets() {
      try {
        return (store?.list() ?? []).flatMap(({ password, gatewayToken }) => [password, gatewayToken ?? []].flat());
      } catch {
        return [];
      }
    },
  };
}
