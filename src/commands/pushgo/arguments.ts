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

type Name = keyof typeof options;

/** The commands, and the flags of each. */
const commands = {
  add: ['gateway', 'file', 'password-stdin'],
  list: ['file', 'json'],
  remove: ['gateway', 'file'],
} as const satisfies Record<string, readonly Name[]>;

export type Command = keyof typeof commands;

export interface Arguments {
  readonly command: Command | 'help';
  /** What follows the command: an id or a name. */
  readonly word?: string;
  readonly gateway?: string;
  readonly file?: string;
  readonly passwordStdin: boolean;
  readonly json: boolean;
}

const SECRET_FLAG = /^(?:p|t|pw|.*(?:pass|pwd|token|secret|key).*)$/i;

const ON_COMMAND_LINE =
  'Passwords and tokens do not go on the command line, where other users of this machine can read them and the shell ' +
  'writes them down. Leave it out and you are asked, or pipe it into --password-stdin.';

/**
 * Reads what follows `push-mcp channels`. Throws a `CommandError` that repeats no word but our own: any other one may be
 * a password.
 */
export function readArguments(argv: readonly string[]): Arguments {
  // `-pSECRET` would be read as seven flags
  const args = argv.map((word) => (/^-[^-]./.test(word) ? word.slice(0, 2) : word));
  const { values, positionals, tokens } = parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === 'option');
  if (given.some(({ name }) => !isFlag(name) && SECRET_FLAG.test(name))) throw new CommandError(2, ON_COMMAND_LINE);
  for (const token of given) checkFlag(token);
  if (values.help === true) return { command: 'help', passwordStdin: false, json: false };
  const command = readCommand(positionals[0]);
  checkFits(
    command,
    given.map(({ name }) => name as Name),
    positionals.length - 1,
  );
  const [, word] = positionals;
  return {
    command,
    ...(word !== undefined && { word }),
    ...(typeof values.gateway === 'string' && { gateway: values.gateway }),
    ...(typeof values.file === 'string' && { file: values.file }),
    passwordStdin: values['password-stdin'] === true,
    json: values.json === true,
  };
}

function checkFlag({ name, value, inlineValue }: { name: string; value?: unknown; inlineValue?: unknown }): void {
  if (!isFlag(name)) {
    const known = Object.keys(options).map((flag) => `--${flag}`);
    throw new CommandError(2, `There is no such flag.${closest(`--${name}`, known)} Try push-mcp channels --help.`);
  }
  const takesValue = options[name].type === 'string';
  if (!takesValue && value !== undefined) throw new CommandError(2, `--${name} takes no value.`);
  // A flag that follows would be taken for the value
  const isMissing = !value || (inlineValue === false && String(value).startsWith('-'));
  if (takesValue && isMissing) throw new CommandError(2, `--${name} needs a value: --${name}=….`);
}

function readCommand(word: string | undefined): Command {
  if (word !== undefined && isCommand(word)) return word;
  const said = word === undefined ? 'Say what to do with channels' : 'That is none of the commands';
  const hint = word ? closest(word, Object.keys(commands)) : '';
  throw new CommandError(2, `${said}: ${Object.keys(commands).join(', ')}.${hint} Try push-mcp channels --help.`);
}

function checkFits(command: Command, flags: readonly Name[], words: number): void {
  const allowed: readonly Name[] = commands[command];
  const foreign = flags.find((name) => !allowed.includes(name));
  if (foreign) throw new CommandError(2, `push-mcp channels ${command} takes no --${foreign}.`);
  const most = command === 'list' ? 0 : 1;
  if (command === 'add' && words > most)
    throw new CommandError(2, `add takes one word, the channel id. ${ON_COMMAND_LINE}`);
  if (words > most)
    throw new CommandError(
      2,
      most === 0
        ? 'push-mcp channels list takes no further word.'
        : `push-mcp channels ${command} takes one channel; put a name with spaces in quotes.`,
    );
  if (command === 'remove' && words === 0)
    throw new CommandError(2, 'Say which channel: push-mcp channels remove ID, or its name in quotes.');
}

function isFlag(name: string): name is Name {
  return Object.hasOwn(options, name);
}

function isCommand(word: string): word is Command {
  return Object.hasOwn(commands, word);
}
