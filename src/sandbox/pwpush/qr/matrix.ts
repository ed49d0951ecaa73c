// From codewords to black and white modules: function patterns, zigzag placement, mask.
import type { Encoded } from './codewords.ts';

export type Matrix = boolean[][];

/**
 * One mask for all codes. The standard picks the best of eight for cameras' sake; readers take any, and the format
 * bits say which.
 */
const isMasked = (x: number, y: number) => (x + y) % 2 === 0;
const mask = 0;

interface Canvas {
  size: number;
  dark: Matrix;
  /** Modules that belong to a pattern and carry no data. */
  reserved: Matrix;
  set(x: number, y: number, dark: boolean): void;
}

function createCanvas(version: number): Canvas {
  const size = 17 + 4 * version;
  const blank = () => Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const dark = blank();
  const reserved = blank();
  const set = (x: number, y: number, value: boolean) => {
    const row = dark[y];
    const reservedRow = reserved[y];
    if (row === undefined || reservedRow === undefined || x < 0 || x >= size) return;
    row[x] = value;
    reservedRow[x] = true;
  };
  return { size, dark, reserved, set };
}

/** Rings around a centre: dark where the distance is not one of `light`. */
function drawRings({ set }: Canvas, centreX: number, centreY: number, radius: number, light: number[]): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      set(centreX + dx, centreY + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }
}

function alignmentCentres(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return Array.from({ length: count }, (_, index) => (index === 0 ? 6 : size - 7 - step * (count - 1 - index)));
}

function drawPatterns(canvas: Canvas, version: number): void {
  const { size, set } = canvas;
  for (let index = 0; index < size; index += 1) {
    set(6, index, index % 2 === 0);
    set(index, 6, index % 2 === 0);
  }
  const centres = alignmentCentres(version, size);
  const last = centres.at(-1);
  for (const x of centres) {
    for (const y of centres) {
      const inFinder = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
      if (!inFinder) drawRings(canvas, x, y, 2, [1]);
    }
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    drawRings(canvas, x, y, 4, [2, 4]);
}

/** The remainder of a polynomial division over bits, for the codes of format and version. */
function bitRemainder(value: number, generator: number, degree: number): number {
  let remainder = value;
  for (let step = 0; step < degree; step += 1) {
    remainder = (remainder << 1) ^ ((remainder >>> (degree - 1)) * generator);
  }
  return remainder;
}

function drawFormat({ size, set }: Canvas): void {
  const levelL = 1;
  const value = (levelL << 3) | mask;
  const bits = ((value << 10) | bitRemainder(value, 0x537, 10)) ^ 0x5412;
  const bit = (index: number) => ((bits >>> index) & 1) === 1;
  for (let index = 0; index < 6; index += 1) set(8, index, bit(index));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let index = 9; index < 15; index += 1) set(14 - index, 8, bit(index));
  for (let index = 0; index < 8; index += 1) set(size - 1 - index, 8, bit(index));
  for (let index = 8; index < 15; index += 1) set(8, size - 15 + index, bit(index));
  set(8, size - 8, true);
}

function drawVersion({ size, set }: Canvas, version: number): void {
  if (version < 7) return;
  const bits = (version << 12) | bitRemainder(version, 0x1f25, 12);
  for (let index = 0; index < 18; index += 1) {
    const dark = ((bits >>> index) & 1) === 1;
    const across = size - 11 + (index % 3);
    const down = Math.floor(index / 3);
    set(across, down, dark);
    set(down, across, dark);
  }
}

/** In columns of two from the right, up and down in turn, leaving out the vertical timing pattern. */
function* zigzag(size: number): Generator<[number, number]> {
  let upwards = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = upwards ? size - 1 - step : step;
      yield [right, y];
      yield [right - 1, y];
    }
    upwards = !upwards;
  }
}

function drawCodewords({ size, dark, reserved }: Canvas, codewords: Uint8Array): void {
  let index = 0;
  for (const [x, y] of zigzag(size)) {
    if (reserved[y]?.[x]) continue;
    const bit = ((codewords[index >>> 3] ?? 0) >>> (7 - (index & 7))) & 1;
    const row = dark[y];
    if (row !== undefined) row[x] = (bit === 1) !== isMasked(x, y);
    index += 1;
  }
}

export function drawMatrix({ version, codewords }: Encoded): Matrix {
  const canvas = createCanvas(version);
  drawPatterns(canvas, version);
  drawFormat(canvas);
  drawVersion(canvas, version);
  drawCodewords(canvas, codewords);
  return canvas.dark;
}
