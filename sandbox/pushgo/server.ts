// Starts the double: a gateway in memory behind an HTTP server on loopback.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answers.ts';
import { largestBody } from './bodies.ts';
import { addChannel, addSubscriber } from './channel.ts';
import { makeChannelId } from './channel-id.ts';
import { addDevice } from './device.ts';
import type { Gateway } from './gateway.ts';
import { createIdempotency } from './idempotency.ts';
import { peekItems, pullItems } from './pull.ts';
import { createRespond, type Incoming } from './respond.ts';
import { createStore, type DeliveredItem, type Device } from './store.ts';

export interface PushgoSandboxOptions {
  /** A free port unless said. */
  port?: number;
  /** The gateway token that every request has to bring; none unless said. */
  token?: string;
  /** The public base URL in payloads; the origin unless said, null for none. */
  baseUrl?: string | null;
  /** Channels that are there from the start beside the ready one. The device is subscribed to them too. */
  channels?: readonly { id?: string; name: string; password: string }[];
  now?: () => Date;
  /** Gives the id of each channel to come, for tests that have to know it. */
  makeChannelId?: () => string;
  /** Called before the answer. A body larger than the service takes is empty here. */
  onRequest?: (request: { method: string; path: string; headers: Record<string, string>; body: string }) => void;
}

export interface PushgoSandbox {
  origin: string;
  /** A ready channel, to which the device is subscribed. */
  channel: { id: string; name: string; password: string };
  /** An Android device on FCM. */
  device: { key: string };
  /** What a pull by the device would give. It is gone afterwards. */
  pull(): DeliveredItem[];
  /** The same, and nothing is gone. */
  peek(): readonly DeliveredItem[];
  /** Operations under this `op_id` count as being processed elsewhere until the returned function is called. */
  hold(opId: string): () => void;
  close(): Promise<void>;
}

function createGateway(options: PushgoSandboxOptions, origin: string, device: Device): Gateway {
  const { token, baseUrl = origin } = options;
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

/** Reads to the end, so that the sender is ready for an answer, and keeps no more than the service takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? null : Buffer.concat(chunks);
}

async function readIncoming(request: IncomingMessage): Promise<Incoming> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? '',
    url: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: await readBody(request),
  };
}

function writeAnswer(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Starts the double of PushGo Gateway 1.2.9 on 127.0.0.1.
 * Throws what listening throws, and for a channel of the options that the service would not take.
 */
export async function startPushgoSandbox(options: PushgoSandboxOptions = {}): Promise<PushgoSandbox> {
  // Loaded here and not above: the program's usual start serves no HTTP.
  const { createServer } = await import('node:http');
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      server.closeAllConnections();
    });

  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const device = makeOwnDevice();
  const gateway = createGateway(options, origin, device);
  const password = randomBytes(18).toString('base64url');
  const channel = addChannel(gateway, { id: makeChannelId(), name: 'Sandbox', password });
  addSubscriber(channel, device);
  try {
    for (const given of options.channels ?? []) addSubscriber(addChannel(gateway, given), device);
  } catch (error) {
    await close();
    throw error;
  }

  const respond = createRespond(gateway);
  server.on('request', (request, response) => {
    readIncoming(request)
      .then((incoming) => {
        const { method, url: path, headers, body } = incoming;
        options.onRequest?.({ method, path, headers: { ...headers }, body: body?.toString('utf8') ?? '' });
        writeAnswer(request, response, respond(incoming));
      })
      .catch(() => response.destroy());
  });
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
