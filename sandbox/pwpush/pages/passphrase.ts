// The passphrase form.
import { html, nothing } from '../../pages/html.ts';
import type { Push } from '../push.ts';
import { answerPage } from './layout.ts';

export type PassphraseNotice = 'none' | 'wrong' | 'too-many';

const notices = {
  none: nothing,
  wrong: html`<p class="alarm" role="alert">That passphrase is incorrect.</p>`,
  'too-many': html`<p class="alarm" role="alert">Too many passphrase attempts. Please try again in a minute.</p>`,
};

const statuses = { none: 200, wrong: 401, 'too-many': 429 };

export function answerPassphraseForm(push: Push, notice: PassphraseNotice) {
  return answerPage({
    title: 'Passphrase needed',
    status: statuses[notice],
    // Behind the form of a URL push stands a redirect to that URL, which browsers hold against the form.
    ...(push.kind === 'url' ? { formTargets: "'self' http: https:" } : {}),
    body: html`<h1>This secret has a passphrase</h1>
<p>Ask whoever shared it with you, if you were not told.</p>
${notices[notice]}
<form method="post" action="/p/${push.token}/access">
<label for="passphrase">Passphrase</label>
<input id="passphrase" name="passphrase" type="password" autocomplete="off" required autofocus>
<button>Open</button>
</form>`,
  });
}
