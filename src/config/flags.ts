import { parseArgs } from 'node:util';
import { closest } from '../closest.ts';

const options = {
  'log-level': { type: 'string' },
  toolsets: { type: 'string' },
  'read-only': { type: 'boolean' },
  sandbox: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

export interface Flags {
  readonly logLevel?: string;
  readonly toolsets?: string;
  readonly readOnly?: true;
  readonly sandbox?: string;
  readonly help?: true;
  readonly version?: true;
}

/** Reads the command line (without `node` and the script). Gives the flags, and a sentence for each word that is none. */
export function readFlags(argv: readonly string[]): { flags: Flags; problems: string[] } {
  // A bare `--sandbox` is the default release
  const args = argv.map((arg) => (arg === '--sandbox' ? '--sandbox=' : arg));
  const { values, tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const problems = tokens.flatMap((token) => {
    if (token.kind === 'positional') return ['There are no commands, only flags. Try --help.'];
    if (token.kind !== 'option') return [];
    const option = (options as Record<string, { type: string }>)[token.name];
    if (!option)
      return [
        `There is no flag ${printable(token.rawName)}.${closest(
          `--${token.name}`,
          Object.keys(options).map((name) => `--${name}`),
        )} Try --help.`,
      ];
    if (option.type === 'string' && token.value === undefined)
      return [`${token.rawName} needs a value: ${token.rawName}=….`];
    if (option.type === 'boolean' && token.value !== undefined) return [`${token.rawName} takes no value.`];
    return [];
  });
  const text = (name: keyof typeof options) => (typeof values[name] === 'string' ? { value: values[name] } : undefined);
  const [logLevel, toolsets, sandbox] = [text('log-level'), text('toolsets'), text('sandbox')];
  return {
    problems,
    flags: {
      ...(logLevel && { logLevel: logLevel.value }),
      ...(toolsets && { toolsets: toolsets.value }),
      ...(sandbox && { sandbox: sandbox.value }),
      ...(values['read-only'] === true && { readOnly: true as const }),
      ...(values.help === true && { help: true as const }),
      ...(values.version === true && { version: true as const }),
    },
  };
}

function printable(word: string): string {
  return word.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
