import * as z from 'zod';
import { served } from '../../generated/served.ts';
import { ToolError } from '../../overrides/rule/failure.ts';
import { unwrap } from '../../overrides/rule/projected.ts';
import { closest } from '../closest.ts';

/**
 * Checks a call's arguments: null counts as absent, a number or a switch may come as text, and a name that the tool does
 * not know is refused rather than dropped. Throws a `ToolError` with every problem and no value.
 */
export function readArguments(
  schema: z.ZodObject,
  raw: unknown,
  numbers: readonly string[] = [],
): Record<string, unknown> {
  if (raw !== undefined && (typeof raw !== 'object' || raw === null || Array.isArray(raw))) {
    throw new ToolError('BAD_ARGUMENTS', 'The arguments are no object.');
  }
  const shape = schema.shape as Record<string, z.ZodType>;
  const names = Object.keys(shape);
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw ?? {})) {
    if (value === null) continue;
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field)
      values[name] = typeof value === 'number' && numbers.includes(name) ? String(value) : fromText(field, value);
    else problems.push(unknownArgument(name, names));
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => describeIssue(issue, values)));
  if (problems.length > 0) throw new ToolError('BAD_ARGUMENTS', problems.join(' '));
  return parsed.data as Record<string, unknown>;
}

function unknownArgument(name: string, names: readonly string[]): string {
  const taken = names.length === 0 ? ' This tool takes none.' : ` It takes ${names.join(', ')}.`;
  // It is an argument only with a setting that is off here
  if (served.some(({ onlyWith = {} }) => Object.hasOwn(onlyWith, name)))
    return `${name} is not taken here: the server fills it in from what a person set up.`;
  // It is an argument of another tool
  if (served.some(({ inputSchema }) => Object.hasOwn(inputSchema.properties as object, name)))
    return `${name} is no argument of this tool.${taken}`;
  // The name is not repeated: it may be a value in the wrong place
  return `One argument has a name that this tool does not know.${closest(name, names) || taken}`;
}

/** A value of the type that the schema has, where it came as text: models write `"5"` and `"true"`. */
function fromText(schema: z.ZodType, value: unknown): unknown {
  const inner = unwrap(schema);
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (inner instanceof z.ZodNumber && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (inner instanceof z.ZodBoolean && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (inner instanceof z.ZodEnum) return inner.options.find((option) => option === text.toLowerCase()) ?? value;
  if (inner instanceof z.ZodArray && !text.startsWith('[')) return [value];
  return value;
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
