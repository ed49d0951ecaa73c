// Channels, devices and the items that wait for each device, in memory.

export type Platform = 'ios' | 'ipados' | 'macos' | 'watchos' | 'android' | 'windows';
export type RouteType = 'apns' | 'fcm' | 'wns' | 'private';

/** An item as a device gets it by a pull. All values are text; lists and objects are JSON texts. */
export interface DeliveredItem {
  delivery_id: string;
  payload: Record<string, string>;
}

export interface Waiting {
  item: DeliveredItem;
  /** Milliseconds. */
  expiresAt: bigint;
}

export interface Device {
  readonly key: string;
  readonly platform: Platform;
  route: { type: RouteType; token: string | null };
  /** Oldest first. */
  waiting: Waiting[];
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly password: string;
  readonly subscribers: Set<Device>;
}

export interface Store {
  readonly channels: Map<string, Channel>;
  readonly devices: Map<string, Device>;
}

export function createStore(): Store {
  return { channels: new Map(), devices: new Map() };
}
