import { braces, type Code, code, joinCode, unionOf } from '../code.ts';
import { sortedEntries } from '../json.ts';
import type { Operation, Schema } from '../model.ts';

/** The flat input type, made of the types of openapi-typescript. `types` is the imported `operations`. */
export function inputType(operation: Operation, types: Code): Code {
  const own = code`${types}[${operation.id}]`;
  const used = new Set(operation.inputs.map(({ place }) => place));
  const places = (['path', 'query', 'header'] as const).filter((place) => used.has(place));
  const parts = [...places.map((place) => code`Place<${own}, ${place}>`), ...bodyTypes(operation, own)];
  if (parts.length === 0) return code`Record<never, never>`;
  return code`Flat<${joinCode(parts, ' & ')}>`;
}

function bodyTypes({ body }: Operation, own: Code): Code[] {
  if (!body) return [];
  const parts: Code[] = [];
  if (body.wrapper !== undefined) parts.push(code`Body<${own}>[${body.wrapper}]`);
  if (body.others)
    parts.push(body.wrapper === undefined ? code`Body<${own}>` : code`Omit<Body<${own}>, ${body.wrapper}>`);
  return body.required ? parts : parts.map((part) => code`Partial<${part}>`);
}

export function outputType({ id, success }: Operation, types: Code): Code {
  if (success.length === 0) return code`Record<never, never>`;
  const bodies = success.map((status) => code`ResponseBody<${types}[${id}], ${status}>`);
  return joinCode(bodies, ' | ');
}

type Values = ReadonlySet<string | number>;

/** Every enumeration of an operation: `'output.logs.kind': 'creation' | 'view'`. */
export function enumsType({ inputs, output }: Operation): Code {
  const enums = new Map<string, Values>();
  for (const { name, schema } of inputs) collectEnums(schema, `input.${name}`, enums);
  collectEnums(output, 'output', enums);
  if (enums.size === 0) return code`Record<never, never>`;
  return braces(sortedEntries(Object.fromEntries(enums)).map(([path, values]) => code`${path}: ${unionOf(values)};`));
}

function collectEnums(schema: Schema, path: string, enums: Map<string, Values>): void {
  if (schema.kind === 'enum') enums.set(path, new Set([...(enums.get(path) ?? []), ...schema.values]));
  else if (schema.kind === 'array') collectEnums(schema.items, path, enums);
  else if (schema.kind === 'record') collectEnums(schema.values, `${path}.*`, enums);
  else if (schema.kind === 'union') for (const option of schema.options) collectEnums(option, path, enums);
  else if (schema.kind === 'object') {
    for (const property of schema.properties) collectEnums(property.schema, `${path}.${property.name}`, enums);
  }
}
