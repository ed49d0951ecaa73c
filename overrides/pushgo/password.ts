import { bytesOf, trim } from './text.ts';

// See docs/services/pushgo.md#channel-ids
/** Whether a text is a channel password as the gateway takes it, white space at its ends removed. */
export function isPassword(text: string): boolean {
  const bytes = bytesOf(text);
  return text === trim(text) && bytes >= 8 && bytes <= 128;
}
