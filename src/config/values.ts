// Readers of the kinds of values. Each takes a text that is set, and `wrong`, which it calls with what is wrong with the text.
import { isAbsolute, join } from 'node:path';
import type { SecretSetting, Setting } from '../../overrides/rule/settings.ts';
import { closest } from '../closest.ts';
import { matchesGlob } from '../policy/enabled.ts';
import { Secret } from '../policy/secret.ts';
import type { Environment } from './environment.ts';
import type { Files } from './files.ts';

/** Notes a problem: `what` goes on after the name of the setting. Returns the value that stands in for the wrong one. */
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

function readBoolean<T>(value: string, wrong: Wrong<T>): boolean | T {
  if (YES.has(value.toLowerCase())) return true;
  return NO.has(value.toLowerCase()) ? false : wrong('is neither true nor false.');
}

function readNumber<T>(value: string, range: Required<Setting>['range'], wrong: Wrong<T>): number | T {
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

/** A foreign word, fit to stand in a sentence. */
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
function readGlobs<T>(value: string, tools: readonly string[], wrong: Wrong<T>): string[] | T {
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

/** What the values of settings are judged by. */
export interface Judge {
  readonly environment: Environment;
  readonly files: Files;
  /** Names of the tools that a glob may match. */
  readonly tools: readonly string[];
  readonly problems: Problems;
}

type Reader = <T>(setting: Setting<T>) => T;

/** Reads settings under one prefix. A value that is no good is noted as a problem, and the default stands in for it. */
export function createReader(prefix: string, title: string, { environment, files, tools, problems }: Judge): Reader {
  return <T>(setting: Setting<T>) => read(setting as Setting) as T;

  function read({ name, kind, usual, choices = [], range }: Setting): unknown {
    const value = environment[`${prefix}_${name}`];
    const fallback = usual ?? (kind === 'list' || kind === 'globs' ? [] : undefined);
    if (value === undefined) return kind === 'file' ? join(files.folder, String(usual)) : fallback;
    const wrong = problems.with(`${prefix}_${name}`, fallback);
    switch (kind) {
      case 'origin':
        return readOrigin(value, title, String(usual), wrong);
      case 'boolean':
        return readBoolean(value, wrong);
      case 'number':
        return readNumber(value, range as NonNullable<typeof range>, wrong);
      case 'choice':
        return readChoice(value, choices, wrong);
      case 'list':
        return readList(value, wrong);
      case 'globs':
        return readGlobs(value, tools, wrong);
      case 'folder':
        return files.isFolder(value) ? value : wrong('is no folder that can be read.');
      case 'certificates':
        return files.isCertificates(value) ? value : wrong('is no file with PEM certificates that can be read.');
      case 'file':
        if (isAbsolute(value)) return value;
        return wrong('is no absolute path: what a client starts a server in is not known, and ~ is not resolved.');
      case 'secret':
        throw new TypeError(`${name} is a secret.`);
    }
  }
}
