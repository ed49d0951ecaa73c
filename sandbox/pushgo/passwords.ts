// A channel's password, and the door it opens (contract 2.2).
import { createHash, timingSafeEqual } from 'node:crypto';
import { refuse } from './answers.ts';
import type { Channel, Store } from './store.ts';

const shortest = 8;
const longest = 128;

export function readPassword(text: string): string {
  const password = text.trim();
  const bytes = Buffer.byteLength(password);
  if (bytes < shortest || bytes > longest) refuse('channel password length must be between 8 and 128');
  return password;
}

export function isSameText(given: string, kept: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(kept));
}

/** The channel of this id, for who knows its password. */
export function openChannel(store: Store, id: string, password: string): Channel {
  const channel = store.channels.get(id) ?? refuse('channel not found', 'channel_not_found', 404);
  if (!isSameText(password, channel.password)) refuse('invalid channel password', 'password_mismatch', 403);
  return channel;
}
