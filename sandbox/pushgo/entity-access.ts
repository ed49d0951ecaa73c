// How a sender gets at a channel on the event and thing routes (contract 1.7): password before everything else.
import { refuse } from './answers.ts';
import { readChannelId } from './channel-id.ts';
import { openChannel, readPassword } from './passwords.ts';
import type { Channel, Store } from './store.ts';

export function openEntityChannel(store: Store, channelId: string, password: string | null): Channel {
  const given = password ?? refuse('password is required', 'password_required');
  const id = readChannelId(channelId);
  return openChannel(store, id, readPassword(given));
}
