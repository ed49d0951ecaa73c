import { OwnFileError } from '../../policy/own-file.ts';
import type { Secret } from '../../policy/secret.ts';

/** A channel a person added, with what the server needs to use it. */
export interface KeptChannel {
  /** In the one spelling that the service itself uses. */
  readonly channelId: string;
  /** As the gateway told it when the channel was added: foreign text, cleaned. */
  readonly name?: string;
  /** Origin of the gateway that the password belongs to. It goes nowhere else. */
  readonly gateway: string;
  readonly password: Secret;
  /** Only where a person gave one for this channel; one that is configured is not kept. */
  readonly gatewayToken?: Secret;
  /** ISO 8601. */
  readonly addedAt: string;
}

export interface ChannelStore {
  /**
   * All kept channels, in the order in which they were added. Throws a `OwnFileError` with one sentence (what, where,
   * what to do), never with a value of the file.
   */
  list(): readonly KeptChannel[];
  /** Replaces the one with the same id and gateway, in its place. */
  add(channel: KeptChannel): Promise<void>;
  /**
   * Gives what was removed, nothing where there is none. `channelId` in its canonical form. Without a gateway the id has to be
   * kept for one gateway only.
   */
  remove(channelId: string, gateway?: string): Promise<KeptChannel | undefined>;
}

/** What is told of a removal that would be a guess. */
export function rejectAmbiguous(channelId: string): never {
  throw new OwnFileError(`${channelId} is kept for more than one gateway: say which one is meant.`);
}
