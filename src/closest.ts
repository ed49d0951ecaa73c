import { distance, closest as nearest } from 'fastest-levenshtein';

/** Shorter texts are part of many names and resemble none. */
const SHORTEST = 3;

/** A hint such as ` Did you mean duration?` where one of the names resembles the written one, else an empty text. */
export function closest(written: string, names: readonly string[]): string {
  if (names.length === 0 || written.length < SHORTEST || written.length > 100) return '';
  // The case of a letter does not count
  const plain = names.map((name) => name.toLowerCase());
  const text = written.toLowerCase();
  const candidate = nearest(text, plain);
  const isNear = distance(text, candidate) <= Math.max(2, Math.floor(candidate.length / 3));
  const isAlike = isNear || candidate.includes(text) || text.includes(candidate);
  return isAlike ? ` Did you mean ${names[plain.indexOf(candidate)]}?` : '';
}
