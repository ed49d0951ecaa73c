// Controls, bidirectional marks and overrides, zero-width and tag characters: what makes text look like other text
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

const LONGEST = 1024;

/**
 * Foreign text as plain, bounded data: no character that cannot be seen, at most 1,024 characters.
 *
 * @param mask takes out what must not be shown. It runs before the text is cut, or a part of a secret could be left
 */
export function cleanText(text: string, mask: (text: string) => string = (clean) => clean): string {
  // Cut before cleaning as well, so that a huge text costs nothing
  const seen = text.slice(0, LONGEST * 2).replace(UNSEEN, '');
  // Most of the text is invisible: its visible beginning would pass for all of it, such as `yes` for `yes, but`
  if (text.length > LONGEST * 2 && seen.length < LONGEST) return '';
  const clean = mask(seen);
  return clean.length > LONGEST ? `${cutText(clean, LONGEST - 1)}…` : clean;
}

/** The beginning of a text, without half of a surrogate pair at the end. */
export function cutText(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
