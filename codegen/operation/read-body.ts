import { appendPointer, isObject } from '../json.ts';
import type { Body, Input, InputPlace, Property, Schema } from '../model.ts';
import { deref } from '../refs.ts';
import { unsupported } from '../schema/context.ts';
import { secretPaths } from '../schema/marks.ts';
import { readSchema } from '../schema/read-schema.ts';
import type { OperationContext } from './context.ts';

interface ReadBody {
  readonly body: Body | undefined;
  readonly inputs: readonly Input[];
}

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
  const [only, ...further] = schema.properties.filter((property) => property.required);
  const wrapper = only && further.length === 0 && only.schema.kind === 'object' ? only : undefined;
  const others = schema.properties.filter((property) => property !== wrapper);
  const wrapped = wrapper?.schema.kind === 'object' ? wrapper.schema.properties : [];
  return {
    body: { required, wrapper: wrapper?.name, others: others.length > 0 },
    inputs: [
      ...wrapped.map((property) => readField(property, `body:${wrapper?.name ?? ''}`, required)),
      ...others.map((property) => readField(property, 'body', required)),
    ],
  };
}

function readField({ name, required, schema, ...marks }: Property, place: InputPlace, bodyRequired: boolean): Input {
  const secret = marks.secret || secretPaths(schema).length > 0;
  return { ...marks, name, place, required: required && bodyRequired, secret, description: schema.description, schema };
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
