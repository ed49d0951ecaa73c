// Controls, bidirectional marks and overrides, zero-width and tag characters, variation selectors, fillers: what makes text look
// like other text, or carries text that only a program reads. Braille's blank and the musical null are letters to Unicode
const UNSEEN =
  /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1D159}]/gu;

/** Words stand apart on both sides of these. */
const BREAKS = /[\t\v\f\r\u0085\u2028\u2029]/g;

const LONGEST = 1024;

/**
 * Foreign text as plain, bounded data on one line: no character that cannot be seen, a blank for line breaks, at most 1,024
 * characters.
 *
 * @param mask takes out what must not be shown. It runs before the text is cut, or a part of a secret could be left
 */
export function cleanText(text: string, mask: (text: string) => string = (clean) => clean): string {
  // Cut before cleaning as well, so that a huge text costs nothing
  const seen = visibleLines(text.slice(0, LONGEST * 2));
  // Most of the text is invisible: its visible beginning would pass for all of it, such as `yes` for `yes, but`
  if (text.length > LONGEST * 2 && seen.length < LONGEST) return '';
  const masked = mask(seen);
  // A break within a secret hides it from the mask: where there is one, all lines become one word
  const joined = joinLines(masked);
  const withoutBroken = mask(joined);
  const clean = withoutBroken === joined ? mask(masked.replaceAll('\n', ' ')) : withoutBroken;
  return clean.length > LONGEST ? `${cutText(clean, LONGEST - 1)}…` : clean;
}

/** The text without what cannot be seen; between its lines one `\n` is left. */
function visibleLines(text: string): string {
  const visible = text.replace(BREAKS, '\n').replace(UNSEEN, '');
  return visible.replace(/\n+/g, '\n').replace(/^\n|\n$/g, '');
}

/** The lines of a text as one word, as a value is that was wrapped. */
export function joinLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('');
}

/** The beginning of a text, without half of a surrogate pair at the end. */
export function cutText(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}
