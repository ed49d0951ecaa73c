// From text to the codewords of a QR code (ISO/IEC 18004): byte mode, error correction level L.

export interface Encoded {
  /** 1 to 40; a code is `17 + 4 * version` modules wide. */
  version: number;
  codewords: Uint8Array;
}

/** Error correction codewords per block, by version. */
// biome-ignore format: a table
const checkLengths = [
  7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
  28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
];
/** Blocks, by version. */
// biome-ignore format: a table
const blockCounts = [
  1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8,
  8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
];
const maxVersion = 40;

/** Modules that carry data: all but finder, timing, alignment, format and version patterns. */
function countCodewords(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const alignments = Math.floor(version / 7) + 2;
    modules -= (25 * alignments - 10) * alignments - 55;
  }
  if (version >= 7) modules -= 36;
  return Math.floor(modules / 8);
}

function layoutOf(version: number) {
  const total = countCodewords(version);
  const checks = checkLengths[version - 1] ?? 0;
  const blocks = blockCounts[version - 1] ?? 1;
  return { total, checks, blocks, data: total - checks * blocks };
}

/** Null for text that no version holds. */
export function encodeText(text: string): Encoded | null {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= maxVersion; version += 1) {
    const header = version < 10 ? 12 : 20;
    if (header + bytes.length * 8 > layoutOf(version).data * 8) continue;
    return { version, codewords: interleave(version, fillData(version, bytes)) };
  }
  return null;
}

function fillData(version: number, bytes: Uint8Array): Uint8Array {
  const { data } = layoutOf(version);
  const bits: number[] = [];
  const append = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  append(0b0100, 4);
  append(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) append(byte, 8);
  append(0, Math.min(4, data * 8 - bits.length));
  append(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0; bits.length < data * 8; pad += 1) append(pad % 2 === 0 ? 0xec : 0x11, 8);
  return Uint8Array.from({ length: data }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
}

/** Shorter blocks first; then one codeword of each block in turn, data before checks. */
function interleave(version: number, data: Uint8Array): Uint8Array {
  const { total, checks, blocks } = layoutOf(version);
  const longLength = Math.ceil(data.length / blocks);
  const shortBlocks = blocks - (data.length % blocks || blocks);
  const generator = makeGenerator(checks);
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (let block = 0; block < blocks; block += 1) {
    const length = block < shortBlocks ? longLength - 1 : longLength;
    parts.push(data.subarray(offset, offset + length));
    offset += length;
  }
  const checkParts = parts.map((part) => divide(part, generator));
  const result: number[] = [];
  for (const [list, length] of [
    [parts, longLength],
    [checkParts, checks],
  ] as const) {
    for (let index = 0; index < length; index += 1) {
      for (const part of list) if (index < part.length) result.push(part[index] ?? 0);
    }
  }
  return Uint8Array.from(result.slice(0, total));
}

/** Product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

/** (x - 1)(x - 2)(x - 4)…, highest coefficient left out. */
function makeGenerator(degree: number): Uint8Array {
  const coefficients = new Uint8Array(degree);
  coefficients[degree - 1] = 1;
  let root = 1;
  for (let factor = 0; factor < degree; factor += 1) {
    for (let index = 0; index < degree; index += 1) {
      coefficients[index] = multiply(coefficients[index] ?? 0, root) ^ (coefficients[index + 1] ?? 0);
    }
    root = multiply(root, 2);
  }
  return coefficients;
}

/** The remainder: the check codewords of a block. */
function divide(data: Uint8Array, generator: Uint8Array): Uint8Array {
  const remainder = new Uint8Array(generator.length);
  for (const byte of data) {
    const factor = byte ^ (remainder[0] ?? 0);
    remainder.copyWithin(0, 1);
    remainder[remainder.length - 1] = 0;
    for (const [index, coefficient] of generator.entries()) {
      remainder[index] = (remainder[index] ?? 0) ^ multiply(coefficient, factor);
    }
  }
  return remainder;
}
