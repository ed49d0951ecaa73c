// How the application reads values that are not quite of the type it wants (docs/services/pwpush.md#switches,
// #v1-fields, #lists).

const trueWords = new Set(['true', 'yes', 'on', 'checked']);

/** Anything that is present and not one of the words for true is false, null included. */
export function readBoolean(value: unknown, oneIsTrue: boolean): boolean {
  if (value === true) return true;
  if (typeof value === 'number') return oneIsTrue && value === 1;
  if (typeof value !== 'string') return false;
  return trueWords.has(value.toLowerCase()) || (oneIsTrue && value === '1');
}

/** The leading digits of a text, the whole part of a number; null where there is none. */
export function readInteger(value: unknown): number | null {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value !== 'string') return null;
  const digits = /^\s*([+-]?\d+)/.exec(value)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Scalars become text; objects and arrays are dropped. */
export function readText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
}

export function readWithin(value: unknown, min: number, max: number, fallback: number): number {
  const number = readInteger(value);
  return number !== null && number >= min && number <= max ? number : fallback;
}

const radixes: [RegExp, number][] = [
  [/^0x([\da-f]+(?:_[\da-f]+)*)$/i, 16],
  [/^0b([01]+(?:_[01]+)*)$/i, 2],
  [/^0o?([0-7]+(?:_[0-7]+)*)$/i, 8],
  [/^(0|[1-9]\d*(?:_\d+)*)$/, 10],
];

/** A whole number as the language of the application writes them: `0x10`, `0b1`, `017` and `1_000` too. */
function readLiteral(text: string): number | null {
  const [, sign, digits] = /^\s*([+-]?)(\S*)\s*$/.exec(text) ?? [];
  for (const [form, radix] of radixes) {
    const match = form.exec(digits ?? '')?.[1];
    if (match !== undefined) return Number.parseInt(match.replaceAll('_', ''), radix) * (sign === '-' ? -1 : 1);
  }
  return null;
}

const lastPage = 200;

/** The page to answer, or null when the release refuses the text. */
export function readPage(text: string | null, checked: boolean): number | null {
  if (text === null) return 1;
  if (!checked) return Math.max(1, readInteger(text) ?? 1);
  const page = readLiteral(text);
  return page === null || page > lastPage ? null : Math.max(1, page);
}

export function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}

/** Characters, not UTF-16 units; stops counting past the limit. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let count = 0;
  for (const _ of text) if (++count > limit) return true;
  return false;
}
