import { braces, type Code, code, identifier, indentCode, joinCode, propertyKey, unionOf } from '../code.ts';
import { sortedEntries } from '../json.ts';
import type { Api, Model, Operation, Schema } from '../model.ts';
import { pascalCase } from '../names.ts';
import { innerSchemas, secretPaths } from '../schema/walk.ts';
import { render } from './render.ts';

/** `generated/operations.ts` */
export function emitOperations({ apis }: Model): string {
  return render('operations', {
    apis: apis.map((api) => ({ types: typesName(api), file: `./${api.name}/types.ts` })),
    operations: apis.flatMap((api) => api.operations.map((operation) => describe(operation, typesName(api)))),
    withheld: apis.flatMap((api) => api.withheld),
  });
}

function describe(operation: Operation, types: Code) {
  const { since, idempotencyKey, inputs, output } = operation;
  const bodiless = operation.success.length === 0 || undefined;
  const dated = inputs.filter((input) => input.since !== undefined).map(({ name, since }) => [name, since] as const);
  const fieldsSince = dated.length === 0 ? undefined : Object.fromEntries(dated);
  return {
    ...operation,
    key: identifier(operation.id),
    parameters: indentCode(indentCode(braces(inputs.map(({ name, place }) => code`${propertyKey(name)}: ${place},`)))),
    secret: inputs.filter((input) => input.secret).map(({ name }) => name),
    further: Object.entries({ since, fieldsSince, idempotencyKey, bodiless }).flatMap(([key, value]) =>
      value === undefined ? [] : [{ key: identifier(key), value }],
    ),
    input: inputType(operation, types),
    output: outputType(operation, types),
    secretOutputs: unionOf(secretPaths(output)),
    enums: indentCode(enumsType(operation)),
  };
}

const typesName = (api: Api): Code => identifier(pascalCase(api.name));

/** The flat input type, made of the types of openapi-typescript. `types` is the imported `operations`. */
function inputType(operation: Operation, types: Code): Code {
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

function outputType({ id, success }: Operation, types: Code): Code {
  if (success.length === 0) return code`Record<never, never>`;
  const bodies = success.map((status) => code`ResponseBody<${types}[${id}], ${status}>`);
  return joinCode(bodies, ' | ');
}

/** Every enumeration of an operation: `'output.logs.kind': 'creation' | 'view'`. */
function enumsType({ inputs, output }: Operation): Code {
  const enums: Record<string, Set<string | number>> = {};
  const collect = (schema: Schema, path: string): void => {
    if (schema.kind === 'enum') enums[path] = new Set([...(enums[path] ?? []), ...schema.values]);
    for (const [place, inner] of innerSchemas(schema, path)) collect(inner, place);
  };
  for (const { name, schema } of inputs) collect(schema, `input.${name}`);
  collect(output, 'output');
  const members = sortedEntries(enums).map(([path, values]) => code`${path}: ${unionOf(values)};`);
  return members.length === 0 ? code`Record<never, never>` : braces(members);
}
