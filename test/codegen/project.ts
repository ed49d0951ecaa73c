import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { Report } from '../../codegen/diagnostics.ts';
import { generate, type Outcome } from '../../codegen/generate.ts';
import { type GeneratedCode, generateCode } from '../../codegen/generate-code.ts';
import { compareTree, writeChanges } from '../../codegen/tree.ts';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
const fixture = fileURLToPath(new URL('./fixtures/project/', import.meta.url));

// biome-ignore lint/suspicious/noExplicitAny: tests change documents in ways that no type foresees
export type Document = any;

/** A copy of the fixture project. It lies below the repository, so that its generated code finds the same packages. */
export interface Project {
  readonly root: string;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Parses a specification, lets `change` work on it, and writes it back. */
  edit(spec: 'notes-v1' | 'notes-v2', change: (document: Document) => void): Promise<void>;
  /** Every file below `generated/`, by path. */
  generated(): Promise<Record<string, string>>;
  remove(): Promise<void>;
}

const parsed = new Map<string, Document>();

function parseOnce(text: string): Document {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return structuredClone(parsed.get(text));
}

let count = 0;

export async function createProject(): Promise<Project> {
  const root = join(repository, '.build', 'test-codegen', `${process.pid}-${count++}`);
  await rm(root, { recursive: true, force: true });
  await cp(fixture, root, { recursive: true });
  const read = (path: string) => readFile(join(root, path), 'utf8');
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  return {
    root,
    read,
    write,
    async edit(spec, change) {
      const document = parseOnce(await read(`specs/${spec}.yaml`));
      change(document);
      // JSON is YAML, and faster
      await write(`specs/${spec}.yaml`, JSON.stringify(document, null, 1));
    },
    async generated() {
      const entries = await readdir(join(root, 'generated'), { recursive: true, withFileTypes: true }).catch(() => []);
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
      return Object.fromEntries(await Promise.all(paths.sort().map(async (path) => [path, await read(path)] as const)));
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export interface Generator {
  run(project: Project, options?: { check?: boolean }): Promise<Outcome>;
  /** The first step alone. */
  code(project: Project): Promise<{ result: GeneratedCode | undefined; report: Report }>;
  /** The first step alone, written down. Hand-owned modules are loaded once per process, so this comes before a change. */
  writeCode(project: Project): Promise<void>;
}

async function code(project: Project) {
  const report = new Report();
  return { result: await generateCode(project.root, report), report };
}

export const generator: Generator = {
  code,
  async writeCode(project) {
    const { result, report } = await code(project);
    await writeChanges(project.root, await compareTree(project.root, result?.files ?? new Map(), report));
  },
  run: (project, options = {}) => generate(project.root, { check: options.check ?? false }),
};

/** Runs `use` on a fresh copy of the fixture project. */
export async function withProject<T>(use: (project: Project) => Promise<T>): Promise<T> {
  const project = await createProject();
  try {
    return await use(project);
  } finally {
    await project.remove();
  }
}
