// The frame of every page, and the headers that keep it to itself: no script, nothing from elsewhere, nothing kept.
import { createHash } from 'node:crypto';
import { Html, html, nothing } from './html.ts';
import { style as shared } from './style.ts';

export interface Page {
  title: string;
  body: Html;
  footer: string;
  /** Rules beside those that all pages have. */
  style?: string;
  /** A form that ends in a redirect away needs its target named; everything else stays here. */
  formTargets?: string;
  status?: number;
  /** Seconds until the page loads itself anew; only for pages on which nobody types. */
  reload?: number;
}

export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The style is inline, and the policy names it by its hash. */
function writePolicy(style: string, formTargets: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    `form-action ${formTargets}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

export function writePage(given: Page): PageAnswer {
  const { title, body, footer, style = '', formTargets = "'self'", status = 200, reload } = given;
  const rules = shared + style;
  const refresh = reload === undefined ? nothing : html`<meta http-equiv="refresh" content="${reload}">\n`;
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
${refresh}<title>${title}</title>
<style>${new Html(rules)}</style>
<main>
${body}
</main>
<footer>${footer}</footer>
</html>
`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': writePolicy(rules, formTargets),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: page.text,
  };
}
