// The blocks of a page in Markdown, read as the program reads them for which they are meant.
import type { Launch } from '../../packaging/clients.ts';

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The heading above it. */
  readonly under: string;
}

/** A server that a block adds to a client. */
export interface Added extends Launch {
  readonly name: string;
}

export function blocksOf(page: string): Block[] {
  const found: Block[] = [];
  let under = '';
  for (const [, heading, language, text] of page.matchAll(/^#+ (.*)$|^```(\w*)\n([\s\S]*?)^```$/gm)) {
    if (heading !== undefined) under = heading;
    else found.push({ language: language ?? '', text: text ?? '', under });
  }
  return found;
}

/** The servers of a file in one of the forms that clients have. */
export function serversOf(file: unknown): Added[] {
  const { mcpServers, servers, context_servers, mcp, mcp_servers } = file as Record<string, Record<string, Entry>>;
  return Object.entries(mcpServers ?? servers ?? context_servers ?? mcp ?? mcp_servers ?? {}).map(([name, entry]) => {
    const [command = '', ...args] = [entry.command, entry.args ?? []].flat(2);
    return { name, command, args, env: entry.env ?? entry.environment ?? {} };
  });
}

interface Entry {
  readonly command: string | readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Each command of a block for a shell as its words. Quotes hold words together; a line may go on after a backslash. */
export function commandsIn(text: string): string[][] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? ''))
    .filter(({ length }) => length > 0);
}

/** The server that `claude mcp add`, `codex mcp add` or `gemini mcp add` adds. */
export function addedBy(words: readonly string[]): Added | undefined {
  const [, mcp, add, ...rest] = words;
  if (mcp !== 'mcp' || add !== 'add') return undefined;
  const end = rest.indexOf('--');
  const [before, after] = [rest.slice(0, end), rest.slice(end + 1)];
  const env: Record<string, string> = {};
  const plain: string[] = [];
  for (let i = 0; i < before.length; i++) {
    const word = before[i] ?? '';
    const value = before[i + 1] ?? '';
    if (word === '-e' || word === '--env') env[value.split('=')[0] ?? ''] = value.slice(value.indexOf('=') + 1);
    if (word.startsWith('-')) i++;
    else plain.push(word);
  }
  // Gemini CLI takes the program before the dashes, the others after them
  const [name = '', ...command] = [...plain, ...after];
  return { name, command: command[0] ?? '', args: command.slice(1), env };
}

/** The part of TOML that the blocks use: tables, and keys with text, lists of text and switches. Anything else throws. */
export function readToml(text: string): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  let table = root;
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    const [, path] = /^\[([\w.-]+)\]$/.exec(line) ?? [];
    const [, key, value] = /^([\w-]+) = (".*"|\[.*\]|true|false)$/.exec(line) ?? [];
    if (path !== undefined) table = path.split('.').reduce(into, root);
    else if (key !== undefined && !(key in table)) table[key] = JSON.parse(value ?? '');
    else throw new Error(`No TOML, or not in a form that is read here: ${line}`);
  }
  return root;
}

function into(table: Record<string, unknown>, name: string): Record<string, unknown> {
  table[name] ??= {};
  return table[name] as Record<string, unknown>;
}
