// Channel ids: 128 bits in Crockford's base32, 26 symbols of which the last holds three bits
// (docs/services/pushgo.md#channel-ids).
import { randomBytes } from 'node:crypto';
import { refuse } from './answers.ts';
import { trim } from './trim.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lookalikes: Record<string, string> = { O: '0', I: '1', L: '1' };
const length = 26;

export function makeChannelId(): string {
  const bits = `${BigInt(`0x1${randomBytes(16).toString('hex')}`)
    .toString(2)
    .slice(1)}00`;
  return bits.replace(/.{5}/g, (five) => alphabet[Number.parseInt(five, 2)] ?? '');
}

/** The canonical spelling; null for what names no channel. */
export function parseChannelId(text: string): string | null {
  const symbols = text
    .replace(/[ \t\n\f\r-]/g, '')
    .toUpperCase()
    .replace(/[OIL]/g, (symbol) => lookalikes[symbol] ?? symbol);
  const isWhole = symbols.length === length && [...symbols].every((symbol) => alphabet.includes(symbol));
  return isWhole && alphabet.indexOf(symbols.slice(-1)) % 4 === 0 ? symbols : null;
}

export function checkChannelIdGiven(text: string): void {
  if (trim(text) === '') refuse('channel id must not be empty', 'channel_id_required');
}

/** The canonical spelling, or the request ends. */
export function readChannelId(text: string): string {
  checkChannelIdGiven(text);
  return parseChannelId(text) ?? refuse('invalid channel id');
}
