import { appendPointer, isObject, type JsonObject, textOf } from '../json.ts';
import type { Input } from '../model.ts';
import { firstSentence } from '../names.ts';
import { deref } from '../refs.ts';
import { readMarks, readSchema, unsupported } from '../schema/read-schema.ts';
import { checkSendable } from './check-sendable.ts';
import type { OperationContext } from './context.ts';

/** Parameters of the operation and of its path, the operation's own first. */
export function readParameters(context: OperationContext): Input[] {
  const { operation, spec } = context;
  const own = listed(operation.node, operation.pointer);
  const shared = listed(operation.pathItem, appendPointer('#', 'paths', operation.path));
  const seen = new Set<string>();
  return [...own, ...shared].flatMap(([raw, pointer]) => {
    const parameter = deref(spec.document, raw);
    if (!parameter) return [];
    const key = `${parameter.in} ${parameter.name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return readParameter(parameter, pointer, context);
  });
}

function listed(holder: JsonObject, pointer: string): [JsonObject, string][] {
  const list = Array.isArray(holder.parameters) ? holder.parameters : [];
  return list.flatMap((raw, i) => (isObject(raw) ? [[raw, appendPointer(pointer, 'parameters', i)]] : []));
}

function readParameter(parameter: JsonObject, pointer: string, context: OperationContext): Input[] {
  const { name, in: place, schema } = parameter;
  if (typeof name !== 'string') return [];
  if (place !== 'path' && place !== 'query' && place !== 'header') {
    unsupported(context, pointer, `A parameter in \`${place}\` is not supported; path, query and header are.`);
    return [];
  }
  if (parameter.content !== undefined)
    unsupported(context, pointer, 'A parameter with `content` is not supported; one with `schema` is.');
  const description = firstSentence(textOf(parameter.description) ?? '');
  if (!description)
    context.report.add('SPEC_MISSING_DESCRIPTION', context.spec.file, pointer, `The parameter \`${name}\`.`);
  const marks = readMarks(schema, context);
  const input: Input = {
    name,
    place,
    required: parameter.required === true,
    secret: parameter['x-secret'] === true || marks.secret,
    since: textOf(parameter['x-since']) ?? marks.since,
    description,
    schema: readSchema(schema, appendPointer(pointer, 'schema'), context),
  };
  checkSendable(parameter, input, pointer, context);
  return [input];
}
