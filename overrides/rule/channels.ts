/** A channel that a person set up, without what opens it: that stays with the server and is filled into a request. */
export interface Channel {
  /** Canonical form. */
  readonly channelId: string;
  readonly name?: string;
  /** Origin of the gateway that it belongs to. */
  readonly gateway: string;
  /** ISO 8601. */
  readonly addedAt?: string;
}

/** What a tool may do about channels. */
export interface Channels {
  /**
   * Those that may be used, oldest first: of the configured gateway, or all where none is configured. Throws a `ToolError` where
   * they cannot be read.
   */
  list(): readonly Channel[];
  /** Those that are kept for other gateways. Nothing is sent there. */
  elsewhere(): readonly Channel[];
  /** One that is not kept, on the configured gateway, for this call. */
  once(channelId: string, password: string): Channel;
  /** Forgets one that is kept, its password included. Throws a `ToolError` where that cannot be written. */
  forget(channel: Channel): Promise<void>;
}
