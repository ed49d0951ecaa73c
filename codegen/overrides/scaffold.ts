import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Expression,
  NewLineKind,
  Node,
  type ObjectLiteralExpression,
  Project,
  QuoteKind,
  type SourceFile,
} from 'ts-morph';
import { handwrittenKey } from '../code.ts';
import type { Report } from '../diagnostics.ts';
import type { Operation, Tool } from '../model.ts';
import { serviceOf } from '../names.ts';
import { rulesFile } from './check-rules.ts';
import { openRule, printTree } from './field-tree.ts';

interface Entry {
  readonly file: string;
  /** The exported object that the entry goes into. */
  readonly book: string;
  readonly key: string;
  readonly text: string;
}

export interface Scaffolded {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Adds an entry for each operation without a rule. Nothing else in the files changes, and nothing is written here. */
export function scaffoldRules(root: string, operations: readonly Operation[], report: Report): Scaffolded[] {
  const entries = operations.map((operation) => ({
    file: rulesFile(operation),
    book: `${serviceOf(operation.api)}Rules`,
    key: operation.id,
    text: printTree(openRule(operation)).text,
  }));
  return addEntries(root, entries, report);
}

export interface ToolBooks {
  /** Tools whose entry is still `undecided`. */
  readonly open: readonly Tool[];
  readonly missing: readonly Tool[];
  readonly scaffolded: readonly Scaffolded[];
}

/** Looks for each tool in the book of its service, and adds the ones that are not there. */
export function scaffoldTools(root: string, tools: readonly Tool[], report: Report): ToolBooks {
  const project = createProject();
  const entries = tools.map((tool) => ({ tool, entry: toolEntry(tool) }));
  const state = entries.map(({ tool, entry }) => ({
    tool,
    entry,
    value: findBook(project, root, entry)?.getProperty(entry.key),
  }));
  const missing = state.filter(({ value }) => value === undefined);
  return {
    open: state
      .filter(({ value }) => Node.isPropertyAssignment(value) && value.getInitializer()?.getText() === 'undecided')
      .map(({ tool }) => tool),
    missing: missing.map(({ tool }) => tool),
    scaffolded: addEntries(
      root,
      missing.map(({ entry }) => entry),
      report,
    ),
  };
}

export function toolsFile(tool: Tool): string {
  return `overrides/${serviceOf(tool.operations[0].api)}/tools.ts`;
}

function toolEntry(tool: Tool): Entry {
  const service = serviceOf(tool.operations[0].api);
  return { file: toolsFile(tool), book: `${service}Tools`, key: tool.name, text: 'undecided' };
}

function addEntries(root: string, entries: readonly Entry[], report: Report): Scaffolded[] {
  const project = createProject();
  const changed = new Map<string, { source: SourceFile; before: string }>();
  for (const entry of entries) {
    const book = findBook(project, root, entry);
    if (!book) {
      report.add(
        'SCAFFOLD_NO_BOOK',
        entry.file,
        '',
        `There is no exported object \`${entry.book}\` for \`${entry.key}\`.`,
      );
      continue;
    }
    const source = book.getSourceFile();
    const before = changed.get(entry.file)?.before ?? source.getFullText();
    const newLineKind = lineEnd(source) === '\r\n' ? NewLineKind.CarriageReturnLineFeed : NewLineKind.LineFeed;
    project.manipulationSettings.set({ newLineKind });
    insertEntry(book, entry);
    importUndecided(source);
    changed.set(entry.file, { source, before });
  }
  return [...changed].map(([path, { source, before }]) => ({ path, before, after: source.getFullText() }));
}

/** Before the closing brace. By hand: the writers of ts-morph indent as they like, and here each byte counts. */
function insertEntry(book: ObjectLiteralExpression, { key, text }: Entry): void {
  const source = book.getSourceFile();
  const { properties } = book.compilerNode;
  const last = properties.at(-1);
  const brace = book.getEnd() - 1;
  const onOwnLine = source.getFullText().charAt(brace - 1) === '\n';
  const lines = `${handwrittenKey(key).text}: ${text},`.replaceAll('\n', '\n  ');
  source.insertText(brace, `${onOwnLine ? '' : '\n'}  ${lines}\n`);
  if (last && !properties.hasTrailingComma) source.insertText(last.end, ',');
}

function lineEnd(source: SourceFile): '\r\n' | '\n' {
  return source.getFullText().includes('\r\n') ? '\r\n' : '\n';
}

function createProject(): Project {
  return new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    manipulationSettings: { quoteKind: QuoteKind.Single },
  });
}

/** The object literal of `export const <book> = { … } as const satisfies …`. */
function findBook(project: Project, root: string, { file, book }: Entry): ObjectLiteralExpression | undefined {
  const path = join(root, file);
  if (!existsSync(path)) return undefined;
  const source = project.getSourceFile(path) ?? project.addSourceFileAtPath(path);
  const declaration = source.getVariableDeclaration(book);
  const literal = declaration?.isExported() ? unwrap(declaration.getInitializer()) : undefined;
  return Node.isObjectLiteralExpression(literal) ? literal : undefined;
}

function unwrap(expression: Expression | undefined): Expression | undefined {
  if (
    Node.isSatisfiesExpression(expression) ||
    Node.isAsExpression(expression) ||
    Node.isParenthesizedExpression(expression)
  )
    return unwrap(expression.getExpression());
  return expression;
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
