// Times as a person reads them.
import { type Html, html } from '../../pages/html.ts';
import { tellAge } from '../age.ts';

export function showAge(at: Date, now: Date): Html {
  return html`<time datetime="${at.toISOString()}">${tellAge(now.getTime() - at.getTime())}</time>`;
}

export function showRest(until: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((until.getTime() - now.getTime()) / 1000));
  if (seconds < 90) return `${seconds} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min left` : `${Math.round(minutes / 60)} h left`;
}
