// Values of arguments in the forms in which clients and models write them: lists and objects as their JSON text, numbers and
// switches as text, and something empty for what is left out. Reading by a schema never makes a wrong value right: it is
// checked afterwards. A secret is taken as it is, and any word of a free text
import * as z from 'zod';
import { unwrap } from '../../overrides/rule/projected.ts';

export interface Leniency {
  /** Names of text arguments that are taken as they are. */
  readonly secrets: ReadonlySet<string>;
  /** Names of text arguments in which any word may be meant, `null` too. */
  readonly freeTexts: ReadonlySet<string>;
  /** Names of arguments whose emptiness could mean nobody or everybody, so that it is refused. */
  readonly audiences: ReadonlySet<string>;
}

/** The members of an object in the types that their schemas have. What counts as absent is left out. */
export function readMembers(
  shape: Readonly<Record<string, z.ZodType>>,
  members: object,
  leniency: Leniency,
): Record<string, unknown> {
  const entries = Object.entries(members).flatMap(([name, value]): [string, unknown][] => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (!field) return [[name, value]];
    const read = readValue(field, value, leniency);
    return isAbsent(field, name, read, leniency) ? [] : [[name, read]];
  });
  return Object.fromEntries(entries);
}

/**
 * Null always counts as absent, and so does text that is blank, but for a secret; something empty and the word `null` do where the
 * argument may be left out.
 */
function isAbsent(field: z.ZodType, name: string, value: unknown, leniency: Leniency): boolean {
  const { secrets, freeTexts, audiences } = leniency;
  if (value === null || value === undefined) return true;
  if (isBlank(value) && !secrets.has(name)) return true;
  // It has to be there: neither optional nor with a default
  if (field._zod.optin === undefined) return false;
  if (Array.isArray(value)) return value.length === 0 && unwrap(field) instanceof z.ZodArray && !audiences.has(name);
  if (typeof value !== 'string') return false;
  return value === '' || (!secrets.has(name) && !freeTexts.has(name) && isNothing(value));
}

function readValue(schema: z.ZodType, value: unknown, leniency: Leniency): unknown {
  const type = unwrap(schema);
  if (type instanceof z.ZodArray) return readList(type, value, leniency);
  if (type instanceof z.ZodObject) {
    const object = typeof value === 'string' ? (parse(value, '{') ?? value) : value;
    const isObject = typeof object === 'object' && object !== null && !Array.isArray(object);
    return isObject ? readMembers(type.shape as Record<string, z.ZodType>, object, leniency) : object;
  }
  if (type instanceof z.ZodRecord || type.meta()?.type === 'object')
    return typeof value === 'string' ? (parse(value, '{') ?? value) : value;
  return typeof value === 'string' ? fromText(type, value) : value;
}

/** A list, or its JSON text. Any other text is the only entry. */
function readList(type: z.ZodArray, value: unknown, leniency: Leniency): unknown {
  if (isNothing(value)) return [];
  const list = typeof value === 'string' ? (parse(value, '[') ?? [value]) : value;
  if (!Array.isArray(list)) return list;
  return list.map((entry) => readValue(type.element as z.ZodType, entry, leniency));
}

function fromText(type: z.ZodType, value: string): unknown {
  const text = value.trim();
  if (type instanceof z.ZodNumber && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return Number(text);
  if (type instanceof z.ZodBoolean && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (type instanceof z.ZodEnum) return type.options.find((option) => option === text.toLowerCase()) ?? value;
  return value;
}

/** What a JSON text that begins like this holds; undefined where it is no JSON. */
function parse(text: string, opening: '[' | '{'): unknown {
  if (!text.trimStart().startsWith(opening)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a text shows nothing: white space by Unicode's property, and what JavaScript takes for it. */
function isBlank(value: unknown): boolean {
  return typeof value === 'string' && /^[\s\p{White_Space}]*$/u.test(value);
}

/** Whether a text holds nothing, or the word for nothing. */
export function isNothing(value: unknown): boolean {
  return typeof value === 'string' && /^\s*(?:null)?\s*$/i.test(value);
}
