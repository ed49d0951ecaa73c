import { trim } from '../../overrides/rule/trim.ts';
import { cleanText, joinLines } from './clean.ts';

const MASK = '[redacted]';

// Bytes of UTF-8. Shorter values are parts of ordinary words: the payload `1` would shred every result
const SHORTEST = 8;

/** Replaces secrets, by value, in everything that leaves. */
export interface Scrubber {
  text(text: string): string;
  /** Replaces in strings, and what is nested too deep. Keys are ours and stay. */
  value<T>(value: T): T;
}

/**
 * @param secrets values to replace; those under eight bytes are left alone
 * @param publicTexts texts that are public by configuration: what is part of one is not replaced
 */
export function createScrubber(secrets: Iterable<string>, publicTexts: readonly string[] = []): Scrubber {
  const needles = spellingsOf(secrets)
    .filter((needle) => !publicTexts.some((text) => text.includes(needle)))
    .sort((a, b) => b.length - a.length);
  const text = (input: string): string => needles.reduce((output, needle) => output.replaceAll(needle, MASK), input);
  return { text, value: (value) => (needles.length === 0 ? value : (scrubValue(value, text) as typeof value)) };
}

/** What to look for where none of these secrets may stand. Those under eight bytes are left out. */
export function spellingsOf(secrets: Iterable<string>): string[] {
  // A service may ignore white space at the ends of a credential, and show it without
  const all = [...secrets].flatMap((secret) => [secret, trim(secret)]).flatMap(spellings);
  return [...new Set(all)].filter((needle) => Buffer.byteLength(needle) >= SHORTEST);
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
    cleanText(joinLines(secret)),
  ];
}

/** Levels of a result. None of ours has a tenth of this, and no answer may fill the stack. */
const DEEPEST = 64;

function scrubValue(value: unknown, text: (input: string) => string, levels = DEEPEST): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return MASK;
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, text, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrubValue(item, text, levels - 1)]));
}
