import { braces, type Code, code, identifier, indentCode, propertyKey, unionOf } from '../code.ts';
import type { Api, Model, Operation } from '../model.ts';
import { pascalCase } from '../names.ts';
import { secretPaths } from '../schema/marks.ts';
import { headerLine } from './header.ts';
import { enumsType, inputType, outputType } from './operation-types.ts';
import { render } from './render.ts';

/** `generated/operations.ts` */
export function emitOperations({ apis }: Model): string {
  const body = render('operations', {
    apis: apis.map((api) => ({ types: typesName(api), file: `./${api.name}/types.ts` })),
    operations: apis.flatMap((api) => api.operations.map((operation) => describe(operation, typesName(api)))),
    withheld: apis.flatMap((api) => api.withheld),
  });
  return headerLine() + body;
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
