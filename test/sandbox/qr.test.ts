// QR codes against ones that independent readers have read.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { encodeText } from '../../src/sandbox/pwpush/qr/codewords.ts';
import { drawQrCode } from '../../src/sandbox/pwpush/qr/draw.ts';
import { drawMatrix } from '../../src/sandbox/pwpush/qr/matrix.ts';

function draw(text: string): string[] {
  const encoded = encodeText(text);
  return encoded === null ? [] : drawMatrix(encoded).map((row) => row.map((dark) => (dark ? '#' : '.')).join(''));
}

test('draws a short text', () => {
  expect(draw('payload-canary')).toMatchInlineSnapshot(`
    [
      "#######...#.#.#######",
      "#.....#.....#.#.....#",
      "#.###.#.#.#...#.###.#",
      "#.###.#.....#.#.###.#",
      "#.###.#..#..#.#.###.#",
      "#.....#..###..#.....#",
      "#######.#.#.#.#######",
      "........#.#..........",
      "###.#####.#..##...#..",
      "###....#..#.#.####.##",
      "##...###.#.####.#####",
      "##......#####..#...#.",
      "##.#..##.#..#..###..#",
      "........##..##.####.#",
      "#######.##.###.######",
      "#.....#.###........##",
      "#.###.#.##..#...#..#.",
      "#.###.#...####.##.##.",
      "#.###.#.#..######.#.#",
      "#.....#.##.##...#..#.",
      "#######.####...#...##",
    ]
  `);
});

test.each([
  [17, 1],
  [18, 2],
  [1024, 23],
  [2953, 40],
])('puts %i letters into version %i', (length, version) => {
  expect(encodeText('x'.repeat(length))?.version).toBe(version);
});

test('draws all versions as read before', () => {
  const lengths = [17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858];
  const longer = [929, 1003, 1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563];
  const all = [...lengths, ...longer, 2699, 2809, 2953];
  expect(all.map((length) => encodeText('x'.repeat(length))?.version)).toEqual(all.map((_, index) => index + 1));
  const drawn = all.map((length) => draw('ab9 _xZ'.repeat(500).slice(0, length)).join('\n')).join('\n\n');
  expect(createHash('sha256').update(drawn).digest('hex')).toMatchInlineSnapshot(
    `"ff9e3c109b99848ac63752822544c9bd66f58394577b8cd68168bbdedba0abd6"`,
  );
});

test('draws nothing that no version holds', () => {
  expect(drawQrCode('x'.repeat(2954))).toBeNull();
});
