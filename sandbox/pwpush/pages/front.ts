// The page at the first address, which the application has for its own web interface.
import { html, nothing } from '../../pages/html.ts';
import { answerPage } from './layout.ts';

/** A page of another emulator that a person can look at. */
export interface Elsewhere {
  readonly title: string;
  readonly href: string;
}

export function answerFront(elsewhere: readonly Elsewhere[]) {
  const links = elsewhere.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>`);
  return answerPage({
    title: 'push-mcp sandbox',
    body: html`<h1>push-mcp sandbox</h1>
<p>This stands in for a Password Pusher. Share links that are made with it open here: ask for one, and follow it.</p>
${links.length === 0 ? nothing : html`<p>What is sent to people and devices is here:</p>\n<ul>${links}</ul>`}
<p class="soft">Nothing leaves this machine.</p>`,
  });
}
