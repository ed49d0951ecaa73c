import { parseArgs } from 'node:util';
import { closest } from '../closest.ts';
import { printable } from './values.ts';

const options = {
  'log-level': { type: 'string' },
  toolsets: { type: 'string' },
  'read-only': { type: 'boolean' },
  sandbox: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** A release that follows `--sandbox` without `=`. The message repeats no other word, since it may be a secret. */
const RELEASE = /^(?:\d{1,3}(?:\.\d{1,3}){2}|commercial)$/;

export type Flags = Partial<ReturnType<typeof readFlags>['flags']>;

/** Reads the command line (without `node` and the script): the flags, and a sentence for each word that is wrong. */
export function readFlags(argv: readonly string[]) {
  const args = argv.map((word, index) => (hasNoValue(word, argv[index + 1]) ? `${word}=` : shorten(word)));
  const { values, tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const problems = new Map<number, string>();
  for (const token of tokens) {
    const problem = problemOf(token, argv);
    if (problem !== undefined) problems.set(token.index, problem);
  }
  const textOf = (name: keyof typeof options) => (typeof values[name] === 'string' ? values[name] : undefined);
  const isOn = (name: keyof typeof options) => values[name] === true || undefined;
  const flags = {
    logLevel: textOf('log-level') || undefined,
    toolsets: textOf('toolsets') || undefined,
    readOnly: isOn('read-only'),
    /** A release of the emulators, empty for the newest. */
    sandbox: textOf('sandbox'),
    help: isOn('help'),
    version: isOn('version'),
  };
  return { flags, problems: [...problems.values()] };
}

/** `--sandbox` without a value means the default release; the others would take the next flag for their value. */
function hasNoValue(word: string, next: string | undefined): boolean {
  if (word === '--sandbox') return true;
  return (word === '--toolsets' || word === '--log-level') && (next === undefined || next.startsWith('-'));
}

/** `-abc` would be read as three flags, and a dash in it as the end of all flags, so only its first wrong letter is kept. */
function shorten(word: string): string {
  return /^-[^-]./.test(word) && !/^-[hv]+$/.test(word) ? `-${/[^hv-]/.exec(word)?.[0] ?? '?'}` : word;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function problemOf(token: Token, argv: readonly string[]): string | undefined {
  if (token.kind === 'positional') {
    return argv[token.index - 1] === '--sandbox' && RELEASE.test(token.value)
      ? `The release belongs to the flag: write --sandbox=${token.value}.`
      : 'One word is no flag. The only command is `channels`, and it comes first. Try --help.';
  }
  if (token.kind !== 'option') return undefined;
  const { name, rawName, value } = token;
  if (!Object.hasOwn(options, name))
    return `There is no flag ${printable(rawName)}.${hint(argv[token.index])} Try --help.`;
  if (options[name as keyof typeof options].type === 'boolean')
    return value === undefined ? undefined : `${rawName} takes no value.`;
  return value || name === 'sandbox' ? undefined : `${rawName} needs a value: ${rawName}=….`;
}

/** The hint does not repeat the word: the part after the first letter of `-pSECRET` may be a secret. */
function hint(word = ''): string {
  const [written = ''] = word.replace(/^-(?!-)/, '--').split('=');
  const names = Object.keys(options).map((name) => `--${name}`);
  return closest(written, names);
}
