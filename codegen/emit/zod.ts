import { braces, type Code, code, identifier, joinCode, propertyKey } from '../code.ts';
import type { Input, Property, Schema } from '../model.ts';

/** The name of the constant that holds a schema which several outputs share. */
export type ConstantOf = (schema: Schema) => Code | undefined;

/** The zod expression of a schema. */
export function zodSchema(schema: Schema, constantOf: ConstantOf = () => undefined): Code {
  const constant = constantOf(schema);
  if (constant) return code`${constant}()`;
  return schema.nullable ? code`${zodShape(schema, constantOf)}.nullable()` : zodShape(schema, constantOf);
}

/** The flat input of an operation, with descriptions for the model. */
export function zodInput(inputs: readonly Input[]): Code {
  const fields = zodFields(inputs, (input) => code`${inputSchema(input.schema)}.describe(${input.description})`);
  return code`z.object(${fields})`;
}

/** An open set is listed as a text; its values are kept as metadata for tools that want to know them. */
function inputSchema(schema: Schema): Code {
  if (schema.kind !== 'enum' || !schema.open) return zodSchema(schema);
  const text = code`z.string().meta({ known: ${schema.values} })`;
  return schema.nullable ? code`${text}.nullable()` : text;
}

function zodShape(schema: Schema, constantOf: ConstantOf): Code {
  switch (schema.kind) {
    case 'string': {
      const text = limited(code`z.string()`, { min: schema.minLength, max: schema.maxLength });
      return schema.pattern === undefined ? text : code`${text}.regex(new RegExp(${schema.pattern}, 'u'))`;
    }
    case 'integer':
    case 'number': {
      const { minimum: min, maximum: max, exclusiveMinimum: gt, exclusiveMaximum: lt, multipleOf } = schema;
      return limited(schema.kind === 'integer' ? code`z.int()` : code`z.number()`, { min, max, gt, lt, multipleOf });
    }
    case 'boolean':
      return code`z.boolean()`;
    case 'null':
      return code`z.null()`;
    case 'enum':
      // An open set is a text, because a value that is not described yet is no error
      if (schema.open) return code`z.string()`;
      return schema.values.every((value) => typeof value === 'string')
        ? code`z.enum(${schema.values})`
        : code`z.literal(${schema.values})`;
    case 'array': {
      const { items, minItems: min, maxItems: max } = schema;
      return limited(code`z.array(${zodSchema(items, constantOf)})`, { min, max });
    }
    case 'object':
      return code`z.looseObject(${zodFields(schema.properties, (property) => zodSchema(property.schema, constantOf))})`;
    case 'record':
      return code`z.record(z.string(), ${zodSchema(schema.values, constantOf)})`;
    case 'union': {
      const options = schema.options.map((option) => zodSchema(option, constantOf));
      return code`z.union([${joinCode(options, ', ')}])`;
    }
    case 'any':
      return code`z.unknown()`;
  }
}

function zodFields<Field extends Property>(fields: readonly Field[], zodField: (field: Field) => Code): Code {
  return braces(
    fields.map((field) => {
      const entry = code`${propertyKey(field.name)}: ${zodField(field)}`;
      return field.required ? code`${entry},` : code`${entry}.optional(),`;
    }),
  );
}

/** The expression with a method call for each limit that is set. */
function limited(expression: Code, limits: Readonly<Record<string, number | undefined>>): Code {
  return Object.entries(limits).reduce(
    (result, [method, limit]) => (limit === undefined ? result : code`${result}.${identifier(method)}(${limit})`),
    expression,
  );
}
