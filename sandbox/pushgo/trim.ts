const SPACE = /^\p{White_Space}$/u;

/**
 * Without white space at both ends as the gateway sees it (docs/services/pushgo.md#values): by Unicode's property, which
 * `String.trim` differs from. Looked at character by character: a
 * pattern that is anchored at the end takes quadratic time for a long run of spaces in the middle.
 */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  // All white space of Unicode is a single code unit
  while (start < end && SPACE.test(text.charAt(start))) start += 1;
  while (end > start && SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
