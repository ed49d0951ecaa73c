// Bodies and queries of requests, each kind with its own way of being refused (contract 1.5).
import { PlainFailure, refuse } from './answers.ts';
import type { Fields, Read } from './fields.ts';
import type { Call } from './gateway.ts';
import { type JsonReader, parseWhole } from './json-reader.ts';
import { JsonFailure } from './json-scanner.ts';
import { readPairs } from './structs.ts';

export const largestBody = 32 * 1024;

const tooLarge = 'Failed to buffer the request body: length limit exceeded';

const lead = {
  syntax: 'invalid JSON syntax: Failed to parse the request body as JSON: ',
  data: 'invalid JSON data: Failed to deserialize the JSON body into the target type: ',
} as const;

export function readJsonBody<Result>({ headers, body }: Call, read: (reader: JsonReader) => Result): Result {
  if (!/^application\/(?:[^;\s]+\+)?json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) {
    refuse('missing Content-Type: application/json', 'missing_json_content_type');
  }
  if (body === null) return refuse(`invalid request body: ${tooLarge}`, 'invalid_request_body');
  try {
    return parseWhole(body, read);
  } catch (error) {
    if (!(error instanceof JsonFailure)) throw error;
    return refuse(lead[error.kind] + error.message, `invalid_json_${error.kind}`);
  }
}

export function readRawBody({ body }: Call): Buffer {
  if (body === null) throw new PlainFailure(413, tooLarge);
  return body;
}

export function readQuery<Table extends Fields>({ query }: Call, table: Table): Read<Table> {
  return readPairs(new URLSearchParams(query), table, (text) => {
    throw new PlainFailure(400, `Failed to deserialize query string: ${text}`);
  });
}

export function readForm<Table extends Fields>(call: Call, table: Table): Read<Table> {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(call.headers['content-type'] ?? '')) {
    throw new PlainFailure(415, 'Form requests must have `Content-Type: application/x-www-form-urlencoded`');
  }
  const text = readRawBody(call).toString('utf8');
  return readPairs(new URLSearchParams(text), table, (fault) => {
    throw new PlainFailure(422, `Failed to deserialize form body: ${fault}`);
  });
}
