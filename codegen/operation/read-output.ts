import { appendPointer, isObject } from '../json.ts';
import type { Operation, Schema } from '../model.ts';
import { deref } from '../refs.ts';
import { readSchema, unsupported } from '../schema/read-schema.ts';
import { markedPaths } from '../schema/walk.ts';
import type { OperationContext } from './context.ts';

/** The JSON bodies of the 2xx answers, or an object without fields where no 2xx has a body. */
export function readOutput(context: OperationContext): Pick<Operation, 'output' | 'success'> {
  const { node, pointer } = context.operation;
  const responses = isObject(node.responses) ? node.responses : {};
  const bodies = new Map<number, Schema>();
  const bodiless: string[] = [];
  for (const status of Object.keys(responses).sort()) {
    const place = appendPointer(pointer, 'responses', status);
    if (/^2XX$/i.test(status)) unsupported(context, place, 'A success is described by its own status, not by a range.');
    if (!/^2\d\d$/.test(status)) continue;
    const content = deref(context.spec.document, responses[status])?.content;
    if (!isObject(content) || Object.keys(content).length === 0) {
      bodiless.push(place);
      continue;
    }
    const json = content['application/json'];
    if (!isObject(json) || json.schema === undefined) {
      context.add('SPEC_OUTPUT_WITHOUT_SCHEMA', ['responses', status], `The ${status} has a body and no JSON schema.`);
      continue;
    }
    const schemaPlace = appendPointer(place, 'content', 'application/json', 'schema');
    const body = readSchema(json.schema, schemaPlace, context);
    if (!isShowable(body)) unsupported(context, schemaPlace, 'An answer is an object with `properties`, or a list.');
    for (const path of markedPaths(body, ({ since }) => since !== undefined)) {
      const detail = `x-since of the answer's field ${path} is not read.`;
      context.add('SPEC_MISPLACED_EXTENSION', ['responses', status], detail);
    }
    bodies.set(Number(status), body);
  }
  if (bodies.size === 0 && bodiless.length === 0)
    context.add('SPEC_OUTPUT_WITHOUT_SCHEMA', ['responses'], 'There is no 2xx answer.');
  for (const place of bodies.size > 0 ? bodiless : [])
    unsupported(context, place, 'Either each success of an operation has a body, or none has.');
  if (new Set([...bodies.values()].map((body) => JSON.stringify(body))).size > 1)
    unsupported(context, appendPointer(pointer, 'responses'), 'All successes of an operation have the same body.');
  const [output = nothing] = bodies.values();
  return { output, success: [...bodies.keys()] };
}

const nothing: Schema = { kind: 'object', properties: [], nullable: false, description: '', component: undefined };

/** Whether results can be decided field by field. `any` was reported when it was read. */
function isShowable(schema: Schema): boolean {
  if (schema.kind === 'array')
    return isShowable(schema.items) || !['record', 'union', 'array'].includes(schema.items.kind);
  return schema.kind === 'object' || schema.kind === 'any';
}
