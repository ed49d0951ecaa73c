// How urgent something is.
import { refuse } from './answers.ts';

const severities: ReadonlySet<string> = new Set(['critical', 'high', 'normal', 'low']);

/** Messages take anything, and take what they do not know as normal. */
export function readLooseSeverity(text: string | null): string {
  const name = text?.trim().toLowerCase() ?? '';
  return severities.has(name) ? name : 'normal';
}

/** Events are strict. */
export function readSeverity(text: string): string {
  const name = text.trim().toLowerCase();
  return severities.has(name) ? name : refuse('severity must be one of critical/high/normal/low');
}
