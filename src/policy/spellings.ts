// The ways in which a service may write a secret that it was given.
import { trim } from '../../overrides/rule/trim.ts';
import { cleanText, joinLines } from './clean.ts';

// Bytes of UTF-8. Shorter values are parts of ordinary words: the payload `1` would shred every result
const SHORTEST = 8;

/** Bytes of a secret that are looked for in another encoding: text of a service is cut before more of them fit. A multiple of 3. */
const LONGEST_ENCODED = 384;

/** Characters of a credential that are left where a service cuts or masks it, and how long it then is. */
const PIECE = 12;
const SHORTEST_KEY = 16;
/** `sk_` and a letter. */
const INTO_PART = 4;

/** What to look for where none of these secrets may stand. Those under eight bytes are left out. */
export function spellingsOf(secrets: Iterable<string>): string[] {
  // A service may ignore white space at the ends of a credential, and show it without
  const values = new Set([...secrets].flatMap((secret) => [secret, trim(secret)]));
  return longEnough([...values].flatMap((secret) => [...plainly(secret), ...encoded(secret)]));
}

/**
 * What is left of a credential that a service cut or masked in part: its beginning or its end. Where a part of one is a
 * credential by itself, such as `sk_…` in `pk_….sk_…`, the rest is its name and public: the piece reaches into that part.
 */
export function piecesOf(keys: Iterable<string>): string[] {
  const all = [...keys].map(trim);
  const pieces = all.flatMap((key) => {
    if (key.length < SHORTEST_KEY) return [];
    const parts = all.filter((part) => part !== key && key.includes(part));
    const named = Math.min(...parts.map((part) => key.indexOf(part)), key.length);
    const first = parts.length === 0 ? PIECE : Math.max(PIECE, named + INTO_PART);
    return [key.slice(0, first), key.slice(-PIECE)];
  });
  return longEnough(pieces);
}

function longEnough(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => Buffer.byteLength(text) >= SHORTEST);
}

/** In JSON, in a URL, in a form, in a host name, and as cleaned text that may have been cut. */
function plainly(secret: string): string[] {
  const inAddress = encodeURIComponent(secret.toWellFormed());
  const cleaned = cleanText(secret);
  const cut = cleaned.endsWith('…') ? cleaned.slice(0, -1) : cleaned;
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    inAddress,
    inAddress.replaceAll('%20', '+'),
    // Forms encode marks that addresses may hold as they are
    new URLSearchParams({ '': secret }).toString().slice(1),
    inAddress.replaceAll("'", '%27'),
    secret.toLowerCase(),
    secret.toUpperCase(),
    cut,
    cleanText(joinLines(secret)),
  ];
}

/** In hexadecimal, in an address that encodes every letter, and in base64, also as a part of something longer. */
function encoded(secret: string): string[] {
  if (Buffer.byteLength(secret) < SHORTEST) return [];
  const bytes = Buffer.from(secret).subarray(0, LONGEST_ENCODED);
  const hex = bytes.toString('hex');
  const whole = bytes.toString('base64');
  const inBase64 = [whole, ...[0, 1, 2].map((before) => inLongerBase64(bytes, before))];
  return [
    ...inBase64,
    ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')),
    ...[hex, hex.replace(/../g, '%$&')].flatMap((text) => [text, text.toUpperCase()]),
  ];
}

/** The characters of base64 that these bytes alone decide, where so many bytes, modulo three, stand before them. */
function inLongerBase64(bytes: Uint8Array, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}
