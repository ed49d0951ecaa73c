import { bytesOf, trim } from './text.ts';

/** Whether a text is a channel password as the gateway takes it (contract 2.2), white space at its ends removed. */
export function isPassword(text: string): boolean {
  const bytes = bytesOf(text);
  return text === trim(text) && bytes >= 8 && bytes <= 128;
}
