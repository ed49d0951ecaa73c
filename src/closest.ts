import { distance, closest as nearest } from 'fastest-levenshtein';

/** A hint such as ` Did you mean duration?` where one of the names resembles the written one, else an empty text. */
export function closest(written: string, names: readonly string[]): string {
  if (names.length === 0 || written.length > 100) return '';
  const candidate = nearest(written, names as string[]);
  const isNear = distance(written, candidate) <= Math.max(2, Math.floor(candidate.length / 3));
  return isNear || candidate.includes(written) || written.includes(candidate) ? ` Did you mean ${candidate}?` : '';
}
