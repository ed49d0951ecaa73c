// The frame of every page, and the headers that keep it to itself: no script, nothing from elsewhere, nothing kept.
import type { Answer } from '../answers.ts';
import { Html, html } from './html.ts';
import { style, styleHash } from './style.ts';

export interface Page {
  title: string;
  body: Html;
  /** A form that ends in a redirect away needs its target named; everything else stays here. */
  formTargets?: string;
  status?: number;
}

function policy(formTargets: string): string {
  return [
    "default-src 'none'",
    `style-src ${styleHash}`,
    `form-action ${formTargets}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

export function answerPage({ title, body, formTargets = "'self'", status = 200 }: Page): Answer {
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>${new Html(style)}</style>
<main>
${body}
</main>
<footer>Password Pusher sandbox. Everything in it is gone when it stops.</footer>
</html>
`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy(formTargets),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: page.text,
  };
}
