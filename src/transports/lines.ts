const NEWLINE = 0x0a;

/** Bytes of a line at most. Arguments of tools have limits of their own, far below it. */
export const LARGEST_LINE = 10 * 1024 * 1024;

/** Bytes that are kept of either end of a line over the limit. */
const EDGE = 4096;

/** A line without its end. Of one over the limit, only how it begins and how it ends. */
export type Line = { readonly whole: Buffer } | { readonly head: Buffer; readonly tail: Buffer };

/** Puts the lines together that arrive in pieces. */
export class Lines {
  readonly #largest: number;
  /** The pieces of the line that has no end yet; empty once it is over the limit. */
  #pieces: Buffer[] = [];
  #size = 0;
  #edges: { readonly head: Buffer; readonly tail: Buffer } | undefined;

  constructor(largest = LARGEST_LINE) {
    this.#largest = largest;
  }

  /** The lines that are complete with this piece. */
  add(piece: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, from)) {
      this.#keep(piece.subarray(from, end));
      lines.push(this.#complete());
      from = end + 1;
    }
    this.#keep(piece.subarray(from));
    return lines;
  }

  /** The last line, where it has no end. */
  end(): Line[] {
    return this.#size > 0 ? [this.#complete()] : [];
  }

  #keep(part: Buffer): void {
    this.#size += part.length;
    if (this.#size <= this.#largest) {
      this.#pieces.push(part);
      return;
    }
    const kept = this.#edges ? [this.#edges.tail, part] : [...this.#pieces, part];
    const all = Buffer.concat(kept);
    // Copies, so that the rest is not held
    this.#edges = {
      head: this.#edges?.head ?? Buffer.from(all.subarray(0, EDGE)),
      tail: Buffer.from(all.subarray(-EDGE)),
    };
    this.#pieces = [];
  }

  #complete(): Line {
    const line = this.#edges ?? { whole: Buffer.concat(this.#pieces) };
    this.#pieces = [];
    this.#size = 0;
    this.#edges = undefined;
    return line;
  }
}
