import { piecesOf, spellingsOf } from './spellings.ts';

const MASK = '[redacted]';

/** Replaces secrets, by value, in everything that leaves. */
export interface Scrubber {
  text(text: string): string;
  /** Replaces in strings, and what is nested too deep. Keys are ours and stay. */
  value<T>(value: T): T;
}

/** What a scrubber looks for. Values under eight bytes are left alone. */
export interface Secrets {
  /** Credentials. A cut or half masked one is replaced as well. */
  readonly keys: Iterable<string>;
  /** Other values, such as arguments that somebody chose: a part of one may be an ordinary word. */
  readonly values?: Iterable<string>;
  /** Texts that are public by configuration: what is part of one is not replaced. */
  readonly publicTexts?: readonly string[];
}

interface Needle {
  readonly text: string;
  /** A part of a key: what stands around it, up to the end of the word, is replaced with it. */
  readonly isPiece: boolean;
}

export function createScrubber({ keys, values = [], publicTexts = [] }: Secrets): Scrubber {
  const all = [...keys];
  const asNeedles = (texts: readonly string[], isPiece: boolean): Needle[] =>
    [...new Set(texts.map(fold))]
      .filter((needle) => !publicTexts.some((text) => fold(text).includes(needle)))
      .sort((a, b) => b.length - a.length)
      .map((text) => ({ text, isPiece }));
  const needles = [...asNeedles(spellingsOf([...all, ...values]), false), ...asNeedles(piecesOf(all), true)];
  const text = (input: string): string => needles.reduce(mask, input);
  return { text, value: (value) => (needles.length === 0 ? value : (scrubValue(value, text) as typeof value)) };
}

/** Without cases, and as long as before. */
function fold(text: string): string {
  // The only letter whose other case is longer
  return text.replaceAll('\u0130', 'i').toLowerCase();
}

function mask(text: string, { text: needle, isPiece }: Needle): string {
  const folded = fold(text);
  let masked = '';
  let done = 0;
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, done)) {
    const [start, end] = isPiece ? wordAround(text, at, at + needle.length) : [at, at + needle.length];
    masked += text.slice(done, Math.max(done, start)) + MASK;
    done = end;
  }
  return done === 0 ? text : masked + text.slice(done);
}

/** What keys and their masks are made of. */
const OF_WORD = /[\w.*•…~+/=-]/;

/**
 * Where the word begins and ends that a part of a key stands in. Replaced as a whole, it does not tell how much of a guess that
 * begins like the key is right.
 */
function wordAround(text: string, from: number, to: number): [start: number, end: number] {
  let [start, end] = [from, to];
  while (OF_WORD.test(text[start - 1] ?? '')) start -= 1;
  while (OF_WORD.test(text[end] ?? '')) end += 1;
  // In JSON, the first letter may belong to an escape
  const backslashes = /\\*$/.exec(text.slice(Math.max(0, start - 100), start))?.[0].length ?? 0;
  return [start - (backslashes % 2), end];
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
