import { type Code, code, identifier, indentCode } from '../code.ts';
import { sortedEntries } from '../json.ts';
import type { Api, Model, Schema } from '../model.ts';
import { camelCase, pascalCase } from '../names.ts';
import { innerSchemas } from '../schema/walk.ts';
import { render } from './render.ts';
import { type ConstantOf, zodInput, zodSchema } from './zod.ts';

/** `generated/<api>/schemas.ts`: input and output of each operation, and the components that outputs share. */
export function emitApiSchemas(api: Api): string {
  const components = collectComponents(api.operations.map((operation) => operation.output));
  const constants = new Map(components.map(([name, { component }]) => [component, identifier(name)]));
  const constantOf: ConstantOf = ({ component }) => constants.get(component);
  const shared = components.map(([name, schema]) => ({
    name: identifier(name),
    // Without its name, or it would refer to itself
    schema: indentCode(zodSchema({ ...schema, component: undefined }, constantOf)),
  }));
  const operations = api.operations.map((operation) => ({
    input: identifier(`${operation.id}Input`),
    inputSchema: indentCode(zodInput(operation.inputs)),
    output: identifier(`${operation.id}Output`),
    outputSchema: indentCode(zodSchema(operation.output, constantOf)),
  }));
  return render('api-schemas', { components: shared, operations }, api);
}

/** Objects among the components that outputs hold, by name. If two get the same name, only the first is shared. */
function collectComponents(outputs: readonly Schema[]): [name: string, schema: Schema][] {
  const components: Record<string, Schema> = {};
  const visit = (schema: Schema): void => {
    const name = `${pascalCase(schema.component ?? '')}Schema`;
    if (schema.component !== undefined && schema.kind === 'object' && /^[A-Z]/.test(name)) components[name] ??= schema;
    for (const [, inner] of innerSchemas(schema)) visit(inner);
  };
  outputs.forEach(visit);
  return sortedEntries(components);
}

/** `generated/schemas.ts`: the schemas of all APIs by operation. */
export function emitSchemas({ apis }: Model): string {
  return render('schemas', {
    apis: apis.map((api) => ({ name: schemasName(api), file: `./${api.name}/schemas.ts` })),
    operations: apis.flatMap((api) =>
      api.operations.map(({ id }) => ({
        id: identifier(id),
        input: code`${schemasName(api)}.${identifier(`${id}Input`)}`,
        output: code`${schemasName(api)}.${identifier(`${id}Output`)}`,
      })),
    ),
  });
}

const schemasName = (api: Api): Code => identifier(`${camelCase(api.name)}Schemas`);
