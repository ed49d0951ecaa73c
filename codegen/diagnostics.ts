/** What stops generation. Every problem found is collected; one table says what each code means and what to do. */

export const diagnosticCodes = {
  SPEC_NONE: {
    meaning: 'There is no specification to read.',
    fix: 'Put at least one OpenAPI file named <api>.yaml into specs/.',
  },
  SPEC_FILE_NAME: {
    meaning: 'The name of a file becomes the name of its API, and this one cannot.',
    fix: 'Name it with lower-case words joined by hyphens: pwpush-v2.yaml.',
  },
  SPEC_TOO_LARGE: { meaning: 'The file is larger than 1 MB.', fix: 'Describe what is used, not the whole service.' },
  SPEC_PARSE: {
    meaning: 'The file is not valid YAML, or not an object.',
    fix: 'Correct the syntax at the place named.',
  },
  SPEC_YAML_ALIAS: {
    meaning: 'A YAML alias (`*name`) repeats a part of the document.',
    fix: 'Use a $ref to a component: an alias can blow up without limit when it is expanded.',
  },
  SPEC_VERSION: { meaning: 'The document is not OpenAPI 3.1.', fix: 'Start it with `openapi: 3.1.0`.' },
  SPEC_BAD_KEY: {
    meaning: 'The key means something to the language that is generated.',
    fix: 'The name `__proto__` cannot be supported; leave the field out.',
  },
  SPEC_REMOTE_REF: {
    meaning:
      'A $ref leaves the file. Generation is a function of the files under specs/ alone, and each is whole in itself.',
    fix: 'Copy what is needed under `components` and refer to it as `#/components/…`.',
  },
  SPEC_UNRESOLVED_REF: { meaning: 'A $ref points at nothing.', fix: 'Correct the name, or add the component.' },
  SPEC_LINT: { meaning: 'A rule of the recommended Redocly set is broken.', fix: 'Do what the message says.' },
  SPEC_UNKNOWN_EXTENSION: {
    meaning: 'The generator knows no such x- key, so it would have no effect.',
    fix: 'Use the key that is suggested, or leave it out. specs/README.md lists all.',
  },
  SPEC_MISPLACED_EXTENSION: {
    meaning: 'The x- key has no effect where it stands.',
    fix: 'Move it to where it is read.',
  },
  SPEC_BAD_EXTENSION: {
    meaning: 'The value of the x- key is not one that it takes.',
    fix: 'Use a value that the message names.',
  },
  SPEC_MISSING_OPERATION_ID: {
    meaning: 'The operation has no operationId.',
    fix: 'Give it one, unique over all specifications.',
  },
  SPEC_DUPLICATE_OPERATION_ID: {
    meaning: 'Two operations have the same operationId.',
    fix: 'Rename one. Ids are unique over all specifications; prefix them with the API.',
  },
  SPEC_BAD_IDENTIFIER: {
    meaning: 'The name becomes an identifier, and this one cannot.',
    fix: 'Use letters and digits, starting with a lower-case letter (for an operationId), 60 at most.',
  },
  SPEC_BAD_PATH: {
    meaning: 'The path has characters that do not belong into one.',
    fix: 'Start it with a slash and percent-encode what is special; no query, no fragment.',
  },
  SPEC_MISSING_EFFECT: {
    meaning: 'The operation does not say what it does to the world. The HTTP method does not tell.',
    fix: 'Add x-effect: read, consume, create, update, destroy or notify.',
  },
  SPEC_UNKNOWN_EFFECT: {
    meaning: 'There is no such effect.',
    fix: 'Use read, consume, create, update, destroy or notify.',
  },
  SPEC_MISSING_TOOL: {
    meaning: 'The operation does not say which tool stands on it.',
    fix: 'Add x-tool with name, title, toolset and description; or with variantOf; or with `expose: false` and a reason.',
  },
  SPEC_BAD_TOOL: {
    meaning: 'x-tool is not one of its three forms.',
    fix: 'Use { name, title, toolset, description }, { variantOf } or { expose: false, reason }, with nothing else.',
  },
  SPEC_TOOL_NAME: {
    meaning: 'Some clients refuse the whole server for such a tool name.',
    fix: 'Use lower-case letters, digits and underscores, starting with a letter, 40 at most.',
  },
  SPEC_TOOL_OWNERS: {
    meaning: 'Two operations carry the same tool.',
    fix: 'Keep name, title and description on one, and put `variantOf` on the other.',
  },
  SPEC_UNKNOWN_VARIANT: { meaning: 'variantOf names a tool that no operation carries.', fix: 'Correct the name.' },
  SPEC_VARIANT_EFFECT: {
    meaning: 'A variant does something else to the world than the tool it belongs to.',
    fix: 'Give it a tool of its own, or correct x-effect.',
  },
  SPEC_CONSUME_EXPOSED: {
    meaning: 'An operation that consumes cannot be a tool.',
    fix: 'Use `x-tool: { expose: false, reason: … }`, or correct x-effect.',
  },
  SPEC_MISSING_DESCRIPTION: {
    meaning: 'A parameter or a field of a request body has no description, so neither a model nor a person can use it.',
    fix: 'Add a description; its first sentence is what a model reads.',
  },
  SPEC_OUTPUT_WITHOUT_SCHEMA: {
    meaning: 'No success response has a JSON schema, so nothing can be decided about its fields.',
    fix: 'Describe the 2xx body under application/json.',
  },
  SPEC_IDEMPOTENCY_KEY: {
    meaning: 'x-idempotency-key names a field that the request body does not have.',
    fix: 'Name a field of the body.',
  },
  SPEC_INPUT_COLLISION: {
    meaning: 'Two inputs of an operation get the same name once parameters and body fields stand side by side.',
    fix: 'Rename one, or leave out the one that is not needed.',
  },
  SPEC_INPUT_NAME: {
    meaning: 'Some clients refuse the whole server for such an argument name.',
    fix: 'Use letters, digits, underscores and hyphens, 64 at most.',
  },
  SPEC_RECURSIVE_SCHEMA: {
    meaning: 'A schema contains itself. A list of tools that holds one is refused by clients.',
    fix: 'Write out as many levels as are used.',
  },
  SPEC_UNSUPPORTED: {
    meaning: 'The generator cannot carry this over exactly, and does not guess.',
    fix: 'Describe it in one of the supported ways (codegen/README.md lists them).',
  },
  OVERRIDES_MISSING: {
    meaning: 'There is no overrides/index.ts.',
    fix: 'Add it; it exports rules, surface and undecided.',
  },
  OVERRIDES_FAILED: {
    meaning: 'overrides/ could not be loaded, or failed to build the list of tools.',
    fix: 'Correct the error named.',
  },
  OVERRIDES_EXPORTS: {
    meaning: 'overrides/index.ts does not export what is expected.',
    fix: 'Export undecided, rules and surface as codegen/overrides/contract.ts says.',
  },
  RULE_MISSING: {
    meaning: 'An exposed operation has no rule.',
    fix: 'Run npm run generate: it adds an entry in which each decision is left open.',
  },
  RULE_EXTRA: {
    meaning: 'A rule belongs to no exposed operation.',
    fix: 'Delete the entry, or rename it with its operation.',
  },
  RULE_FIELD_EXTRA: {
    meaning: 'A rule decides about a field that its operation does not have, perhaps through a spread.',
    fix: 'Leave it out there: what is decided in advance is shown without a question once the service has such a field.',
  },
  RULE_UNDECIDED: { meaning: 'A decision is still open.', fix: 'Replace `undecided` by a decision.' },
  TOOL_MISSING: {
    meaning: 'A tool of the specifications is not in the tool book of its service.',
    fix: 'Run npm run generate: it adds an entry; then write the tool.',
  },
  TOOL_UNDECIDED: { meaning: 'A tool is still to be written.', fix: 'Replace `undecided` by the tool.' },
  TOOL_BAD: {
    meaning: 'A tool of the list is not one that every client accepts.',
    fix: 'Correct what the message names in overrides/.',
  },
  SCAFFOLD_NO_BOOK: {
    meaning: 'There is no file, or no exported object in it, to put a new entry into.',
    fix: 'Create it with `export const <service>Rules = {} as const satisfies RuleBook<…>;` (or `<service>Tools`).',
  },
  README_MARKERS: {
    meaning: 'README.md has no place for the table of tools.',
    fix: 'Add the lines <!-- tools:start --> and <!-- tools:end -->.',
  },
  TREE_FOREIGN_FILE: {
    meaning: 'A file under generated/ was not written by the generator, so it is not deleted.',
    fix: 'Move it elsewhere, or delete it.',
  },
} as const satisfies Record<string, { meaning: string; fix: string }>;

export type DiagnosticCode = keyof typeof diagnosticCodes;

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
  const { meaning, fix } = diagnosticCodes[code];
  return `${code}  ${printable(file + pointer)}\n  ${detail}\n  ${meaning}\n  fix: ${fix}\n`;
}

/** Names in a specification are foreign: one with an escape sequence must not drive the terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ').slice(0, 4000);
}
