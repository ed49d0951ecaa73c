import type * as z from 'zod';
import { served } from '../../generated/served.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import { meantBy } from '../../overrides/rule/synonyms.ts';
import { closest } from '../closest.ts';
import { isNothing, type Leniency, readMembers } from './lenient.ts';
import { refuseUnsound } from './sound.ts';

/** How the arguments of one tool are read. */
export interface Reading {
  /** All that it takes, in the types that they have. */
  readonly schema: z.ZodObject;
  /** Names of those that it lists: no other one is offered. */
  readonly listed: readonly string[];
  /** Names of those that it would take with a setting that is off. */
  readonly off: readonly string[];
  /** Text arguments for which a number stands as well. */
  readonly numbers: readonly string[];
  readonly leniency: Leniency;
}

/**
 * Checks a call's arguments: what clients and models write otherwise is read as it is meant (`lenient.ts`), and a name that
 * the tool does not know is refused rather than dropped. Throws a `ToolError` with a problem for each argument, and no value.
 */
export function readArguments(
  { schema, listed, off, numbers, leniency }: Reading,
  raw: unknown,
): Record<string, unknown> {
  const members = raw ?? {};
  if (typeof members !== 'object' || Array.isArray(members))
    throw new ToolError('BAD_ARGUMENTS', 'The arguments are no object.');
  const shape = schema.shape as Record<string, z.ZodType>;
  const [known, unknown] = partition(Object.entries(members), ([name]) => Object.hasOwn(shape, name));
  refuseUnsound(Object.fromEntries(known));
  const problems = unknown.flatMap(([name, value]) => (value === null ? [] : unknownArgument(name, listed, off)));
  const texts = known.map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'number' && numbers.includes(name) ? String(value) : value,
  ]);
  const values = readMembers(shape, Object.fromEntries(texts), leniency);
  // Once more: text may have been read as JSON
  refuseUnsound(values);
  const empty = [...leniency.audiences].filter((name) => isEmptied(name, members, values));
  problems.push(...empty.map((name) => `${name} is empty. Leave it out to reach everybody, or name somebody.`));
  const parsed = schema.safeParse(values);
  if (!parsed.success) problems.push(...describeIssues(parsed.error.issues, values));
  if (problems.length > 0) throw new ToolError('BAD_ARGUMENTS', problems.join(' '));
  return parsed.data as Record<string, unknown>;
}

function partition<T>(all: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((item) => !isFirst(item))];
}

/** Whether an argument was given that names nobody: something empty, or a list of nothing else. */
function isEmptied(name: string, members: object, values: object): boolean {
  const [given, value] = [members, values].map((object) => (object as Record<string, unknown>)[name]);
  if (given === undefined || given === null) return false;
  return value === undefined || (Array.isArray(value) && value.every((entry) => isNothing(entry)));
}

function unknownArgument(name: string, names: readonly string[], off: readonly string[]): string {
  const taken = names.length === 0 ? ' This tool takes none.' : ` It takes ${names.join(', ')}.`;
  if (off.includes(name)) return `${name} is not taken here: the server fills it in from what a person set up.`;
  const meant = meantBy(name, names);
  const hint = meant === undefined ? closest(name, names) || taken : ` Did you mean ${meant}?`;
  // It is an argument of another tool
  if (served.some(({ inputSchema }) => Object.hasOwn(inputSchema.properties as object, name)))
    return `${name} is no argument of this tool.${meant === undefined ? taken : hint}`;
  // The name is not repeated: it may be a value in the wrong place
  return `One argument has a name that this tool does not know.${hint}`;
}

/** The first problem of each argument: what is wrong besides usually follows from it. */
function describeIssues(issues: readonly z.core.$ZodIssue[], values: Record<string, unknown>): string[] {
  const first = new Map<PropertyKey | undefined, z.core.$ZodIssue>();
  for (const issue of issues) if (!first.has(issue.path[0])) first.set(issue.path[0], issue);
  return [...first.values()].map((issue) => describeIssue(issue, values));
}

function describeIssue(issue: z.core.$ZodIssue, values: Record<string, unknown>): string {
  const where = nameOf(issue.path);
  // zod calls an enumeration that is absent a wrong value
  if ((issue.code === 'invalid_type' || issue.code === 'invalid_value') && valueAt(issue.path, values) === undefined)
    return `${where} is required.`;
  switch (issue.code) {
    case 'invalid_type':
      return `${where} has to be ${typeNames[issue.expected] ?? issue.expected}.`;
    case 'too_big':
      if (issue.origin === 'string') return `${where} is longer than ${issue.maximum} characters.`;
      return limit(where, issue.origin, `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`);
    case 'too_small':
      if (issue.origin === 'string') return `${where} is too short.`;
      return limit(where, issue.origin, `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`);
    case 'custom':
      return `${where} ${issue.message}.`;
    case 'invalid_value':
      return `${where} is none of ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return issue.format === 'uuid'
        ? `${where} is no UUID, such as the ids that come back from this service.`
        : `${where} has a form that this tool does not take.`;
    case 'unrecognized_keys':
      // Not repeated, as above
      return `${where} holds a name that it does not have.`;
    default:
      return `${where} has a value that this tool does not take.`;
  }
}

/** `context.details[3]` */
function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`))
    .join('');
}

function valueAt(path: readonly PropertyKey[], values: unknown): unknown {
  return path.reduce((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], values);
}

function limit(where: string, origin: string, bound: string): string {
  return origin === 'array' ? `${where} holds ${bound} entries.` : `${where} is ${bound}.`;
}

const typeNames: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
