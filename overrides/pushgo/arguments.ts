import * as z from 'zod';
import { schemas } from '../../generated/schemas.ts';
import { listedInput } from '../rule/listed-input.ts';
import { unwrap } from '../rule/projected.ts';
import { type Fields, fields, text, words } from './fields.ts';
import type { LocationType } from './location.ts';
import { type PushgoOperation, pushgoRules } from './rules.ts';

/** The arguments of any sending tool, as checked. */
export interface Args {
  readonly channel_id?: string;
  readonly password?: string;
  readonly op_id?: string;
  readonly title?: string;
  readonly thing_id?: string;
  readonly occurred_at?: string;
  readonly ttl?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly location_type?: LocationType;
  readonly location_value?: string;
  readonly [name: string]: unknown;
}

/** A call may leave these out though the gateway requires them: the only channel is meant, and the server knows its password. */
const fromChannel: readonly string[] = ['channel_id', 'password'];

/** The arguments of an operation: as the specification has them, and more strictly where `fields` or `own` knows more. */
export function argumentsOf(operation: PushgoOperation, own: Fields = {}): z.ZodObject {
  const specified = Object.entries(schemas[operation].input().shape as Record<string, z.ZodType>);
  const listed = specified.map(([name, schema]) => {
    const described = describeAs((own[name] ?? fields[name])?.() ?? asSpecified(unwrap(schema)), name, schema);
    const isOptional = schema instanceof z.ZodOptional || fromChannel.includes(name);
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

/** Our words, or those of the specification where they say more than the name does. */
function describeAs(listed: z.ZodType, name: string, specified: z.ZodType): z.ZodType {
  const said = words[name] ?? descriptionOf(specified).replace(/\.$/, '');
  return said === '' || said.toLowerCase() === name.replaceAll('_', ' ') ? listed : listed.describe(said);
}

function descriptionOf(schema: z.ZodType): string {
  return schema.description ?? (schema instanceof z.ZodOptional ? descriptionOf(schema.unwrap() as z.ZodType) : '');
}
