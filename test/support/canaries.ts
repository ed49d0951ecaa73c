/** Unique words that must not come out anywhere. */
export interface Canaries {
  /** A new word of letters and digits, at least sixteen of them. */
  mint(): string;
  /** The words that a text holds, in any case, in base64 or in hexadecimal. */
  findIn(text: string): string[];
  forget(): void;
}

let series = 0;

export function createCanaries(): Canaries {
  series += 1;
  const words = new Set<string>();
  let count = 0;
  const prefix = `Kanarie${series.toString(36)}q`;
  return {
    mint() {
      count += 1;
      const word = `${prefix}${count.toString(36).padStart(6, '0')}Zy`;
      words.add(word);
      return word;
    },
    findIn(text) {
      const lower = text.toLowerCase();
      // All words of a series begin alike, so that most texts need one look
      const isClean =
        !lower.includes(prefix.toLowerCase()) &&
        !text.includes(Buffer.from(prefix).toString('base64').slice(0, 8)) &&
        !lower.includes(hex(prefix));
      if (isClean) return [];
      return [...words].filter(
        (word) =>
          lower.includes(word.toLowerCase()) ||
          text.includes(Buffer.from(word).toString('base64').slice(0, 16)) ||
          lower.includes(hex(word)),
      );
    },
    forget: () => words.clear(),
  };
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}
