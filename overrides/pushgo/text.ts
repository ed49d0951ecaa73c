/** Without white space at both ends, as the gateway trims: by Unicode's property, which `String.trim` differs from. */
export function trim(text: string): string {
  return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
}

/** Length in bytes of UTF-8, which is what the gateway counts unless its rule says characters (contract 2). */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** Unicode scalar values. */
export function charactersOf(text: string): number {
  return [...text].length;
}
