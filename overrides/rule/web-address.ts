// Web addresses that callers write, for every service.

/**
 * An http or https address with a host; undefined for any other text. A URL parser takes more: `https:x`, and line breaks,
 * which it drops.
 */
export function readWebAddress(text: string): URL | undefined {
  const isSpelledOut = /^https?:\/\/[^\s/?#\\]/i.test(text) && !/\p{Cc}/u.test(text);
  return isSpelledOut && URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * What is wrong with the address of something that people open or devices fetch, as the rest of a sentence that begins with the
 * argument's name; undefined where nothing is. Other schemes run code or open apps.
 */
export function checkWebAddress(text: string): string | undefined {
  return readWebAddress(text) ? undefined : 'is no web address: write it out, with http:// or https:// and a host';
}
