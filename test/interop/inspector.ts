// The CLI of the MCP Inspector, fetched by npx. It wants Node 22.19, which npx fetches too where this one is older.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { nobody } from '../process/run.ts';
import { built } from '../support/built.ts';

const run = promisify(execFile);
const packages = ['-p', 'node@24', '-p', '@modelcontextprotocol/inspector@2.12.0'];

/** Where npx has put the Node and the program. */
export interface Inspector {
  readonly node: string;
  readonly program: string;
}

export interface Inspected {
  /** Exit code. */
  readonly code: number;
  /** The JSON on stdout. */
  readonly told: { readonly result?: Record<string, unknown> };
  readonly stderr: string;
}

/** Undefined where the inspector cannot be had, as without a network. */
export async function findInspector(): Promise<Inspector | undefined> {
  const env = { ...process.env, npm_config_fetch_retries: '1', npm_config_fetch_timeout: '30000' };
  const ask = ['-y', '--prefer-offline', ...packages, '--', 'sh', '-c', 'command -v node && command -v mcp-inspector'];
  const found = await run('npx', ask, { env, timeout: 240_000 }).catch(() => undefined);
  const [node, program] = found?.stdout.trim().split('\n') ?? [];
  return node !== undefined && program !== undefined ? { node, program } : undefined;
}

/** Runs one method of the built server under the inspector. */
export async function inspect(
  { node, program }: Inspector,
  era: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Inspected> {
  const settings = Object.entries({ ...nobody, ...env }).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const asked = ['--cli', '--protocol-era', era, '--format', 'json', '--quiet', ...args, ...settings];
  const { code, stdout, stderr } = await run(node, [program, ...asked, process.execPath, built]).then(
    (done) => ({ ...done, code: 0 }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
  return { code, told: stdout === '' ? {} : JSON.parse(stdout), stderr };
}
