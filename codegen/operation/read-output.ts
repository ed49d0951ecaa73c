import { appendPointer, isObject } from '../json.ts';
import type { Schema } from '../model.ts';
import { deref } from '../refs.ts';
import { markedPaths } from '../schema/marks.ts';
import { anything, readSchema, unsupported } from '../schema/read-schema.ts';
import type { OperationContext } from './context.ts';

export interface ReadOutput {
  readonly output: Schema;
  readonly success: readonly number[];
}

/** The JSON bodies of the 2xx answers. */
export function readOutput(context: OperationContext): ReadOutput {
  const { node, pointer } = context.operation;
  const responses = isObject(node.responses) ? node.responses : {};
  const success: number[] = [];
  const bodies: Schema[] = [];
  for (const status of Object.keys(responses).sort()) {
    const place = appendPointer(pointer, 'responses', status);
    if (/^2XX$/i.test(status)) unsupported(context, place, 'A success is described by its own status, not by a range.');
    if (!/^2\d\d$/.test(status)) continue;
    const content = deref(context.spec.document, responses[status])?.content;
    if (content === undefined) continue;
    const json = isObject(content) ? content['application/json'] : undefined;
    if (!isObject(json) || json.schema === undefined) {
      context.add('SPEC_OUTPUT_WITHOUT_SCHEMA', ['responses', status], `The ${status} has a body and no JSON schema.`);
      continue;
    }
    success.push(Number(status));
    const body = readSchema(json.schema, appendPointer(place, 'content', 'application/json', 'schema'), context);
    for (const path of markedPaths(body, ({ since }) => since !== undefined))
      context.add(
        'SPEC_MISPLACED_EXTENSION',
        ['responses', status],
        `x-since of the answer's field ${path} is not read.`,
      );
    bodies.push(body);
  }
  if (bodies.length === 0) context.add('SPEC_OUTPUT_WITHOUT_SCHEMA', ['responses'], 'No 2xx answer has a JSON body.');
  return { output: joinBodies(bodies), success };
}

function joinBodies(bodies: readonly Schema[]): Schema {
  const distinct = [...new Map(bodies.map((body) => [JSON.stringify(body), body])).values()];
  const [first = anything, ...further] = distinct;
  return further.length === 0
    ? first
    : { kind: 'union', options: distinct, nullable: false, description: '', component: undefined };
}
