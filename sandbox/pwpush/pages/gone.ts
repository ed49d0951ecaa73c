// The end: used up, over its time, expired by hand, or never there. The page does not tell which.
import type { Answer } from '../../http/answer.ts';
import { html } from '../../pages/html.ts';
import { answerPage } from './layout.ts';

export function answerGone() {
  return answerPage({
    title: 'This secret is gone',
    body: html`<h1>This secret is gone</h1>
<p>It has expired, was viewed as often as it may be, was deleted, or never was here.</p>
<p class="soft">If you still need it, ask whoever sent you the link for a new one.</p>`,
  });
}

/** Says nothing about keeping it, like the static page that the application answers. */
export function answerMissing(): Answer {
  const body = html`<h1>Page not found</h1>
<p>There is nothing at this address.</p>`;
  const page = answerPage({ title: 'Page not found', status: 404, body });
  const { 'cache-control': _, ...headers } = page.headers;
  return { ...page, headers };
}
