/** 128 bits in 26 symbols of five: of the last one only three count, so its lower two are zero. */
const CANONICAL = /^[0-9A-HJKMNP-TV-Z]{25}[048CGMRW]$/;

/** Longer than any spelling of an id that a person writes. */
const LONGEST = 200;

/**
 * The canonical form of a channel id in any spelling that the gateway takes (docs/services/pushgo.md#channel-ids):
 * Crockford's base32, upper or lower case, with spaces and hyphens, `O` for `0`, `I` and `L` for `1`. Undefined where
 * it is none.
 */
export function readChannelId(text: string): string | undefined {
  // Letters such as the long s become ASCII in upper case
  if (text.length > LONGEST || /[^\t\n\f\r\x20-\x7e]/.test(text)) return undefined;
  const symbols = text.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return CANONICAL.test(symbols) ? symbols : undefined;
}
