import { braces, type Code, code, identifier, joinCode, propertyKey } from '../code.ts';
import type { Input, NumberShape, Schema, StringShape } from '../model.ts';

/** The name of the constant that holds a schema which several outputs share. */
export type NameComponent = (schema: Schema) => Code | undefined;

const inline: NameComponent = () => undefined;

/** The zod expression of a schema. */
export function zodSchema(schema: Schema, name: NameComponent = inline): Code {
  const named = name(schema);
  if (named) return code`${named}()`;
  return schema.nullable ? code`${zodShape(schema, name)}.nullable()` : zodShape(schema, name);
}

function zodShape(schema: Schema, name: NameComponent): Code {
  switch (schema.kind) {
    case 'string':
      return zodString(schema);
    case 'integer':
    case 'number':
      return zodNumber(schema);
    case 'boolean':
      return code`z.boolean()`;
    case 'null':
      return code`z.null()`;
    case 'enum':
      return zodEnum(schema.values, schema.open);
    case 'array':
      return calls(code`z.array(${zodSchema(schema.items, name)})`, { min: schema.minItems, max: schema.maxItems });
    case 'object':
      return code`z.looseObject(${zodFields(schema.properties.map((field) => [field.name, field.required, zodSchema(field.schema, name)]))})`;
    case 'record':
      return code`z.record(z.string(), ${zodSchema(schema.values, name)})`;
    case 'union':
      return code`z.union([${joinCode(
        schema.options.map((option) => zodSchema(option, name)),
        ', ',
      )}])`;
    case 'any':
      return code`z.unknown()`;
  }
}

/** The flat input of an operation, with descriptions for the model. */
export function zodInput(inputs: readonly Input[]): Code {
  return code`z.object(${zodFields(
    inputs.map(({ name, required, description, schema }) => [
      name,
      required,
      code`${inputSchema(schema)}.describe(${description})`,
    ]),
  )})`;
}

/** An open set is listed as a text; its values are kept as metadata for tools that want to know them. */
function inputSchema(schema: Schema): Code {
  if (schema.kind !== 'enum' || !schema.open) return zodSchema(schema);
  const known = code`z.string().meta({ known: ${schema.values} })`;
  return schema.nullable ? code`${known}.nullable()` : known;
}

type Field = readonly [name: string, required: boolean, schema: Code];

function zodFields(fields: readonly Field[]): Code {
  return braces(
    fields.map(([name, required, schema]) =>
      required ? code`${propertyKey(name)}: ${schema},` : code`${propertyKey(name)}: ${schema}.optional(),`,
    ),
  );
}

function zodString({ minLength, maxLength, pattern }: StringShape): Code {
  const limited = calls(code`z.string()`, { min: minLength, max: maxLength });
  return pattern === undefined ? limited : code`${limited}.regex(new RegExp(${pattern}, 'u'))`;
}

function zodNumber({ kind, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: NumberShape): Code {
  const start = kind === 'integer' ? code`z.int()` : code`z.number()`;
  return calls(start, { min: minimum, max: maximum, gt: exclusiveMinimum, lt: exclusiveMaximum, multipleOf });
}

/** An open set is a text, because a value that is not described yet is no error. */
function zodEnum(values: readonly (string | number)[], open: boolean): Code {
  if (open) return code`z.string()`;
  return values.every((value) => typeof value === 'string') ? code`z.enum(${values})` : code`z.literal(${values})`;
}

function calls(start: Code, limits: Readonly<Record<string, number | undefined>>): Code {
  return Object.entries(limits).reduce(
    (expression, [method, limit]) =>
      limit === undefined ? expression : code`${expression}.${identifier(method)}(${limit})`,
    start,
  );
}
