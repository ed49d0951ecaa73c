// Requests that were made beside the recorded ones, before or after the exchange they are named by.
import type { Replayed } from './gateway.ts';
import { recording } from './recordings.ts';

type Happen = (replayed: Replayed) => Promise<void> | void;

const subscribersBeside = 31;

async function makeDevice({ ask }: Replayed, count: number): Promise<string> {
  const { device_key: key } = await ask('/device/register', { platform: 'android' });
  const token = `fcm-token-canary-beside-${count}`;
  await ask('/channel/device', { device_key: key, channel_type: 'fcm', provider_token: token });
  return String(key);
}

const fillChannel: Happen = async (replayed) => {
  const last = recording.exchanges.find(({ id }) => id === 'channel-subscribe-33rd');
  const { device_key: refused = '', ...channel } = (last?.request.json ?? {}) as { device_key?: string };
  for (let count = 0; count < subscribersBeside; count += 1) {
    await replayed.ask('/channel/subscribe', { ...channel, device_key: await makeDevice(replayed, count) });
  }
  replayed.names.bind(refused, await makeDevice(replayed, subscribersBeside));
};

let release: (() => void) | undefined;

const holdOperation: Happen = ({ sandbox }) => {
  release = sandbox.hold('op-race-0');
};

/** What the request that was first in the race delivered. */
const emptyQueue: Happen = async ({ ask, names }) => {
  const { device_key } = recording.accounts.devices.android;
  await ask('/messages/pull', { device_key: names.translate(device_key) });
};

export const before: Readonly<Record<string, Happen>> = {
  'channel-subscribe-33rd': fillChannel,
  'message-send-op-id-in-progress': holdOperation,
};

export const after: Readonly<Record<string, Happen>> = {
  'message-send-op-id-in-progress': () => release?.(),
  'message-send-op-id-in-progress-retry': emptyQueue,
};
