/** How the generator reports problems. The texts stand in README.md, for people and for the terminal. */

import { readFileSync } from 'node:fs';
import { compareText } from './json.ts';

/** A row of the table in README.md, which is the list of all codes. */
export type DiagnosticCode =
  `${'SPEC' | 'OVERRIDES' | 'SERVICE' | 'RULE' | 'TOOL' | 'SCAFFOLD' | 'DOCS' | 'TREE'}_${Uppercase<string>}`;

const guide = readFileSync(new URL('./README.md', import.meta.url), 'utf8').replaceAll('\\<', '<');
const rows = guide.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\| (.*?) +\|$/gm);

/** What each code means and what to do about it, read from the table in README.md. */
export const diagnosticTexts: ReadonlyMap<string, { readonly meaning: string; readonly fix: string }> = new Map(
  [...rows].map(([, code = '', meaning = '', fix = '']) => [code, { meaning, fix }]),
);

export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** Path from the root of the project. */
  readonly file: string;
  /** JSON pointer inside a specification, or empty. */
  readonly pointer: string;
  readonly detail: string;
}

/** Collects the problems that stop generation, so that all are reported at once. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  add(code: DiagnosticCode, file: string, pointer: string, detail: string): void {
    if (!diagnosticTexts.has(code)) throw new Error(`README.md has no row for ${code}`);
    this.diagnostics.push({ code, file, pointer, detail: printable(detail) });
  }

  get failed(): boolean {
    return this.diagnostics.length > 0;
  }

  format(): string {
    return [...this.diagnostics].sort(byPlace).map(formatDiagnostic).join('\n');
  }
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const keys = ['file', 'pointer', 'code', 'detail'] as const;
  return keys.reduce((order, key) => order || compareText(a[key], b[key]), 0);
}

function formatDiagnostic({ code, file, pointer, detail }: Diagnostic): string {
  const text = diagnosticTexts.get(code);
  return `${code}  ${printable(file + pointer)}\n  ${detail}\n  ${text?.meaning}\n  fix: ${text?.fix}\n`;
}

/** The text without control characters: a name in a specification must not send escape sequences to the terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the expression removes them
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').slice(0, 4000);
}
