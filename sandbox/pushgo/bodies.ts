// Bodies and queries of requests, each kind with its own way of being refused (docs/services/pushgo.md#statuses).
import { HttpError } from '../http/answer.ts';
import { answerPlain, refuse } from './answers.ts';
import { type Fields, type Read, readFields, tellTwice } from './fields.ts';
import type { Call } from './gateway.ts';
import { isArray, isObject, type JsonValue, parseJson } from './json.ts';

export const largestBody = 32 * 1024;

const syntax = 'invalid JSON syntax: Failed to parse the request body as JSON';
const data = 'invalid JSON data: Failed to deserialize the JSON body into the target type: ';

const failData = (text: string): never => refuse(data + text, 'invalid_json_data');

function readBody({ headers, body }: Call): { value: JsonValue; twice: string | undefined } {
  if (!/^application\/(?:[^;\s]+\+)?json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) {
    refuse('missing Content-Type: application/json', 'missing_json_content_type');
  }
  if (body === null) {
    const error = 'invalid request body: Failed to buffer the request body: length limit exceeded';
    return refuse(error, 'invalid_request_body');
  }
  try {
    return parseJson(body);
  } catch {
    return refuse(syntax, 'invalid_json_syntax');
  }
}

/** An object of these fields. */
export function readJsonBody<Table extends Fields>(call: Call, table: Table): Read<Table> {
  const { value, twice } = readBody(call);
  if (!isObject(value)) return failData('invalid type, expected a map');
  if (twice !== undefined) failData(tellTwice(twice));
  return readFields(value, table, failData);
}

// See docs/services/pushgo.md#transport
/** An object of these fields, or a list of all their values in the order of the table. */
export function readJsonBodyOrList<Table extends Fields>(call: Call, table: Table): Read<Table> {
  const { value } = readBody(call);
  if (!isArray(value)) return readJsonBody(call, table);
  const names = Object.keys(table);
  if (value.length !== names.length) failData(`invalid length ${value.length}, expected ${names.length} elements`);
  return readFields(
    names.map((name, index) => [name, value[index] ?? null] as const),
    table,
    failData,
  );
}

export function readQuery<Table extends Fields>({ query }: Call, table: Table): Read<Table> {
  return readFields(new URLSearchParams(query), table, (text) => {
    throw new HttpError(answerPlain(400, `Failed to deserialize query string: ${text}`));
  });
}
