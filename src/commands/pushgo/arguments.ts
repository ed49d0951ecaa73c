// Reads the command line of `push-mcp channels`.
import { parseArgs } from 'node:util';
import { closest } from '../../closest.ts';
import { CommandError } from './io.ts';

const options = {
  gateway: { type: 'string' },
  file: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const SECRET_FLAG = /^(?:p|t|pw|.*(?:pass|pwd|token|secret|key).*)$/i;

const ON_COMMAND_LINE =
  'Passwords and tokens do not go on the command line, where other users of this machine can read them and the shell ' +
  'writes them down. Leave it out and you are asked, or pipe it into --password-stdin.';

/** The commands, with the flags of each and the number of words that may follow it. */
const commands = {
  add: {
    flags: ['gateway', 'file', 'password-stdin'],
    most: 1,
    tooMany: `add takes one word, the channel id. ${ON_COMMAND_LINE}`,
  },
  list: {
    flags: ['file', 'json'],
    most: 0,
    tooMany: 'push-mcp channels list takes no further word.',
  },
  remove: {
    flags: ['gateway', 'file'],
    most: 1,
    tooMany: 'push-mcp channels remove takes one channel; put a name with spaces in quotes.',
  },
} as const;

export type Command = keyof typeof commands;

type Flags = {
  readonly [F in keyof typeof options]?: (typeof options)[F]['type'] extends 'string' ? string : boolean;
};

export interface Arguments extends Flags {
  readonly command: Command | 'help';
  /** What follows the command: an id or a name. */
  readonly word?: string | undefined;
}

/**
 * Reads what follows `push-mcp channels`. Throws a `CommandError` that repeats no word but our own: any other one may be
 * a password.
 */
export function readCommandLine(argv: readonly string[]): Arguments {
  // `-pSECRET` would be read as seven flags
  const args = argv.map((word) => (/^-[^-]./.test(word) ? word.slice(0, 2) : word));
  const { values, positionals, tokens } = parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = tokens.filter((token) => token.kind === 'option');
  if (flags.some(({ name }) => !isFlag(name) && SECRET_FLAG.test(name))) throw new CommandError(2, ON_COMMAND_LINE);
  for (const flag of flags) checkFlag(flag);
  if (values.help === true) return { command: 'help' };
  const [first, ...words] = positionals;
  const command = readCommand(first);
  checkFits(command, flags, words.length);
  // `checkFlag` has looked at each value
  return { command, word: words[0], ...(values as Flags) };
}

function checkFlag({ name, value, inlineValue }: { name: string; value?: unknown; inlineValue?: unknown }): void {
  if (!isFlag(name)) {
    const flags = Object.keys(options).map((flag) => `--${flag}`);
    throw new CommandError(2, `There is no such flag.${closest(`--${name}`, flags)} Try push-mcp channels --help.`);
  }
  const takesValue = options[name].type === 'string';
  if (!takesValue && value !== undefined) throw new CommandError(2, `--${name} takes no value.`);
  // A flag that follows would be taken for the value
  const isMissing = !value || (inlineValue === false && String(value).startsWith('-'));
  if (takesValue && isMissing) throw new CommandError(2, `--${name} needs a value: --${name}=….`);
}

function readCommand(word: string | undefined): Command {
  if (word !== undefined && Object.hasOwn(commands, word)) return word as Command;
  const problem = word === undefined ? 'Say what to do with channels' : 'That is none of the commands';
  const hint = word ? closest(word, Object.keys(commands)) : '';
  throw new CommandError(2, `${problem}: ${Object.keys(commands).join(', ')}.${hint} Try push-mcp channels --help.`);
}

function checkFits(command: Command, flags: readonly { readonly name: string }[], words: number): void {
  const { flags: allowed, most, tooMany } = commands[command];
  const foreign = flags.find(({ name }) => !allowed.some((flag) => flag === name));
  if (foreign) throw new CommandError(2, `push-mcp channels ${command} takes no --${foreign.name}.`);
  if (words > most) throw new CommandError(2, tooMany);
  if (command === 'remove' && words === 0)
    throw new CommandError(2, 'Say which channel: push-mcp channels remove ID, or its name in quotes.');
}

function isFlag(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}
