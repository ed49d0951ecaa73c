// Controls, bidirectional marks and overrides, zero-width and tag characters: what makes text look like other text
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

const LONGEST = 1024;

/** Foreign text as plain, bounded data: no character that cannot be seen, at most 1,024 characters. */
export function cleanText(text: string): string {
  // Cut before cleaning as well, so that a huge text costs nothing
  const clean = text.slice(0, LONGEST * 2).replace(UNSEEN, '');
  return clean.length > LONGEST
    ? `${clean
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .replace(/\uFFFD$/u, '')}…`
    : clean;
}
