import { type Code, code, identifier, indentCode, joinCode, propertyKey } from '../code.ts';
import type { Api, Input, Model, Operation } from '../model.ts';
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
  const dated = inputs.filter((input) => input.since !== undefined);
  const fieldsSince =
    dated.length === 0 ? undefined : Object.fromEntries(dated.map(({ name, since }) => [name, since]));
  return {
    ...operation,
    key: identifier(operation.id),
    parameters: indentCode(indentCode(parametersCode(inputs))),
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

function unionOf(values: readonly string[]): Code {
  if (values.length === 0) return code`never`;
  return joinCode(
    values.map((value) => code`${value}`),
    ' | ',
  );
}

function parametersCode(inputs: readonly Input[]): Code {
  if (inputs.length === 0) return code`{}`;
  const lines = inputs.map(({ name, place }) => code`${propertyKey(name)}: ${place},`);
  return code`{
  ${indentCode(joinCode(lines, '\n'))}
}`;
}

function typesName(api: Api): Code {
  return identifier(`${pascalCase(api.name)}`);
}
