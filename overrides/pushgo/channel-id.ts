// What a channel's id and password may look like (docs/services/pushgo.md#channel-ids).
import { trim } from '../rule/trim.ts';

/** 128 bits in 26 symbols of five: of the last one only three count, so its lower two are zero. */
const CANONICAL = /^[0-9A-HJKMNP-TV-Z]{25}[048CGMRW]$/;

/** Characters that no spelling of an id written by a person has. */
const LONGEST = 200;

/**
 * The canonical form of a channel id in any spelling that the gateway takes: Crockford's base32, upper or lower case, with
 * spaces and hyphens, `O` for `0`, `I` and `L` for `1`. Undefined where a text is no id.
 */
export function readChannelId(text: string): string | undefined {
  // Letters such as the long s become ASCII in upper case
  if (text.length > LONGEST || /[^\t\n\f\r\x20-\x7e]/.test(text)) return undefined;
  const symbols = text.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return CANONICAL.test(symbols) ? symbols : undefined;
}

/** Whether a text is a password as the gateway takes it: white space at its ends is removed already. */
export function isPassword(text: string): boolean {
  const bytes = Buffer.byteLength(text);
  return text === trim(text) && bytes >= 8 && bytes <= 128;
}
