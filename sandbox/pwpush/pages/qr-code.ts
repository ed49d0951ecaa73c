// A QR code as SVG: dark modules in one path on white, also on a dark page, since readers want that.
import { encode } from 'uqr';
import { type Html, html } from '../../pages/html.ts';

const quietZone = 4;

/** Null for a text that is too long for a QR code. */
export function drawQrCode(text: string): Html | null {
  const modules = encodeText(text);
  if (modules === null) return null;
  const path = modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return html`<svg viewBox="0 0 ${modules.length} ${modules.length}" role="img" aria-label="QR code" shape-rendering="crispEdges">
<path fill="#fff" d="M0 0h${modules.length}v${modules.length}H0z"/><path fill="#000" d="${path}"/>
</svg>`;
}

function encodeText(text: string): boolean[][] | null {
  try {
    // As bytes, since half a surrogate pair makes the encoder of strings throw
    return encode([...new TextEncoder().encode(text)], { border: quietZone }).data;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
