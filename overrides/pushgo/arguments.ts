// The argument schemas of a sending tool.
import * as z from 'zod';
import { schemas } from '../../generated/schemas.ts';
import { listedInput } from '../rule/listed-input.ts';
import { unwrap } from '../rule/projected.ts';
import { descriptions, type Fields, fields, text, undescribed } from './fields.ts';
import { type PushgoOperation, pushgoRules } from './rules.ts';

/**
 * A call may leave these out though the gateway requires them: the only channel is meant, the server knows its password, and what is
 * told is so now.
 */
const filledIn: readonly string[] = ['channel_id', 'password', 'event_time', 'observed_at'];

/** The arguments of an operation: as the specification has them, and more strictly where `fields` or `own` knows more. */
export function argumentsOf(operation: PushgoOperation, own: Fields = {}): z.ZodObject {
  const specified = Object.entries(schemas[operation].input().shape as Record<string, z.ZodType>);
  const listed = specified.map(([name, schema]) => {
    const checked = (own[name] ?? fields[name])?.() ?? asSpecified(unwrap(schema));
    const description = descriptionOf(name, schema);
    const described = description === undefined ? checked : checked.describe(description);
    const isOptional = schema instanceof z.ZodOptional || filledIn.includes(name);
    return [name, () => (isOptional ? described.optional() : described)] as const;
  });
  return listedInput(operation, pushgoRules[operation], Object.fromEntries(listed));
}

/**
 * The specification's own schema. Of a set only the values are taken: neither the other spellings that the gateway
 * understands nor, where the set may grow, any text.
 */
function asSpecified(schema: z.ZodType): z.ZodType {
  const { known } = schema.meta() ?? {};
  if (Array.isArray(known)) return z.enum(known as string[]);
  const set = schema instanceof z.ZodUnion && schema.options.find((option) => option instanceof z.ZodEnum);
  if (set) return set as z.ZodType;
  if (!(schema instanceof z.ZodString)) return schema;
  const { minLength, maxLength } = schema;
  const form = text((value) => schema.safeParse(value).success, 'has a length or form that is not taken');
  return form.meta({ ...(minLength !== null && { minLength }), ...(maxLength !== null && { maxLength }) });
}

/** Our own description or the specification's. Undefined where it says no more than the name of the argument. */
function descriptionOf(name: string, specified: z.ZodType): string | undefined {
  if (undescribed.includes(name)) return undefined;
  const inner = specified instanceof z.ZodOptional ? (specified.unwrap() as z.ZodType) : specified;
  const text = descriptions[name] ?? (specified.description ?? inner.description ?? '').replace(/\.$/, '');
  return text === '' || text.toLowerCase() === name.replaceAll('_', ' ') ? undefined : text;
}
