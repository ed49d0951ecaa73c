// Times as a person reads them.
import { type Html, html } from '../../pages/html.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function tellAge(milliseconds: number): string {
  if (milliseconds < minute) return 'just now';
  if (milliseconds < hour) return `${Math.floor(milliseconds / minute)} min ago`;
  if (milliseconds < day) return `${Math.floor(milliseconds / hour)} h ago`;
  return `${Math.floor(milliseconds / day)} d ago`;
}

/** How long ago something happened, as the sender says. What is no date, or still to come, is shown as it is. */
export function showAge(milliseconds = '', now: Date): Html {
  const at = new Date(Number(milliseconds));
  if (!(at.getTime() <= now.getTime())) return showInstant(milliseconds);
  return html`<time datetime="${at.toISOString()}">${tellAge(now.getTime() - at.getTime())}</time>`;
}

/** Senders give any 64 bits for a time; not all of them are a date. */
export function showInstant(milliseconds: string): Html {
  const at = new Date(Number(milliseconds));
  if (Number.isNaN(at.getTime())) return html`${milliseconds}`;
  const text = at.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
