import { trim } from '../../overrides/rule/trim.ts';
import { cleanText } from './clean.ts';

const MASK = '[redacted]';

// Bytes of UTF-8. Shorter values are parts of ordinary words: the payload `1` would shred every result
const SHORTEST = 8;

/** Replaces secrets, by value, in everything that leaves. */
export interface Scrubber {
  text(text: string): string;
  /** Replaces in strings at any depth. Keys are ours and stay. */
  value<T>(value: T): T;
}

/**
 * @param secrets values to replace; those under eight bytes are left alone
 * @param publicTexts texts that are public by configuration: what is part of one is not replaced
 */
export function createScrubber(secrets: Iterable<string>, publicTexts: readonly string[] = []): Scrubber {
  // A service may ignore white space at the ends of a credential, and show it without
  const needles = [...new Set([...secrets].flatMap((secret) => [secret, trim(secret)]).flatMap(spellings))]
    .filter((needle) => Buffer.byteLength(needle) >= SHORTEST)
    .filter((needle) => !publicTexts.some((text) => text.includes(needle)))
    .sort((a, b) => b.length - a.length);
  const text = (input: string): string => needles.reduce((output, needle) => output.replaceAll(needle, MASK), input);
  return { text, value: (value) => (needles.length === 0 ? value : (scrubValue(value, text) as typeof value)) };
}

/** How a value may be written in JSON, in a URL, in a form, in a host name, and as cleaned text that may have been cut. */
function spellings(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const cleaned = cleanText(secret);
  const cut = cleaned.endsWith('…') ? cleaned.slice(0, -1) : cleaned;
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encoded,
    encoded.replaceAll('%20', '+'),
    // Forms encode marks that addresses may hold as they are
    new URLSearchParams({ '': secret }).toString().slice(1),
    encoded.replaceAll("'", '%27'),
    secret.toLowerCase(),
    cut,
  ];
}

function scrubValue(value: unknown, text: (input: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrubValue(item, text)]));
}
