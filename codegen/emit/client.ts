import { type Code, code, identifier } from '../code.ts';
import type { Api, Model, Operation } from '../model.ts';
import { pascalCase } from '../names.ts';
import { headerLine } from './header.ts';
import { render } from './render.ts';

/** `generated/<api>/client.ts`: a method per operation on openapi-fetch. */
export function emitClient(api: Api): string {
  const operations = api.operations.map((operation) => ({
    id: identifier(operation.id),
    init: initParameter(operation),
    method: identifier(operation.method),
    path: operation.path,
  }));
  return headerLine(api) + render('client', { create: createName(api), operations });
}

/** Optional where the operation needs nothing. */
function initParameter({ path, method, inputs, body }: Operation): Code {
  const type = code`FetchOptions<paths[${path}][${method.toLowerCase()}]>`;
  const needed = body?.required || inputs.some((input) => input.required);
  return needed ? code`init: ${type}` : code`init?: ${type}`;
}

/** `generated/clients.ts` */
export function emitClients({ apis }: Model): string {
  const data = apis.map((api) => ({ create: createName(api), file: `./${api.name}/client.ts` }));
  return headerLine() + render('clients', { apis: data });
}

function createName(api: Api): Code {
  return identifier(`create${pascalCase(api.name)}Client`);
}
