import { distance, closest as nearest } from 'fastest-levenshtein';

/** Letters from which on a part of a name is taken for the name. */
const PART = 3;

/**
 * A hint such as ` Did you mean duration?` where one of the names resembles the written one, whatever the case, else an empty
 * text.
 */
export function closest(written: string, names: readonly string[]): string {
  const lower = written.trim().toLowerCase();
  if (names.length === 0 || lower === '' || lower.length > 100) return '';
  const lowerNames = names.map((name) => name.toLowerCase());
  const candidate = nearest(lower, lowerNames);
  const isNear = distance(lower, candidate) <= Math.max(2, Math.floor(candidate.length / 3));
  const isPart = lower.length >= PART && (candidate.includes(lower) || lower.includes(candidate));
  return isNear || isPart ? ` Did you mean ${names[lowerNames.indexOf(candidate)]}?` : '';
}
