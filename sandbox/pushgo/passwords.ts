// Reading the password of a channel, and finding a channel for a sender who knows it
// (docs/services/pushgo.md#channel-ids).
import { createHash, timingSafeEqual } from 'node:crypto';
import { refuse } from './answers.ts';
import { readChannelId } from './channel-id.ts';
import type { Channel, Store } from './store.ts';
import { trim } from './trim.ts';

const shortest = 8;
const longest = 128;

export function readPassword(text: string): string {
  const password = trim(text);
  const bytes = Buffer.byteLength(password);
  if (bytes < shortest || bytes > longest) refuse('channel password length must be between 8 and 128');
  return password;
}

export function isSameText(given: string, kept: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(kept));
}

/** The channel of this id; refuses where there is none, or where the password is wrong. */
export function openChannel(store: Store, id: string, password: string): Channel {
  const channel = store.channels.get(id) ?? refuse('channel not found', 'channel_not_found', 404);
  if (!isSameText(password, channel.password)) refuse('invalid channel password', 'password_mismatch', 403);
  return channel;
}

// See docs/services/pushgo.md#sending
/** How a sender gets at a channel on the event and thing routes: password before everything else. */
export function openEntityChannel(store: Store, channelId: string, password: string | null): Channel {
  const given = password ?? refuse('password is required', 'password_required');
  const id = readChannelId(channelId);
  return openChannel(store, id, readPassword(given));
}
