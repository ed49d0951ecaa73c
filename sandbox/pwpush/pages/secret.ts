// The secret itself: text, QR code, files. A URL push has no page, it sends the browser on.
import { type Html, html, nothing } from '../../pages/html.ts';
import { daysRemaining, type Kind, type Push, viewsRemaining } from '../push.ts';
import { answerPage } from './layout.ts';
import { drawQrCode } from './qr-code.ts';

export interface Download {
  name: string;
  size: number;
  path: string;
}

const text = (push: Push): Html => (push.payload === null ? nothing : html`<pre tabindex="0">${push.payload}</pre>`);

const bodies: Record<Exclude<Kind, 'url'>, (push: Push) => Html> = {
  text,
  file: text,
  qr: (push) => drawQrCode(push.payload ?? '') ?? html`<p>The text is too long for a QR code.</p>${text(push)}`,
};

const titles: Record<Exclude<Kind, 'url'>, string> = {
  text: 'Your secret',
  file: 'Your files',
  qr: 'Your QR code',
};

function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function listDownloads(downloads: readonly Download[]): Html {
  if (downloads.length === 0) return nothing;
  const entries = downloads.map(
    ({ name, size, path }) =>
      html`<li><a href="${path}" download="${name}">${name}</a><span class="soft">${formatSize(size)}</span></li>`,
  );
  return html`<ul>${entries}</ul>
<p class="soft">Download within five minutes, then the links end.</p>`;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function describeRest(push: Push, now: Date): string {
  const views = viewsRemaining(push);
  if (views === 0) return 'This was the last view. Keep what you need before you leave.';
  if (push.duration !== null) return `It can be viewed ${plural(views, 'more time')}.`;
  return `It can be viewed ${plural(views, 'more time')}, for ${plural(daysRemaining(push, now), 'more day')}.`;
}

function deleteForm(push: Push): Html {
  if (push.deletable !== true) return nothing;
  return html`<form class="end" method="post" action="/p/${push.token}">
<input type="hidden" name="_method" value="delete">
<button class="quiet">Delete this secret now</button>
</form>`;
}

export function answerSecret(push: Push, kind: Exclude<Kind, 'url'>, downloads: readonly Download[], now: Date) {
  return answerPage({
    title: titles[kind],
    // A click selects all of it, to be copied
    style: 'pre{user-select:all}\n',
    body: html`<h1>${titles[kind]}</h1>
${bodies[kind](push)}
${listDownloads(downloads)}
<p class="soft">${describeRest(push, now)}</p>
${deleteForm(push)}`,
  });
}
