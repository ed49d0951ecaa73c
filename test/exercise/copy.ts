// A copy of the project to exercise in, and the commands of the project run in it.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';

export const project = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
/** Where a program of a package is. */
export const tool = (name: string) => join(project, 'node_modules', '.bin', name);

/** Exit code and everything printed. */
export interface Ran {
  readonly code: number;
  readonly text: string;
}

export interface Copy {
  readonly root: string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Runs a program of `node_modules/.bin`. */
  command(name: string, args: readonly string[]): Promise<Ran>;
  generate(): Promise<Ran>;
  /** What `tsc -b CONFIG` prints. */
  typeCheck(config: string): string;
  remove(): Promise<void>;
}

/**
 * Copies files and folders of the project. What was compiled so far comes along, and so only what the exercise changes is
 * compiled anew, as it would be for its maintainer.
 */
export async function makeCopy(parts: readonly string[]): Promise<Copy> {
  const root = await mkdtemp(join(tmpdir(), 'push-mcp-exercise-'));
  for (const part of parts) await cp(join(project, part), join(root, part), { recursive: true });
  await symlink(join(project, 'node_modules'), join(root, 'node_modules'));
  for (const part of parts) await copyCompiled(root, /^tsconfig\.(\w+)\.json$/.exec(part)?.[1] ?? '');
  const command = async (name: string, args: readonly string[]): Promise<Ran> => {
    try {
      const { stdout, stderr } = await run(tool(name), args, { cwd: root, maxBuffer: 1 << 24 });
      return { code: 0, text: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, text: stdout + stderr };
    }
  };
  return {
    root,
    read: (path) => readFile(join(root, path), 'utf8'),
    async write(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    },
    command,
    generate: () => command('tsx', ['codegen/cli.ts']),
    typeCheck: (config) => typeCheck(root, config),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Copies what `tsc -b` keeps of a project of the compiler, if it has run. */
async function copyCompiled(root: string, name: string): Promise<void> {
  const [from, to] = [join(project, '.build'), join(root, '.build')];
  if (!existsSync(join(from, `${name}.tsbuildinfo`))) return;
  await cp(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true });
  const info = await readFile(join(from, `${name}.tsbuildinfo`), 'utf8');
  // The packages are linked, and the compiler names them by where they really are
  const packages = `"${relative(to, join(project, 'node_modules'))}/`;
  await writeFile(join(to, `${name}.tsbuildinfo`), info.replaceAll('"../node_modules/', packages));
  // Older than every source, so that what was compiled from another text is compiled again
  await utimes(join(to, `${name}.tsbuildinfo`), 0, 0);
}

const parsed = new Map<string, ts.SourceFile>();

/** `tsc -b` in this process, where the compiler is warm and has read the libraries already. */
function typeCheck(root: string, config: string): string {
  const lines: string[] = [];
  const report = (diagnostic: ts.Diagnostic) =>
    void lines.push(
      ts.formatDiagnostic(diagnostic, {
        getCurrentDirectory: () => root,
        getCanonicalFileName: (name) => name,
        getNewLine: () => '\n',
      }),
    );
  const system: ts.System = { ...ts.sys, getCurrentDirectory: () => root };
  const createProgram: ts.CreateProgram<ts.EmitAndSemanticDiagnosticsBuilderProgram> = (
    names,
    options,
    host,
    ...others
  ) => {
    if (host) {
      const { getSourceFile } = host;
      host.getSourceFile = (name, ...more) => {
        if (!name.includes('/node_modules/')) return getSourceFile.call(host, name, ...more);
        const file = parsed.get(name) ?? getSourceFile.call(host, name, ...more);
        if (file) parsed.set(name, file);
        return file;
      };
    }
    return ts.createEmitAndSemanticDiagnosticsBuilderProgram(names, options, host, ...others);
  };
  const host = ts.createSolutionBuilderHost(system, createProgram, report, report);
  ts.createSolutionBuilder(host, [join(root, config)], {}).build();
  return lines.join('');
}
