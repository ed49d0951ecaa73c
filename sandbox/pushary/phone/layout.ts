// The frame of the phone's pages: that of all sandbox pages, in one column of cards.
import type { Answer } from '../../http/answer.ts';
import type { Html } from '../../pages/html.ts';
import { writePage } from '../../pages/page.ts';
import { phonePath } from './path.ts';
import { style } from './style.ts';

const footer = 'Pushary sandbox. Everything in it is gone when it stops.';
const reloadSeconds = 3;

/** A page that reloads is for looking only: it would take away what a person is typing. */
export function answerPage(title: string, body: Html, reloads: boolean): Answer {
  const page = writePage({ title, body, footer, style });
  // Not `no-referrer`: with it, browsers send `Origin: null` with the forms of this very page
  const headers = { ...page.headers, 'referrer-policy': 'same-origin' };
  // Names the page without what it said about the last answer
  return reloads
    ? { ...page, headers: { ...headers, refresh: `${reloadSeconds}; url=${phonePath}` } }
    : { ...page, headers };
}
