// Starts the emulator: a gateway in memory behind an HTTP server on loopback.
import { randomBytes } from 'node:crypto';
import { type SeenRequest, serve } from '../http/serve.ts';
import { largestBody } from './bodies.ts';
import { addChannel, addSubscriber } from './channel.ts';
import { makeChannelId } from './channel-id.ts';
import { addDevice } from './device.ts';
import type { Gateway } from './gateway.ts';
import { createIdempotency } from './idempotency.ts';
import { peekItems, pullItems } from './pull.ts';
import { createRespond, failure } from './respond.ts';
import { createStore, type DeliveredItem, type Device } from './store.ts';

export interface PushgoSandboxOptions {
  /** A free port unless given. */
  port?: number;
  /** The gateway token that every request has to bring; none unless given. */
  token?: string;
  /** The public base URL in payloads; the origin unless given, null for none. */
  baseUrl?: string | null;
  /** Channels that are there from the start beside the ready one. The device is subscribed to them too. */
  channels?: readonly { id?: string; name: string; password: string }[];
  now?: () => Date;
  /** Gives the id of each channel to come, for tests that have to know it. */
  makeChannelId?: () => string;
  onRequest?: (request: SeenRequest) => void;
}

export interface PushgoSandbox {
  origin: string;
  /** A ready channel, to which the device is subscribed. */
  channel: { id: string; name: string; password: string };
  /** An Android device on FCM. */
  device: { key: string };
  /** The items that a pull by the device would give. They are removed. */
  pull(): DeliveredItem[];
  /** The same items; nothing is removed. */
  peek(): readonly DeliveredItem[];
  /** Operations under this `op_id` count as being processed elsewhere until the returned function is called. */
  hold(opId: string): () => void;
  close(): Promise<void>;
}

function createGateway({ token, baseUrl = null, ...options }: PushgoSandboxOptions, device: Device): Gateway {
  const store = createStore();
  store.devices.set(device.key, device);
  return {
    store,
    idempotency: createIdempotency(),
    token: token?.trim() || null,
    baseUrl: baseUrl === null ? null : baseUrl.replace(/\/+$/, ''),
    ownDeviceKey: device.key,
    now: options.now ?? (() => new Date()),
    makeChannelId: options.makeChannelId ?? makeChannelId,
  };
}

function makeOwnDevice(): Device {
  const device = addDevice(createStore(), 'android');
  device.route = { type: 'fcm', token: `sandbox-${randomBytes(16).toString('hex')}` };
  return device;
}

/**
 * Starts the emulator of PushGo Gateway 1.2.9 on 127.0.0.1.
 * Throws what listening throws, and for a channel of the options that the service would not take.
 */
export async function startPushgoSandbox(options: PushgoSandboxOptions = {}): Promise<PushgoSandbox> {
  const device = makeOwnDevice();
  const gateway = createGateway(options, device);
  const password = randomBytes(18).toString('base64url');
  const channel = addChannel(gateway, { id: makeChannelId(), name: 'Sandbox', password });
  addSubscriber(channel, device);
  for (const given of options.channels ?? []) addSubscriber(addChannel(gateway, given), device);

  const { port, onRequest } = options;
  const { origin, close } = await serve({ port, largestBody, failure, onRequest }, createRespond(gateway));
  if (options.baseUrl === undefined) gateway.baseUrl = origin;
  return {
    origin,
    channel: { id: channel.id, name: channel.name, password: channel.password },
    device: { key: device.key },
    pull: () => pullItems(gateway, device),
    peek: () => peekItems(gateway, device),
    hold: (opId) => gateway.idempotency.hold(opId),
    close,
  };
}
