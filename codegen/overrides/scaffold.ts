import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Expression, ObjectLiteralExpression, SourceFile } from 'ts-morph';
import { NewLineKind, Node, Project, QuoteKind } from 'ts-morph';
import { handwrittenKey } from '../code.ts';
import type { Report } from '../diagnostics.ts';
import type { Operation, Tool } from '../model.ts';
import { serviceOf } from '../names.ts';
import type { Change } from '../tree.ts';
import { rulesFile } from './check-rules.ts';
import { openRule, printTree } from './field-tree.ts';

interface Entry {
  readonly file: string;
  /** The exported object that the entry goes into. */
  readonly book: string;
  readonly key: string;
  readonly text: string;
}

/** Which entries are not in their files, which hold `undecided`, and the files with the missing ones added. */
interface Books<T> {
  readonly missing: readonly T[];
  readonly open: readonly T[];
  readonly scaffolded: readonly Change[];
}

/** Looks for the rule of each operation in the file of its service, and adds the ones that are not there. */
export function scaffoldRules(root: string, operations: readonly Operation[], report: Report): Books<Operation> {
  return scaffold(root, operations, report, (operation) => ({
    file: rulesFile(operation),
    book: `${serviceOf(operation.api)}Rules`,
    key: operation.id,
    text: printTree(openRule(operation)).text,
  }));
}

/** As {@link scaffoldRules}, for tools. */
export function scaffoldTools(root: string, tools: readonly Tool[], report: Report): Books<Tool> {
  return scaffold(root, tools, report, (tool) => ({
    file: toolsFile(tool),
    book: `${serviceOf(tool.operations[0].api)}Tools`,
    key: tool.name,
    text: 'undecided',
  }));
}

export function toolsFile(tool: Tool): string {
  return `overrides/${serviceOf(tool.operations[0].api)}/tools.ts`;
}

/** Changes nothing else in the files, and writes none. */
function scaffold<T>(root: string, things: readonly T[], report: Report, toEntry: (thing: T) => Entry): Books<T> {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    manipulationSettings: { quoteKind: QuoteKind.Single },
  });
  const [missing, open]: [T[], T[]] = [[], []];
  const without = new Map<string, string>();
  const changed = new Map<string, { source: SourceFile; before: string }>();
  for (const thing of things) {
    const entry = toEntry(thing);
    const book = findBook(project, root, entry);
    const value = book?.getProperty(entry.key);
    if (Node.isPropertyAssignment(value) && value.getInitializer()?.getText() === 'undecided') open.push(thing);
    if (value) continue;
    missing.push(thing);
    if (!book) {
      without.set(entry.file, entry.book);
      continue;
    }
    const source = book.getSourceFile();
    const before = changed.get(entry.file)?.before ?? source.getFullText();
    const isWindows = source.getFullText().includes('\r\n');
    project.manipulationSettings.set({
      newLineKind: isWindows ? NewLineKind.CarriageReturnLineFeed : NewLineKind.LineFeed,
    });
    insertEntry(book, entry);
    importUndecided(source);
    changed.set(entry.file, { source, before });
  }
  for (const [file, book] of without)
    report.add('SCAFFOLD_NO_BOOK', file, '', `There is no exported object \`${book}\`.`);
  const scaffolded = [...changed].map(([path, { source, before }]) => ({ path, before, after: source.getFullText() }));
  return { missing, open, scaffolded };
}

/** Adds an entry before the closing brace as text, because ts-morph would indent it in its own way. */
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
