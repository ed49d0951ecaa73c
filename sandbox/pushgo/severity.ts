// How urgent something is.
import { refuse } from './answers.ts';
import { trim } from './trim.ts';

const severities: ReadonlySet<string> = new Set(['critical', 'high', 'normal', 'low']);

/** A message may have any text here; an unknown one means `normal`. */
export function readLooseSeverity(text: string | null): string {
  const name = trim(text ?? '').toLowerCase();
  return severities.has(name) ? name : 'normal';
}

/** An event is refused for an unknown severity. */
export function readSeverity(text: string): string {
  const name = trim(text).toLowerCase();
  return severities.has(name) ? name : refuse('severity must be one of critical/high/normal/low');
}
