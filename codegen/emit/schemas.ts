import { type Code, code, identifier, indentCode } from '../code.ts';
import { compareText } from '../json.ts';
import type { Api, Model, Schema } from '../model.ts';
import { camelCase, pascalCase } from '../names.ts';
import { headerLine } from './header.ts';
import { render } from './render.ts';
import { type NameComponent, zodInput, zodSchema } from './zod.ts';

/** `generated/<api>/schemas.ts`: input and output of each operation, and the components that outputs share. */
export function emitApiSchemas(api: Api): string {
  const components = collectComponents(api.operations.map((operation) => operation.output));
  const name: NameComponent = (schema) => components.find((component) => component.of === schema.component)?.name;
  const body = render('api-schemas', {
    components: components.map(({ name: ownName, schema }) => ({
      name: ownName,
      // Under its own name it would refer to itself
      schema: indentCode(zodSchema({ ...schema, component: undefined }, name)),
    })),
    operations: api.operations.map((operation) => ({
      input: identifier(`${operation.id}Input`),
      inputSchema: indentCode(zodInput(operation.inputs)),
      output: identifier(`${operation.id}Output`),
      outputSchema: indentCode(zodSchema(operation.output, name)),
    })),
  });
  return headerLine(api) + body;
}

interface Component {
  readonly of: string;
  readonly name: Code;
  readonly schema: Schema;
}

/** The objects among the components that outputs hold, by name. Two whose names become the same identifier stay inline. */
function collectComponents(outputs: readonly Schema[]): Component[] {
  const found = new Map<string, Component>();
  const visit = (schema: Schema): void => {
    const name = `${pascalCase(schema.component ?? '')}Schema`;
    if (schema.component !== undefined && schema.kind === 'object' && /^[A-Z]/.test(name) && !found.has(name)) {
      found.set(name, { of: schema.component, name: identifier(name), schema });
    }
    for (const part of parts(schema)) visit(part);
  };
  outputs.forEach(visit);
  return [...found.entries()].sort(([a], [b]) => compareText(a, b)).map(([, component]) => component);
}

function parts(schema: Schema): readonly Schema[] {
  if (schema.kind === 'object') return schema.properties.map((property) => property.schema);
  if (schema.kind === 'array') return [schema.items];
  if (schema.kind === 'record') return [schema.values];
  return schema.kind === 'union' ? schema.options : [];
}

/** `generated/schemas.ts`: all of them by operation. */
export function emitSchemas({ apis }: Model): string {
  const body = render('schemas', {
    apis: apis.map((api) => ({ name: schemasName(api), file: `./${api.name}/schemas.ts` })),
    operations: apis.flatMap((api) =>
      api.operations.map(({ id }) => ({
        id: identifier(id),
        input: code`${schemasName(api)}.${identifier(`${id}Input`)}`,
        output: code`${schemasName(api)}.${identifier(`${id}Output`)}`,
      })),
    ),
  });
  return headerLine() + body;
}

function schemasName(api: Api): Code {
  return identifier(`${camelCase(api.name)}Schemas`);
}
