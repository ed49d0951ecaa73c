import { appendPointer, isObject } from '../json.ts';
import type { Input, Operation, Property, Schema } from '../model.ts';
import { deref } from '../refs.ts';
import { readSchema, unsupported } from '../schema/read-schema.ts';
import { secretPaths } from '../schema/walk.ts';
import type { OperationContext } from './context.ts';

type ReadBody = Pick<Operation, 'body' | 'inputs'>;
const noBody: ReadBody = { body: undefined, inputs: [] };

/** Reads the JSON request body. Forms beside it carry the same fields, and are only checked. */
export function readBody(context: OperationContext): ReadBody {
  const { node, pointer } = context.operation;
  const request = deref(context.spec.document, node.requestBody);
  if (!request) return noBody;
  const content = isObject(request.content) ? request.content : {};
  const place = appendPointer(pointer, 'requestBody', 'content');
  for (const [type, media] of Object.entries(content)) {
    if (type === 'application/json' || !isObject(media)) continue;
    const formPlace = appendPointer(place, type, 'schema');
    checkDescriptions(readSchema(media.schema, formPlace, context), formPlace, context);
  }
  const json = content['application/json'];
  const refuse = (at: string, detail: string) => {
    unsupported(context, at, detail);
    return noBody;
  };
  if (!isObject(json))
    return refuse(place, 'A request body is described as application/json (and perhaps as a form too).');
  const schemaPlace = appendPointer(place, 'application/json', 'schema');
  const schema = readSchema(json.schema, schemaPlace, context);
  if (schema.kind === 'any') return noBody;
  if (schema.kind !== 'object') return refuse(schemaPlace, 'A request body is an object with `properties`.');
  checkDescriptions(schema, schemaPlace, context);
  return flattenBody(schema, request.required === true);
}

/** `{ push: { payload }, account_id }` → `payload` in `body:push`, `account_id` in `body`. */
function flattenBody(schema: Schema & { kind: 'object' }, required: boolean): ReadBody {
  const read = (property: Property, place: Input['place']): Input => ({
    ...property,
    place,
    required: property.required && required,
    secret: property.secret || secretPaths(property.schema).length > 0,
    description: property.schema.description,
  });
  const [only, ...further] = schema.properties.filter((property) => property.required);
  const isWrapper = only?.schema.kind === 'object' && further.length === 0;
  const wrapped = isWrapper ? only.schema.properties.map((field) => read(field, `body:${only.name}`)) : [];
  const others = schema.properties.filter((property) => !isWrapper || property !== only);
  return {
    body: { required, wrapper: isWrapper ? only.name : undefined, others: others.length > 0 },
    inputs: [...wrapped, ...others.map((property) => read(property, 'body'))],
  };
}

function checkDescriptions(schema: Schema, pointer: string, context: OperationContext): void {
  if (schema.kind === 'array') checkDescriptions(schema.items, appendPointer(pointer, 'items'), context);
  if (schema.kind !== 'object') return;
  for (const property of schema.properties) {
    const place = appendPointer(pointer, 'properties', property.name);
    if (!property.schema.description)
      context.report.add('SPEC_MISSING_DESCRIPTION', context.spec.file, place, `The field \`${property.name}\`.`);
    checkDescriptions(property.schema, place, context);
  }
}
