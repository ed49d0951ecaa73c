// Controls, bidirectional marks and overrides, zero-width and tag characters: what makes text look like other text
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

const LONGEST = 1024;

/**
 * Foreign text as plain, bounded data: no character that cannot be seen, at most 1,024 characters.
 *
 * @param mask takes out what must not be shown, before the rest is cut: a part of it would be left otherwise
 */
export function cleanText(text: string, mask: (text: string) => string = (clean) => clean): string {
  // Cut before cleaning as well, so that a huge text costs nothing
  const seen = text.slice(0, LONGEST * 2).replace(UNSEEN, '');
  // Most of it hides: shown, its beginning would pass for all of it, such as a yes for the `yes, but` that it is
  if (text.length > LONGEST * 2 && seen.length < LONGEST) return '';
  const clean = mask(seen);
  return clean.length > LONGEST
    ? `${clean
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .replace(/\uFFFD$/u, '')}…`
    : clean;
}
