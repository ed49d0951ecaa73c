import { closest } from '../closest.ts';
import { matchesGlob } from '../policy/globs.ts';
import { Secret } from '../policy/secret.ts';

/** Collects every problem before anything is done about one. */
export class Problems {
  readonly all: string[] = [];

  /** Notes a problem and gives the value to go on with. */
  add<T>(sentence: string, instead: T): T {
    if (!this.all.includes(sentence)) this.all.push(sentence);
    return instead;
  }
}

const YES = new Set(['true', '1', 'yes', 'on']);
const NO = new Set(['false', '0', 'no', 'off']);

export function readBoolean(name: string, value: string | undefined, fallback: boolean, problems: Problems): boolean {
  if (value === undefined) return fallback;
  if (YES.has(value.toLowerCase())) return true;
  return NO.has(value.toLowerCase()) ? false : problems.add(`${name} is neither true nor false.`, fallback);
}

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
  readonly whole: boolean;
}

export function readNumber(
  name: string,
  value: string | undefined,
  { min, max, fallback, whole }: Range,
  problems: Problems,
): number {
  if (value === undefined) return fallback;
  const number = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max && (!whole || Number.isInteger(number))) return number;
  return problems.add(`${name} is no ${whole ? 'whole ' : ''}number from ${min} to ${max}.`, fallback);
}

export function readChoice<T extends string>(
  name: string,
  value: string | undefined,
  choices: readonly T[],
  fallback: T,
  problems: Problems,
): T {
  if (value === undefined) return fallback;
  const found = choices.find((choice) => choice === value.toLowerCase());
  return found ?? problems.add(`${name} is none of ${choices.join(', ')}.`, fallback);
}

/** The entries of a list, none where it is unset. A list that is set to nothing would mean everything, so it is refused. */
export function readList(name: string, value: string | undefined, problems: Problems): string[] {
  if (value === undefined) return [];
  const items = value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items.length > 0 ? items : problems.add(`${name} lists nothing. Leave it out to mean all.`, items);
}

/** A word of somebody else, fit to stand in a sentence. */
export function printable(word: string): string {
  return word.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}

/** An origin. A path, a query or credentials would be dropped in silence, so they are refused. */
export function readOrigin(
  name: string,
  value: string | undefined,
  { title, fallback }: { readonly title: string; readonly fallback: string },
  problems: Problems,
): string {
  if (value === undefined) return fallback;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return problems.add(
      `${name} is no http or https address, such as ${fallback || 'https://push.example.com'}.`,
      fallback,
    );
  if (url.username || url.password)
    return problems.add(
      `${name} holds a user name or password. Leave them out; a token goes into its own variable.`,
      fallback,
    );
  if (url.pathname !== '/' || url.search || url.hash)
    return problems.add(`${name} goes on after the host. ${title} lives at the root: use ${url.origin}.`, fallback);
  return url.origin;
}

/** The globs of a list, each of which has to match a tool: one with a typing error would switch off in silence. */
export function readGlobs(
  name: string,
  value: string | undefined,
  tools: readonly string[],
  problems: Problems,
): string[] {
  const globs = readList(name, value, problems);
  for (const glob of globs) {
    if (!tools.some((tool) => matchesGlob(tool, glob)))
      problems.add(`${name} names ${printable(glob)}, which matches no tool.${closest(glob, tools)}`, undefined);
  }
  return globs;
}

/** A credential that cannot stand in a header would otherwise fail on the first call, with its text in the error. */
export function readSecret(
  name: string,
  value: string | undefined,
  problemOf: ((value: string) => string | undefined) | undefined,
  problems: Problems,
): Secret | undefined {
  if (value === undefined) return undefined;
  const isSendable = /^[\x21-\x7e]+$/.test(value);
  const problem = isSendable ? problemOf?.(value) : 'holds a space or another character that cannot be sent.';
  return problem === undefined ? new Secret(value) : problems.add(`${name} ${problem}`, undefined);
}
