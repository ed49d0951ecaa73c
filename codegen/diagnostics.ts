import { readFileSync } from 'node:fs';

/** What stops generation. Every problem found is collected. */
export type DiagnosticCode =
  | 'SPEC_NONE'
  | 'SPEC_FILE_NAME'
  | 'SPEC_TOO_LARGE'
  | 'SPEC_PARSE'
  | 'SPEC_YAML_ALIAS'
  | 'SPEC_VERSION'
  | 'SPEC_BAD_KEY'
  | 'SPEC_REMOTE_REF'
  | 'SPEC_UNRESOLVED_REF'
  | 'SPEC_LINT'
  | 'SPEC_UNKNOWN_EXTENSION'
  | 'SPEC_MISPLACED_EXTENSION'
  | 'SPEC_BAD_EXTENSION'
  | 'SPEC_MISSING_OPERATION_ID'
  | 'SPEC_DUPLICATE_OPERATION_ID'
  | 'SPEC_BAD_IDENTIFIER'
  | 'SPEC_BAD_PATH'
  | 'SPEC_MISSING_EFFECT'
  | 'SPEC_UNKNOWN_EFFECT'
  | 'SPEC_MISSING_TOOL'
  | 'SPEC_BAD_TOOL'
  | 'SPEC_TOOL_NAME'
  | 'SPEC_TOOL_OWNERS'
  | 'SPEC_UNKNOWN_VARIANT'
  | 'SPEC_VARIANT_EFFECT'
  | 'SPEC_CONSUME_EXPOSED'
  | 'SPEC_MISSING_DESCRIPTION'
  | 'SPEC_OUTPUT_WITHOUT_SCHEMA'
  | 'SPEC_IDEMPOTENCY_KEY'
  | 'SPEC_RESERVED_HEADER'
  | 'SPEC_INPUT_COLLISION'
  | 'SPEC_INPUT_NAME'
  | 'SPEC_RECURSIVE_SCHEMA'
  | 'SPEC_UNSUPPORTED'
  | 'OVERRIDES_MISSING'
  | 'OVERRIDES_FAILED'
  | 'OVERRIDES_EXPORTS'
  | 'SERVICE_UNREGISTERED'
  | 'RULE_MISSING'
  | 'RULE_EXTRA'
  | 'RULE_FIELD_EXTRA'
  | 'RULE_UNDECIDED'
  | 'TOOL_MISSING'
  | 'TOOL_UNDECIDED'
  | 'TOOL_BAD'
  | 'SCAFFOLD_NO_BOOK'
  | 'README_MARKERS'
  | 'TREE_FOREIGN_FILE';

export interface DiagnosticText {
  readonly meaning: string;
  readonly fix: string;
}

let texts: ReadonlyMap<string, DiagnosticText> | undefined;

/** The table in README.md says what each code means and what to do about it, here as there. */
export function diagnosticTexts(): ReadonlyMap<string, DiagnosticText> {
  if (texts) return texts;
  const guide = readFileSync(new URL('./README.md', import.meta.url), 'utf8').replaceAll('\\<', '<');
  const rows = guide.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\| (.*?) +\|$/gm);
  texts = new Map([...rows].map(([, code = '', meaning = '', fix = '']) => [code, { meaning, fix }]));
  return texts;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** Path from the root of the project. */
  readonly file: string;
  /** JSON pointer inside a specification, or empty. */
  readonly pointer: string;
  /** What was found there. */
  readonly detail: string;
}

/** Collects diagnostics, so that everything that is wrong is reported at once. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  add(code: DiagnosticCode, file: string, pointer: string, detail: string): void {
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
  return (
    compare(a.file, b.file) || compare(a.pointer, b.pointer) || compare(a.code, b.code) || compare(a.detail, b.detail)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function formatDiagnostic({ code, file, pointer, detail }: Diagnostic): string {
  const text = diagnosticTexts().get(code);
  return `${code}  ${printable(file + pointer)}\n  ${detail}\n  ${text?.meaning}\n  fix: ${text?.fix}\n`;
}

/** Names in a specification are foreign: one with an escape sequence must not drive the terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').slice(0, 4000);
}
