import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectLiteralExpression, SourceFile } from 'ts-morph';
import { NewLineKind, Node, Project, QuoteKind } from 'ts-morph';
import { handwrittenKey } from '../code.ts';
import type { Report } from '../diagnostics.ts';
import type { Change } from '../tree.ts';
import { type Decisions, printDecisions } from './field-tree.ts';

/** A rule or a tool in a file of `overrides/`. */
export interface Entry {
  readonly file: string;
  /** The exported object that the entry goes into. */
  readonly book: string;
  readonly key: string;
  readonly decisions: Decisions;
}

interface Scaffolded {
  /** Entries that are not in their files. */
  readonly missing: Entry[];
  /** Entries that hold nothing but `undecided`. */
  readonly undecided: Entry[];
  /** The files with the missing entries added. */
  readonly changes: Change[];
}

/** Looks for entries in their files, and adds those that are missing. Changes nothing else in the files, and writes none. */
export function scaffold(root: string, entries: readonly Entry[], report: Report): Scaffolded {
  const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  const [missing, undecided]: [Entry[], Entry[]] = [[], []];
  const withoutBook = new Map<string, string>();
  const changed = new Map<string, { source: SourceFile; before: string }>();
  for (const entry of entries) {
    const book = findBook(project, root, entry);
    const value = book?.getProperty(entry.key);
    if (Node.isPropertyAssignment(value) && value.getInitializer()?.getText() === 'undecided') undecided.push(entry);
    if (value) continue;
    missing.push(entry);
    if (!book) {
      withoutBook.set(entry.file, entry.book);
      continue;
    }
    const source = book.getSourceFile();
    const text = source.getFullText();
    if (!changed.has(entry.file)) changed.set(entry.file, { source, before: text });
    const newLineKind = text.includes('\r\n') ? NewLineKind.CarriageReturnLineFeed : NewLineKind.LineFeed;
    project.manipulationSettings.set({ newLineKind, quoteKind: QuoteKind.Single });
    insertEntry(book, entry);
    importUndecided(source);
  }
  for (const [file, book] of withoutBook)
    report.add('SCAFFOLD_NO_BOOK', file, '', `There is no exported object \`${book}\`.`);
  const changes = [...changed].map(([path, { source, before }]) => ({ path, before, after: source.getFullText() }));
  return { missing, undecided, changes };
}

/** Adds an entry before the closing brace as text, because ts-morph would indent it in its own way. */
function insertEntry(book: ObjectLiteralExpression, { key, decisions }: Entry): void {
  const source = book.getSourceFile();
  const { properties } = book.compilerNode;
  const last = properties.at(-1);
  const brace = book.getEnd() - 1;
  const onOwnLine = source.getFullText().charAt(brace - 1) === '\n';
  const lines = `${handwrittenKey(key).text}: ${printDecisions(decisions).text},`.replaceAll('\n', '\n  ');
  source.insertText(brace, `${onOwnLine ? '' : '\n'}  ${lines}\n`);
  if (last && !properties.hasTrailingComma) source.insertText(last.end, ',');
}

/** The object literal of `export const <book> = { … } as const satisfies …`. */
function findBook(project: Project, root: string, { file, book }: Entry): ObjectLiteralExpression | undefined {
  const path = join(root, file);
  if (!existsSync(path)) return undefined;
  const source = project.getSourceFile(path) ?? project.addSourceFileAtPath(path);
  const declaration = source.getVariableDeclaration(book);
  let value = declaration?.isExported() ? declaration.getInitializer() : undefined;
  while (Node.isSatisfiesExpression(value) || Node.isAsExpression(value) || Node.isParenthesizedExpression(value))
    value = value.getExpression();
  return Node.isObjectLiteralExpression(value) ? value : undefined;
}

const ruleModule = '../rule/operation-rule.ts';

function importUndecided(source: SourceFile): void {
  const imports = source.getImportDeclarations().filter((item) => item.getModuleSpecifierValue() === ruleModule);
  const named = imports.flatMap((item) => (item.isTypeOnly() ? [] : item.getNamedImports()));
  if (named.some((item) => item.getName() === 'undecided' && !item.isTypeOnly())) return;
  const values = imports.find((item) => !item.isTypeOnly());
  if (values) values.addNamedImport('undecided');
  else source.addImportDeclaration({ moduleSpecifier: ruleModule, namedImports: ['undecided'] });
}
