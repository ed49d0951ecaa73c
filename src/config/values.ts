// Readers of the kinds of values. Each is given a text that is set, and `wrong`, which is called with what is wrong with it.
import type { SecretSetting, Setting } from '../../overrides/rule/settings.ts';
import { closest } from '../closest.ts';
import { matchesGlob } from '../policy/enabled.ts';
import { Secret } from '../policy/secret.ts';

/** The words go on after the name of the setting. The value that it returns stands in for the wrong one. */
type Wrong<T> = (what: string) => T;

/** Collects every problem before anything is done about one. */
export class Problems {
  readonly all: string[] = [];

  /** Notes a problem and gives the value to go on with. */
  add<T>(sentence: string, instead: T): T {
    if (!this.all.includes(sentence)) this.all.push(sentence);
    return instead;
  }

  with<T>(name: string, instead: T): Wrong<T> {
    return (what) => this.add(`${name} ${what}`, instead);
  }
}

const YES = new Set(['true', '1', 'yes', 'on']);
const NO = new Set(['false', '0', 'no', 'off']);

export function readBoolean<T>(value: string, wrong: Wrong<T>): boolean | T {
  if (YES.has(value.toLowerCase())) return true;
  return NO.has(value.toLowerCase()) ? false : wrong('is neither true nor false.');
}

export function readNumber<T>(value: string, range: Required<Setting>['range'], wrong: Wrong<T>): number | T {
  const { min, max, whole } = range;
  const number = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max && (!whole || Number.isInteger(number))) return number;
  return wrong(`is no ${whole ? 'whole ' : ''}number from ${min} to ${max}.`);
}

export function readChoice<C extends string, T>(value: string, choices: readonly C[], wrong: Wrong<T>): C | T {
  return choices.find((choice) => choice === value.toLowerCase()) ?? wrong(`is none of ${choices.join(', ')}.`);
}

/** The entries of a list. A list that is set to nothing would mean everything, so it is refused. */
export function readList<T>(value: string, wrong: Wrong<T>): string[] | T {
  const items = value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items.length > 0 ? items : wrong('lists nothing. Leave it out to mean all.');
}

/** A word of somebody else, fit to stand in a sentence. */
export function printable(word: string): string {
  return word.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}

/** An origin. A path, a query or credentials would be dropped in silence, so they are refused. */
export function readOrigin<T>(value: string, title: string, usual: string, wrong: Wrong<T>): string | T {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return wrong(`is no http or https address, such as ${usual || 'https://push.example.com'}.`);
  if (url.username || url.password)
    return wrong('holds a user name or password. Leave them out; a token goes into its own variable.');
  if (url.pathname !== '/' || url.search || url.hash)
    return wrong(`goes on after the host. ${title} lives at the root: use ${url.origin}.`);
  return url.origin;
}

/** The globs of a list, each of which has to match a tool: one with a typing error would switch off in silence. */
export function readGlobs<T>(value: string, tools: readonly string[], wrong: Wrong<T>): string[] | T {
  const globs = readList(value, wrong);
  if (!Array.isArray(globs)) return globs;
  for (const glob of globs) {
    if (!tools.some((tool) => matchesGlob(tool, glob)))
      wrong(`names ${printable(glob)}, which matches no tool.${closest(glob, tools)}`);
  }
  return globs;
}

/** A credential that cannot stand in a header would otherwise fail on the first call, with its text in the error. */
export function readSecret<T>(value: string, { problem }: SecretSetting, wrong: Wrong<T>): Secret | T {
  const isSendable = /^[\x21-\x7e]+$/.test(value);
  const what = isSendable ? problem?.(value) : 'holds a space or another character that cannot be sent.';
  return what === undefined ? new Secret(value) : wrong(what);
}
