// The step before the secret: link scanners of mail and chat programs open links, but press no buttons.
import { html } from '../../pages/html.ts';
import type { Push } from '../push.ts';
import { answerPage } from './layout.ts';

export function answerStep(push: Push) {
  return answerPage({
    title: 'Somebody shared a secret with you',
    body: html`<h1>Somebody shared a secret with you</h1>
<p>Opening it counts as a view, and it can only be viewed a limited number of times.</p>
<a class="button" href="/p/${push.token}" rel="nofollow noreferrer">Show the secret</a>`,
  });
}
