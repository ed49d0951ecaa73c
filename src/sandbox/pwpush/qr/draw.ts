// A QR code as SVG: dark modules in one path on white, also on a dark page, since readers want that.
import { type Html, html } from '../pages/html.ts';
import { encodeText } from './codewords.ts';
import { drawMatrix } from './matrix.ts';

const quietZone = 4;

/** Null for text that is too long. */
export function drawQrCode(text: string): Html | null {
  const encoded = encodeText(text);
  if (encoded === null) return null;
  const matrix = drawMatrix(encoded);
  const size = matrix.length + 2 * quietZone;
  const path = matrix
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quietZone} ${y + quietZone}h1v1h-1z` : '')))
    .join('');
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="QR code" shape-rendering="crispEdges">
<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/>
</svg>`;
}
