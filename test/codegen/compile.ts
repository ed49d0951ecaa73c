import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repository } from './project.ts';

/** Type-checks files with the options of the project, and returns the errors as `file(line): message`. */
export function typeCheck(files: readonly string[]): string[] {
  const base = JSON.parse(readFileSync(join(repository, 'tsconfig.base.json'), 'utf8')) as { compilerOptions: object };
  const options = {
    ...base.compilerOptions,
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    noEmit: true,
  };
  const parsed = ts.convertCompilerOptionsFromJson(options, repository);
  const program = ts.createProgram([...files], { ...parsed.options, noEmit: true });
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    if (!diagnostic.file) return message;
    const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
    return `${diagnostic.file.fileName}(${line + 1}): ${message}`;
  });
}

/** Every identifier of a source that is not inside a string or a comment. */
export function identifiersOf(text: string): { identifiers: Set<string>; errors: number } {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const identifiers = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) identifiers.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const { parseDiagnostics } = source as unknown as { parseDiagnostics: readonly unknown[] };
  return { identifiers, errors: parseDiagnostics.length };
}
