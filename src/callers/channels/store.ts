import { OwnFileError } from '../../policy/own-file.ts';
import type { Secret } from '../../policy/secret.ts';

/** Each gateway has channels of its own, so an id alone does not say which channel is meant. */
export interface ChannelAddress {
  /** In the one spelling that the service itself uses. */
  readonly channelId: string;
  /** Origin of the gateway that the password belongs to. The password is sent to no other one. */
  readonly gateway: string;
}

/** A channel that a person added, with the secrets that open it. */
export interface KeptChannel extends ChannelAddress {
  /** The name that the gateway gave when the channel was added: foreign text, cleaned. */
  readonly name?: string;
  readonly password: Secret;
  /** Only where a person typed one for this channel; a token from the settings is not kept. */
  readonly gatewayToken?: Secret;
  /** ISO 8601. */
  readonly addedAt: string;
}

export interface ChannelStore {
  /**
   * All kept channels, oldest first. Throws an `OwnFileError` with one sentence (what, where, what to do), never with a value
   * of the file.
   */
  list(): readonly KeptChannel[];
  /** Replaces the one with the same id and gateway, in its place. */
  add(channel: KeptChannel): Promise<void>;
  /**
   * Returns the channel that was removed, or undefined where there is none. `channelId` in its canonical form. Throws an
   * `OwnFileError` where no gateway is given and the id is kept for several.
   */
  remove(channelId: string, gateway?: string): Promise<KeptChannel | undefined>;
}

export function isSame(channel: ChannelAddress, other: ChannelAddress): boolean {
  return channel.channelId === other.channelId && channel.gateway === other.gateway;
}

/** The channel that `remove` means. */
export function findToRemove(channels: readonly KeptChannel[], channelId: string, gateway?: string) {
  const [match, another] = channels.filter(
    (channel) => channel.channelId === channelId && (gateway === undefined || channel.gateway === gateway),
  );
  if (another) throw new OwnFileError(channelId, 'is kept for more than one gateway: say which one is meant.');
  return match;
}
