// The programs of programs.json, fetched by npx in exactly these versions, and run with a home of their own.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import programs from './programs.json' with { type: 'json' };

const run = promisify(execFile);

export type ProgramName = keyof typeof programs;
interface Program {
  readonly package: string;
  readonly version: string;
  /** Version of Node that it wants, where the oldest that we serve is not enough. */
  readonly node?: string;
}

export const versionOf = (name: ProgramName): string => programs[name].version;

/** The folders in which npx has put a program, and the Node that it wants, for a path. */
export async function fetchProgram(name: ProgramName): Promise<string[]> {
  const { package: from, version, node }: Program = programs[name];
  const packages = [...(node ? [`node@${node}`] : []), `${from}@${version}`].flatMap((spec) => ['-p', spec]);
  const ask = ['-y', '--prefer-offline', ...packages, '--', 'sh', '-c', `command -v node && command -v ${name}`];
  const { stdout } = await run('npx', ask, { timeout: 280_000 });
  return [...new Set(stdout.trim().split('\n').map(dirname))];
}

export interface Home {
  readonly folder: string;
  /** The folder of a project, in which programs are run. */
  readonly project: string;
  write(path: string, text: string): Promise<void>;
  /** Runs a command to its end and gives all that it wrote. It fails by its exit code. */
  run(path: readonly string[], words: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
}

/** A home without a trace of the person who runs this; its npm knows one registry. */
export async function makeHome(folder: string, registry: string): Promise<Home> {
  const project = join(folder, 'project');
  await mkdir(project, { recursive: true });
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await write('.npmrc', `registry=${registry}/\nupdate-notifier=false\naudit=false\nfund=false\n`);
  return {
    folder,
    project,
    write,
    async run(path, [command = '', ...args], env = {}) {
      const usual = { HOME: folder, PATH: [...path, '/usr/local/bin', '/usr/bin', '/bin'].join(':'), TERM: 'dumb' };
      const started = run(command, args, { cwd: project, env: { ...usual, ...env }, timeout: 110_000 });
      // Some read what is piped to them, and wait for its end
      started.child.stdin?.end();
      const { stdout, stderr } = await started.catch((error: { stdout: string; stderr: string; message: string }) => {
        throw new Error(`${error.message}\n${error.stdout}\n${error.stderr}`);
      });
      return stdout + stderr;
    },
  };
}
