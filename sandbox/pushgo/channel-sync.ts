// A device says which channels it has: each is joined on its own, and the others go when all could be joined.
import { type Answer, answerData, Failure, refuse } from './answers.ts';
import { readJsonBody } from './bodies.ts';
import { addSubscriber } from './channel.ts';
import { parseChannelId } from './channel-id.ts';
import { findDevice } from './device.ts';
import type { Fields, Read } from './fields.ts';
import type { Call } from './gateway.ts';
import { openChannel, readPassword } from './passwords.ts';
import { describeProblem } from './problems.ts';
import type { Channel, Device, Store } from './store.ts';
import { readStruct, readStructs } from './structs.ts';

const mostItems = 2000;

const itemFields = { channel_id: 'text', password: 'text' } as const satisfies Fields;
/** `channels` is a list of items and read as such; the table only knows that it is a list. */
const syncFields = { device_key: 'text', channels: 'list' } as const satisfies Fields;

type Item = Read<typeof itemFields>;

/** Failures have texts and codes of their own here. */
function readOrRefuse<Result>(read: () => Result, error: string, code: string): Result {
  try {
    return read();
  } catch (failure) {
    return failure instanceof Failure && failure.facts.code === undefined ? refuse(error, code) : rethrow(failure);
  }
}

function rethrow(error: unknown): never {
  throw error;
}

function join(store: Store, device: Device, item: Item): Channel {
  const id = parseChannelId(item.channel_id) ?? refuse('invalid channel id', 'invalid_channel_id');
  const fault = 'channel password length must be between 8 and 128';
  const password = readOrRefuse(() => readPassword(item.password), fault, 'invalid_password');
  if (device.route.type === 'private') refuse('private channel is disabled', 'private_channel_disabled', 503);
  const channel = openChannel(store, id, password);
  addSubscriber(channel, device);
  return channel;
}

const textsByCode: Readonly<Record<string, string>> = {
  password_mismatch: 'channel exists but password mismatch',
};

function describeFailure({ facts }: Failure, item: Item, { language, requestId }: Call): object {
  const error = textsByCode[facts.code ?? ''] ?? facts.error;
  return {
    channel_id: parseChannelId(item.channel_id) ?? item.channel_id,
    subscribed: false,
    created: false,
    error,
    ...(facts.code === undefined ? {} : { error_code: facts.code }),
    problem: describeProblem({ ...facts, error }, language, requestId),
  };
}

export function sync(call: Call): Answer {
  const { store } = call.gateway;
  let items: Item[] = [];
  const intent = readJsonBody(call, (reader) =>
    readStruct(reader, syncFields, 'ChannelSyncRequest', {
      channels: () => {
        items = readStructs(reader, itemFields, 'ChannelSyncItem');
        return [];
      },
    }),
  );
  if (items.length > mostItems) refuse('too many channels', 'channels_limit_exceeded');
  const device = findDevice(store, intent.device_key);
  const joined = new Set<Channel>();
  const channels = items.map((item) => {
    try {
      const channel = join(store, device, item);
      joined.add(channel);
      return { channel_id: channel.id, channel_name: channel.name, subscribed: true, created: false };
    } catch (error) {
      if (error instanceof Failure) return describeFailure(error, item, call);
      throw error;
    }
  });
  const success = channels.filter((entry) => 'channel_name' in entry).length;
  const failed = items.length - success;
  if (failed === 0) {
    for (const channel of store.channels.values()) if (!joined.has(channel)) channel.subscribers.delete(device);
  }
  return answerData({ total: items.length, success, failed, channels });
}
